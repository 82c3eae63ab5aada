import { latestOf } from '../latest.ts';
import { DUMP_LIST, type Dump, dumpFolder, parseDumpList } from './format.ts';

/** Fetches the bytes of an object in the bucket, or its local substitute. */
type DumpSource = (key: string) => Promise<Uint8Array>;

/** The file list of a release is unavailable: it is missing or damaged. */
export class DumpsUnavailableError extends Error {
  override readonly name = 'DumpsUnavailableError';
}

/** The file lists that a process has read. */
export interface DumpLists {
  /**
   * The files of the download of a release.
   *
   * @throws DumpsUnavailableError
   */
  of(head: { readonly release: string }): Promise<readonly Dump[]>;
}

/** Reads lists on demand, and keeps those of the latest releases. */
export function createDumpListCache(source: DumpSource): DumpLists {
  async function read({ release }: { readonly release: string }): Promise<readonly Dump[]> {
    const key = `${dumpFolder(release)}/${DUMP_LIST}`;
    try {
      return parseDumpList(new TextDecoder().decode(await source(key)), release);
    } catch (cause) {
      throw new DumpsUnavailableError(`the list ${key} cannot be used`, { cause });
    }
  }

  return { of: latestOf(({ release }) => release, read) };
}
