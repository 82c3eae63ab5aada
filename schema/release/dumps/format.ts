/**
 * Increased whenever the same records must give different files than before. It is part of the id of every
 * release, which is part of the address of every file, so the file at an address never changes.
 */
export const DUMP_FORMAT = 1;

/**
 * The folder of the download of a release: the key prefix in the bucket and, after a slash, the path at the
 * endpoint.
 */
export const dumpFolder = (release: string): string => `dumps/${release}`;

/** The file that lists the others. It is written last, so if it exists, all of them do. */
export const DUMP_LIST = 'files.json';

/** `Cache-Control` of the files: the file at an address never changes. */
export const FOR_EVER = 'public, max-age=31536000, immutable';

/** Response headers of the files that any site may read, besides those that browsers always expose. */
export const EXPOSED = ['Accept-Ranges', 'Content-Range', 'ETag'] as const;

/** A file in the download of a release. */
export interface Dump {
  /** Path in the download, such as `csv/meetings.csv`. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** The text of the list of files. */
export const formatDumpList = (release: string, files: readonly Dump[]): string =>
  `${JSON.stringify({ release, files }, null, 1)}\n`;

/**
 * Reads the list of files of a release.
 *
 * @throws Error that says what is wrong with the list
 */
export function parseDumpList(text: string, release: string): readonly Dump[] {
  const list: unknown = JSON.parse(text);
  if (typeof list !== 'object' || list === null || !('release' in list) || !('files' in list))
    throw new Error('it is not a list of files');
  if (list.release !== release) throw new Error(`it belongs to the release ${String(list.release)}`);
  if (!Array.isArray(list.files) || !list.files.every(isDump))
    throw new Error('an entry of it is not a file');
  return list.files;
}

function isDump(value: unknown): value is Dump {
  if (typeof value !== 'object' || value === null) return false;
  const { name, mediaType, bytes, sha256 } = value as Partial<Record<keyof Dump, unknown>>;
  return [name, mediaType, sha256].every((each) => typeof each === 'string') && Number.isSafeInteger(bytes);
}
