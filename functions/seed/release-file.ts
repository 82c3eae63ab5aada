import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Release } from '../../schema/release/release.ts';
import type { Head, Row } from '../../schema/store/rows.ts';
import type { LocalDump } from './kept-dumps.ts';
import { SeedError } from './seed-error.ts';

/**
 * A release as a file: rows as lines of JSON, gzipped in parts of whole groups, and at the end an index with
 * the hash of each group and the part that holds it. The parts are members of one gzip file, so that `zcat`
 * shows all of it, while a reader can fetch only the byte ranges of the parts it needs.
 */

/**
 * Characters of rows in one part: some 8 kB compressed, which is little to fetch for one group, and makes few
 * enough parts for 100,000 meetings.
 */
const PART = 128 * 1024;

/** Position of the index in the file: `first` and `last` byte, both inclusive. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** A compiled release on disk, ready to deploy. */
export interface ReleaseFile {
  readonly id: string;
  readonly path: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
  /** Position of the index in the file. */
  readonly index: Span;
  readonly head: Head;
  /** File of the search index, which the head identifies by its hash. */
  readonly searchIndex: string;
  /** The files of the download. */
  readonly dumps: readonly LocalDump[];
}

interface Part extends Span {
  /** Group to hash, in the order of the keys. */
  readonly groups: Readonly<Record<string, string>>;
}

interface Index {
  readonly release: string;
  readonly layout: number;
  readonly head: Head;
  readonly parts: readonly Part[];
}

/** What a seed reads from a release: its manifest at once, and the rows of a group on demand. */
export interface ReleaseSource {
  readonly id: string;
  /** Number of the row layout. */
  readonly layout: number;
  readonly head: Head;
  readonly groups: ReadonlyMap<string, string>;
  rows(group: string): readonly Row[] | Promise<readonly Row[]>;
}

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/**
 * Writes a release to a new file, using memory for one part at a time, and returns the position of its index.
 * The same release gives the same bytes.
 */
export async function writeReleaseFile(release: Release, path: string): Promise<Span> {
  const file = await open(path, 'w');
  try {
    const parts: Part[] = [];
    let end = 0;
    let lines: string[] = [];
    let length = 0;
    let groups: Record<string, string> = {};
    const flush = async () => {
      if (lines.length === 0) return;
      const span = await append(file, lines.join(''), end);
      parts.push({ ...span, groups });
      end = span.last + 1;
      lines = [];
      length = 0;
      groups = {};
    };
    for (const [group, seal] of release.groups) {
      for (const row of release.rows(group)) {
        const line = `${JSON.stringify(row)}\n`;
        lines.push(line);
        length += line.length;
      }
      groups[group] = seal;
      if (length >= PART) await flush();
    }
    await flush();
    const { id, layout, head } = release;
    const index: Index = { release: id, layout, head, parts };
    return await append(file, `${JSON.stringify(index)}\n`, end);
  } finally {
    await file.close();
  }
}

async function append(file: FileHandle, text: string, at: number): Promise<Span> {
  const bytes = await zip(text);
  await file.write(bytes, 0, bytes.byteLength, at);
  return { first: at, last: at + bytes.byteLength - 1 };
}

/** A file of a release, wherever it is kept. */
export interface ReleaseBytes {
  /** Where it is, for error messages. */
  readonly name: string;
  read(span: Span): Promise<Uint8Array>;
}

/** Parts kept in memory after use: a seed processes neighbouring groups, several at once. */
const KEPT_PARTS = 16;

/**
 * The release in a file.
 *
 * @throws Error if the file is damaged or holds a different release
 */
export async function openReleaseFile(
  file: ReleaseBytes,
  index: Span,
  wanted: string,
): Promise<ReleaseSource> {
  const { release, layout, head, parts } = JSON.parse(await textOf(file, index)) as Index;
  if (release !== wanted)
    throw new SeedError(`The release file ${file.name} holds ${release}, not ${wanted}.`);
  const groups = new Map(parts.flatMap((part) => Object.entries(part.groups)));
  const partOf = new Map(parts.flatMap((part) => Object.keys(part.groups).map((group) => [group, part])));
  const kept = new Map<Part, Promise<Map<string, Row[]>>>();

  function rowsOf(part: Part): Promise<Map<string, Row[]>> {
    const known = kept.get(part);
    if (known) return known;
    const fetched = textOf(file, part).then(byGroup);
    kept.set(part, fetched);
    const [oldest] = kept.keys();
    if (oldest && kept.size > KEPT_PARTS) kept.delete(oldest);
    return fetched;
  }

  return {
    id: release,
    layout,
    head,
    groups,
    async rows(group) {
      const part = partOf.get(group);
      return part ? ((await rowsOf(part)).get(group) ?? []) : [];
    },
  };
}

async function textOf(file: ReleaseBytes, span: Span): Promise<string> {
  const bytes = await file.read(span);
  try {
    return (await unzip(bytes)).toString('utf8');
  } catch (cause) {
    throw new SeedError(
      `The release file ${file.name} is damaged between bytes ${span.first} and ${span.last}.`,
      { cause },
    );
  }
}

function byGroup(lines: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line) as Row;
    const rows = groups.get(row.PK);
    if (rows) rows.push(row);
    else groups.set(row.PK, [row]);
  }
  return groups;
}
