import type { Analyses } from '../../schema/release/index/analysis-cache.ts';
import type { Store } from '../../schema/store/store.ts';
import { ask } from '../support/table.ts';
import type { BenchList } from './lists.ts';
import { median } from './table.ts';

/** What a page of 20 costs: milliseconds (median), requests and read units of DynamoDB. */
export interface PageCost {
  readonly ms: number;
  readonly requests: number;
  readonly readUnits: number;
}

export const PAGES = ['first', 'last', 'deep', 'deepBackwards'] as const;
type PageName = (typeof PAGES)[number];

export interface ListCost extends Readonly<Record<PageName, PageCost>> {
  readonly list: string;
  /** The page number that `deep` is: 500, or the last whole one of a shorter list. */
  readonly page: number;
}

const SIZE = 20;
const DEEP = 500;
const STRIDE = 100;
const WARM = 10;
const REPEATS = 60;

interface Connection {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { startCursor: string | null; endCursor: string | null; hasNextPage: boolean };
}

/** A database, and the index of what is live in it. */
interface Paged {
  readonly store: Store;
  readonly indexes: Analyses;
}

/** Where a list is to be measured: the arguments of each page. */
interface Turns {
  readonly paged: Paged;
  readonly list: BenchList;
  readonly page: number;
  readonly args: Readonly<Record<PageName, Record<string, unknown>>>;
  readonly seen: Record<PageName, PageCost[]>;
}

/**
 * Measures both ends of each list of each database and its page 500 in both directions; all of them once in
 * each turn, so that noise meets all sizes alike.
 */
export async function costsOf(
  databases: readonly (Paged & { readonly lists: readonly BenchList[] })[],
): Promise<ListCost[][]> {
  const bySize: Turns[][] = [];
  for (const { lists, ...paged } of databases) {
    const turns: Turns[] = [];
    for (const list of lists) turns.push(await turnsOf(paged, list));
    bySize.push(turns);
  }
  const most = Math.max(...bySize.map((turns) => turns.length));
  for (let turn = 0; turn < WARM + REPEATS; turn += 1)
    for (let index = 0; index < most; index += 1)
      for (const name of PAGES)
        for (const turns of bySize) {
          const each = turns[index];
          if (!each) continue;
          const { connection: _, ...cost } = await pageOf(each.paged, each.list, each.args[name]);
          if (turn >= WARM) each.seen[name].push(cost);
        }
  return bySize.map((turns) =>
    turns.map(({ list, page, seen }) => ({
      list: list.name,
      page,
      first: typical(seen.first),
      last: typical(seen.last),
      deep: typical(seen.deep),
      deepBackwards: typical(seen.deepBackwards),
    })),
  );
}

const typical = (all: readonly PageCost[]): PageCost => ({
  ms: median(all.map(({ ms }) => ms)),
  requests: median(all.map(({ requests }) => requests)),
  readUnits: median(all.map(({ readUnits }) => readUnits)),
});

/** Walks to page 500, or to the last whole page of a shorter list. */
async function turnsOf(paged: Paged, list: BenchList): Promise<Turns> {
  const goal = (DEEP - 1) * SIZE;
  let after: Record<string, unknown> = {};
  let entries = 0;
  while (entries < goal) {
    const { connection } = await pageOf(paged, list, { first: Math.min(STRIDE, goal - entries), ...after });
    const { hasNextPage, endCursor } = connection.pageInfo;
    const found = connection.nodes.length;
    // At the end of the list: back by one whole page.
    const taken = hasNextPage ? found : Math.max(0, found - SIZE);
    if (taken === 0) break;
    const cursor = hasNextPage
      ? endCursor
      : (await pageOf(paged, list, { first: taken, ...after })).connection.pageInfo.endCursor;
    entries += taken;
    after = { after: cursor };
    if (!hasNextPage) break;
  }
  const { pageInfo } = (await pageOf(paged, list, { first: SIZE, ...after })).connection;
  const backwards = pageInfo.endCursor === null ? {} : { before: pageInfo.endCursor };
  return {
    paged,
    list,
    seen: { first: [], last: [], deep: [], deepBackwards: [] },
    page: Math.floor(entries / SIZE) + 1,
    args: {
      first: { first: SIZE },
      last: { last: SIZE },
      deep: { first: SIZE, ...after },
      deepBackwards: { last: SIZE, ...backwards },
    },
  };
}

async function pageOf(
  { store, indexes }: Paged,
  { name, query, variables, field }: BenchList,
  args: Record<string, unknown>,
): Promise<PageCost & { connection: Connection }> {
  const started = performance.now();
  const { data, errors, meter } = await ask(store, query, { ...variables, ...args }, indexes);
  const ms = performance.now() - started;
  if (!data) throw new Error(`${name}: ${errors?.map(({ message }) => message).join('; ')}`);
  return { connection: data[field] as Connection, ms, requests: meter.requests, readUnits: meter.readUnits };
}
