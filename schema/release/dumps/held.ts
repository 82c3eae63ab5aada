import { LRUCache } from 'lru-cache';
import { DUMP_LIST, type Dump, dumpFolder, parseDumpList } from './format.ts';

/** Fetches the bytes of an object of the bucket, or of what stands in for it. */
export type DumpSource = (key: string) => Promise<Uint8Array>;

/** The list of the files of a release cannot be had at the moment: it is missing or damaged. */
export class DumpsUnavailableError extends Error {
  override readonly name = 'DumpsUnavailableError';
}

/** The lists of files that a process has read. */
export interface DumpLists {
  /**
   * The files of the download of a release.
   *
   * @throws DumpsUnavailableError
   */
  of(head: { readonly release: string }): Promise<readonly Dump[]>;
}

/** Requests of the release before may still be under way when the next one is served. */
const KEPT = 2;

/** Reads lists as they are asked for, and keeps those of the latest releases. A failure is not kept. */
export function holdDumpLists(source: DumpSource): DumpLists {
  const held = new LRUCache<string, readonly Dump[]>({
    max: KEPT,
    ignoreFetchAbort: true,
    async fetchMethod(release) {
      const key = `${dumpFolder(release)}/${DUMP_LIST}`;
      try {
        return parseDumpList(new TextDecoder().decode(await source(key)), release);
      } catch (cause) {
        throw new DumpsUnavailableError(`the list ${key} cannot be used`, { cause });
      }
    },
  });
  return { of: ({ release }) => held.forceFetch(release) };
}
