import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunctions } from '../../infra/bundle/bundle.ts';
import { readContent } from '../../schema/record/content.ts';
import { buildIndex } from '../../schema/release/index/build.ts';
import { resolve } from '../../schema/release/resolve.ts';
import { addCodeCache } from '../support/code-cache.ts';
import { measure } from './machine.ts';
import { median } from './table.ts';

/** What the first search of a process takes beyond what other requests take, fetching the index apart. */
export interface ColdSearch {
  readonly name: string;
  /** Milliseconds more, at most. */
  readonly goal: number;
  /** Medians of milliseconds on the clock and of CPU. */
  readonly ms: number;
  readonly cpu: number;
}

const TURNS = 15;
const LOADER = fileURLToPath(new URL('../../infra/bundle/loader.cjs', import.meta.url));

/** @param made the index of the made-up corpus */
export async function measureColdSearch(scratch: string, made: string): Promise<ColdSearch[]> {
  const folder = await engineAlone(scratch);
  const shipped = join(scratch, 'shipped.index');
  await writeFile(shipped, await indexOfContent('content'));
  return [
    await coldSearch('the records that ship', 50, folder, shipped, 'sanctions'),
    await coldSearch('the made-up records', 200, folder, made, 'said'),
  ];
}

/** The part of the deployed function that searches, with its code cache, as one that has nothing else. */
async function engineAlone(scratch: string): Promise<string> {
  const bundles = await bundleFunctions(join(scratch, 'bundles'));
  await addCodeCache(bundles);
  const folder = join(scratch, 'engine');
  await mkdir(folder);
  for (const file of ['search.js', 'search.cache'])
    await copyFile(join(bundles.graphql.folder, file), join(folder, file));
  await writeFile(
    join(folder, 'function.js'),
    "(function(exports,require,module){module.exports=require('./search.js')})",
  );
  return folder;
}

async function indexOfContent(dir: string): Promise<Uint8Array> {
  const outcome = await readContent(dir);
  if (!outcome.ok) throw new Error(`${dir} is not valid`);
  return buildIndex(resolve(outcome.corpus));
}

async function coldSearch(
  name: string,
  goal: number,
  folder: string,
  index: string,
  query: string,
): Promise<ColdSearch> {
  const turns: { ms: number; cpu: number }[] = [];
  const program = new URL('cold-search.cjs', import.meta.url);
  for (let turn = 0; turn < TURNS; turn += 1)
    turns.push(await measure(program, [LOADER, folder, index, query], true));
  return { name, goal, ms: median(turns.map(({ ms }) => ms)), cpu: median(turns.map(({ cpu }) => cpu)) };
}
