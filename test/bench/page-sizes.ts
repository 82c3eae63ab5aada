import { readFile } from 'node:fs/promises';
import { argv, stdout } from 'node:process';
import { openDatabase } from '../../infra/database/database.ts';
import { TABLE } from '../../infra/database/engine.ts';
import { createAnalysisCache } from '../../schema/release/index/analysis-cache.ts';
import { openStore } from '../../schema/store/store.ts';
import { indexOf } from './index-file.ts';
import type { BenchList } from './lists.ts';
import { costsOf } from './pages.ts';

/** A database to page through, and its lists. */
export interface PagedSize {
  readonly data: string;
  readonly lists: readonly BenchList[];
}

// Pages through the databases of all sizes by turns, in a process that holds nothing but them. Reads a JSON
// file of PagedSize[], prints ListCost[][] in its order.
const [plan = ''] = argv.slice(2);
const sizes = JSON.parse(await readFile(plan, 'utf8')) as PagedSize[];
const opened = await Promise.all(
  sizes.map(async ({ data, lists }) => {
    const { wire, close } = await openDatabase(data);
    const indexes = createAnalysisCache(() => readFile(indexOf(data)));
    return { store: openStore({ wire, table: TABLE, cursorKey: 'bench' }), indexes, lists, close };
  }),
);
const costs = await costsOf(opened);
stdout.write(JSON.stringify(costs));
await Promise.all(opened.map(({ close }) => close()));
