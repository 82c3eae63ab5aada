import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DUMP_PATHS, type DumpFiles } from '../../functions/graphql/dump-file.ts';
import { text } from '../../functions/graphql/http.ts';
import {
  createDumpListCache,
  type DumpLists,
  DumpsUnavailableError,
} from '../../schema/release/dumps/dump-list-cache.ts';
import { DUMP_LIST, type Dump, FOR_EVER, parseDumpList } from '../../schema/release/dumps/format.ts';
import type { DataFolder } from './data-folder.ts';
import { fileResponse } from './file-response.ts';

/** Number of releases whose files stay in the data folder. */
const KEPT = 3;

/** Suffix of a folder whose files are being written, or were when the process was killed. */
const UNFINISHED = '.new';

/** The downloads of releases, made when first requested, because few starts and few edits need them. */
interface LocalDumps {
  readonly lists: DumpLists;
  readonly answer: DumpFiles;
}

/** The file list of a release, as text to serve and as data. */
interface List {
  readonly text: string;
  readonly files: readonly Dump[];
}

/**
 * @param write writes the files of a release into an empty folder
 * @param served the id of the release being served, whose files can be made
 */
export function localDumps(
  { dumps: home }: DataFolder,
  write: (release: string, folder: string) => Promise<void>,
  served: () => Promise<string>,
): LocalDumps {
  /** By release, so that concurrent requests check and make the files only once. */
  const underWay = new Map<string, Promise<List | undefined>>();

  /** The file list of a release, whose files are made if missing; undefined for an earlier release. */
  function listOf(release: string): Promise<List | undefined> {
    const held = underWay.get(release);
    if (held) return held;
    const list = keptOrMade(release).finally(() => underWay.delete(release));
    underWay.set(release, list);
    return list;
  }

  async function keptOrMade(release: string): Promise<List | undefined> {
    const folder = join(home, release);
    const kept = await readWhole(folder, release);
    if (kept || release !== (await served())) return kept;
    const unfinished = `${folder}${UNFINISHED}`;
    await rm(unfinished, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await write(release, unfinished);
    await rename(unfinished, folder);
    await removeOld();
    return readWhole(folder, release);
  }

  /** Keeps the latest releases and whatever is being written; removes the rest. */
  async function removeOld(): Promise<void> {
    const names = await readdir(home);
    const isBegun = (name: string) => name.endsWith(UNFINISHED);
    const dead = names.filter((name) => isBegun(name) && !underWay.has(name.slice(0, -UNFINISHED.length)));
    const madeAt = async (name: string) =>
      (await stat(join(home, name)).catch(() => undefined))?.mtimeMs ?? 0;
    const made = names.filter((name) => !isBegun(name));
    const times = await Promise.all(made.map(async (name) => ({ name, at: await madeAt(name) })));
    const old = times.sort((a, b) => b.at - a.at).slice(KEPT);
    for (const name of [...dead, ...old.map((each) => each.name)]) {
      await rm(join(home, name), { recursive: true, force: true });
    }
  }

  const lists = createDumpListCache(async (key) => {
    const [, release = ''] = key.split('/');
    const list = await listOf(release);
    if (list === undefined) throw new Error('the release is no longer served');
    return Buffer.from(list.text);
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
        return text(200, 'application/json; charset=utf-8', list.text, { 'cache-control': FOR_EVER });
      // Names are looked up in the list, so that no path can lead elsewhere.
      const file = list.files.find((each) => each.name === name);
      return file && fileResponse(request, { ...file, path: join(home, release, name) });
    },
  };
}

/** The file list of a folder; undefined unless all files are there and complete. */
async function readWhole(folder: string, release: string): Promise<List | undefined> {
  try {
    const list = await readFile(join(folder, DUMP_LIST), 'utf8');
    const sizeOf = async ({ name }: Dump) => (await stat(join(folder, name))).size;
    const files = parseDumpList(list, release);
    const sizes = await Promise.all(files.map(sizeOf));
    return files.every(({ bytes }, index) => sizes[index] === bytes) ? { text: list, files } : undefined;
  } catch {
    return undefined;
  }
}
