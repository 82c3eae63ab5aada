import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexSource } from '../../schema/release/index/analysis-cache.ts';
import type { IndexFile } from '../../schema/store/rows.ts';
import type { CompiledRelease } from './compiled-release.ts';
import type { DataFolder } from './data-folder.ts';

/** Requests for the previous release read its index until they end. */
const KEPT = 2;

/** Writes the index of a release to the data folder, where requests find it, before the release is served. */
export async function keepIndex(
  { indexes }: DataFolder,
  { head, index }: Pick<CompiledRelease, 'head' | 'index'>,
): Promise<void> {
  const name = head.index?.sha256;
  if (name === undefined) return;
  await mkdir(indexes, { recursive: true });
  const held = await readdir(indexes);
  const found = held.includes(name) ? await readFile(join(indexes, name)) : undefined;
  if (!found?.equals(index)) {
    await writeFile(join(indexes, `${name}.new`), index);
    await rename(join(indexes, `${name}.new`), join(indexes, name));
  }
  latest.set(indexes, [name, ...(latest.get(indexes) ?? []).filter((each) => each !== name)].slice(0, KEPT));
  const needed = latest.get(indexes) ?? [];
  for (const each of held) if (!needed.includes(each)) await rm(join(indexes, each), { force: true });
}

/** The latest indexes that this process wrote, newest first. */
const latest = new Map<string, readonly string[]>();

/** Whether the data folder has a complete index. */
export async function hasIndex({ indexes }: DataFolder, { sha256 }: IndexFile): Promise<boolean> {
  const found = await readFile(join(indexes, sha256)).catch(() => undefined);
  if (!found || hash('sha256', found, 'hex') !== sha256) return false;
  latest.set(indexes, [sha256]);
  return true;
}

/** Reads indexes from the data folder. */
export const readIndexes =
  ({ indexes }: DataFolder): IndexSource =>
  ({ sha256 }) =>
    readFile(join(indexes, sha256));
