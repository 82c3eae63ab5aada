import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DUMP_PATHS, type DumpFiles } from '../../functions/graphql/dump-file.ts';
import { text } from '../../functions/graphql/http.ts';
import { DUMP_LIST, type Dump, FOR_EVER, parseDumpList } from '../../schema/release/dumps/format.ts';
import { type DumpLists, DumpsUnavailableError, holdDumpLists } from '../../schema/release/dumps/held.ts';
import type { DataFolder } from './data-folder.ts';
import type { DumpWork } from './dump-worker.ts';
import { fileResponse } from './file-response.ts';

/** Releases whose files stay in the data folder. */
const KEPT = 3;

/**
 * The downloads of releases: made when they are first asked for, since few starts and few edits need them.
 */
export interface LocalDumps {
  readonly lists: DumpLists;
  readonly answer: DumpFiles;
  /** Ends what is being made. */
  close(): Promise<void>;
}

/** @param served the id of the release that is served, whose files can be made */
export function localDumps(
  { dumps: home }: DataFolder,
  content: string,
  served: () => Promise<string>,
): LocalDumps {
  const workers = new Set<Worker>();
  let making: { readonly release: string; readonly done: Promise<void> } | undefined;

  /** The list of a release, whose files are made unless they are there; undefined for a release of before. */
  async function listOf(release: string): Promise<string | undefined> {
    const kept = await readWhole(join(home, release), release);
    if (kept !== undefined || release !== (await served())) return kept;
    if (making?.release !== release) {
      const done = make(release).finally(() => {
        making = undefined;
      });
      making = { release, done };
    }
    await making.done;
    return readFile(join(home, release, DUMP_LIST), 'utf8');
  }

  async function make(release: string): Promise<void> {
    const into = join(home, `${release}.new`);
    await rm(into, { recursive: true, force: true });
    await rm(join(home, release), { recursive: true, force: true });
    await mkdir(into, { recursive: true });
    await work({ content, release, into });
    await rename(into, join(home, release));
    await removeOld(home);
  }

  function work(workerData: DumpWork): Promise<void> {
    const worker = new Worker(new URL('./dump-worker.ts', import.meta.url), { workerData });
    workers.add(worker);
    return new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`Writing the files ended with code ${code}.`)),
      );
    }).finally(() => workers.delete(worker));
  }

  const lists = holdDumpLists(async (key) => {
    const [, release = ''] = key.split('/');
    const list = await listOf(release);
    if (list === undefined) throw new Error('the release is not served any more');
    return Buffer.from(list);
  });

  return {
    lists,
    async answer(request) {
      const [, release, name] = /^([0-9a-f]{64})\/(.+)$/.exec(request.path.slice(DUMP_PATHS.length)) ?? [];
      if (release === undefined || name === undefined) return undefined;
      const list = await listOf(release).catch((cause: unknown) => {
        throw new DumpsUnavailableError(`the files of the release ${release} cannot be made`, { cause });
      });
      if (list === undefined) return undefined;
      if (name === DUMP_LIST)
        return text(200, 'application/json; charset=utf-8', list, { 'cache-control': FOR_EVER });
      // Names are looked up, so that no path leads elsewhere.
      const file = parseDumpList(list, release).find((each) => each.name === name);
      return file && fileResponse(request, { ...file, path: join(home, release, name) });
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** The list of files in a folder; undefined unless all of them are there whole. */
async function readWhole(folder: string, release: string): Promise<string | undefined> {
  try {
    const list = await readFile(join(folder, DUMP_LIST), 'utf8');
    const sizeOf = async ({ name }: Dump) => (await stat(join(folder, name))).size;
    const files = parseDumpList(list, release);
    const sizes = await Promise.all(files.map(sizeOf));
    return files.every(({ bytes }, index) => sizes[index] === bytes) ? list : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves the releases whose files were made last. */
async function removeOld(home: string): Promise<void> {
  const names = await readdir(home);
  const made = await Promise.all(names.map(async (name) => (await stat(join(home, name))).mtimeMs));
  const old = names
    .map((name, index) => ({ name, at: made[index] ?? 0 }))
    .sort((a, b) => b.at - a.at)
    .slice(KEPT);
  for (const { name } of old) await rm(join(home, name), { recursive: true, force: true });
}
