import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompileCost } from './compile-size.ts';
import { measure } from './machine.ts';
import { type ListCost, PAGES, type PageCost } from './pages.ts';
import type { StoreCost } from './store-size.ts';
import { fixed, formatTable, whole } from './table.ts';
import { writeCorpus } from './write-corpus.ts';

export interface SizeCost extends CompileCost, Omit<StoreCost, 'lists'> {
  readonly lists: readonly ListCost[];
}

/**
 * Measures made-up corpora of these sizes, each stage in a process of its own; pages at last, of all sizes by
 * turns.
 */
export async function measureScale(
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<SizeCost[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'communique-scale-'));
  const here = (name: string) => new URL(name, import.meta.url);
  try {
    const made: { compiled: CompileCost; stored: StoreCost; data: string }[] = [];
    for (const size of sizes) {
      say(`${whole(size)} meetings: generating, compiling, seeding …`);
      const content = join(scratch, `content-${size}`);
      const data = join(scratch, `data-${size}`);
      await writeCorpus(content, size);
      made.push({
        compiled: await measure<CompileCost>(here('compile-size.ts'), [content], true),
        stored: await measure<StoreCost>(here('store-size.ts'), [content, data], false),
        data,
      });
    }
    say('Paging through all of them …');
    const plan = join(scratch, 'plan.json');
    await writeFile(plan, JSON.stringify(made.map(({ data, stored }) => ({ data, lists: stored.lists }))));
    const paged = await measure<ListCost[][]>(here('page-sizes.ts'), [plan], false);
    return made.map(({ compiled, stored }, index) => ({ ...compiled, ...stored, lists: paged[index] ?? [] }));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The tables that the README shows. */
export function describeScale(costs: readonly SizeCost[]): string {
  return [sizesTable(costs), latencyTable(costs), unitsTable(costs)].join('\n\n');
}

function sizesTable(costs: readonly SizeCost[]): string {
  const row = (name: string, of: (cost: SizeCost) => string) => [name, ...costs.map(of)];
  return formatTable(
    ['Corpus', ...costs.map(({ meetings }) => `${whole(meetings)} meetings`)],
    [
      row('read and validated, meetings a second', ({ meetings, readMs }) =>
        whole((meetings / readMs) * 1_000),
      ),
      row('compiled, meetings a second', ({ meetings, compileMs }) => whole((meetings / compileMs) * 1_000)),
      row('both, meetings a second', ({ meetings, readMs, compileMs }) =>
        whole((meetings / (readMs + compileMs)) * 1_000),
      ),
      row('peak memory, MiB', ({ peak }) => whole(peak / 1024 ** 2)),
      row('peak memory a meeting, KiB', ({ peak, meetings }) => fixed(peak / meetings / 1024)),
      row('rows', ({ rows }) => whole(rows)),
      row('rows a meeting', ({ rows, meetings }) => fixed(rows / meetings)),
      row('bytes a meeting', ({ bytes, meetings }) => whole(bytes / meetings)),
      row('seeded by BatchWriteItem, rows a second', ({ seedRate }) => whole(seedRate)),
      row('loaded by the local start, rows a second', ({ bulkRate }) => whole(bulkRate)),
      row('second slot filled in, s', ({ secondSlotMs }) => fixed(secondSlotMs / 1_000)),
      row('two slots: rows', ({ stored }) => whole(stored.rows)),
      row('two slots: table and index, GB', ({ stored }) => fixed((stored.table + stored.index) / GB, 2)),
      row('two slots: USD a month', ({ stored }) => fixed(monthly(stored), 2)),
      row('one changed title: rows written', ({ change }) => whole(change.written + change.deleted)),
      row('one changed title: compiled in, s', ({ change }) => fixed(change.compileMs / 1_000)),
      row('one changed title: live after that, s', ({ change }) => fixed(change.ms / 1_000)),
      row('download, MB', ({ download }) => fixed(download.bytes / 1e6)),
      row('download: written in, s', ({ download }) => fixed(download.ms / 1_000)),
      row('download: memory beyond compiling, MiB', ({ download }) => fixed(download.growth / 1024 ** 2)),
    ],
  );
}

const GB = 1024 ** 3;

/**
 * DynamoDB's list price in us-east-1: 0.25 USD a GB of table and index, and 0.20 a GB of table for
 * point-in-time recovery.
 */
const monthly = ({ table, index }: CompileCost['stored']): number =>
  ((table + index) * 0.25 + table * 0.2) / GB;

/**
 * Milliseconds of a page at the smallest and the largest size, and the largest of the ratios between them.
 */
function latencyTable(costs: readonly SizeCost[]): string {
  const [small, large] = [costs[0], costs.at(-1)];
  return formatTable(
    [
      `Page of 20, median ms: ${whole(small?.meetings ?? 0)} → ${whole(large?.meetings ?? 0)} meetings`,
      'first',
      'last',
      'page 500 *',
      'the same backwards',
      '* which',
      'largest ratio',
    ],
    (large?.lists ?? []).flatMap((list, index) => {
      const before = small?.lists[index];
      if (!before) return [];
      const cells = PAGES.map((page) => `${fixed(before[page].ms)} → ${fixed(list[page].ms)}`);
      return [[list.list, ...cells, `${before.page} → ${list.page}`, fixed(largestRatio(before, list), 2)]];
    }),
  );
}

const largestRatio = (before: ListCost, after: ListCost): number =>
  Math.max(...PAGES.map((page) => after[page].ms / before[page].ms));

/** Requests and read units of each page at every size; one value where all sizes agree. */
function unitsTable(costs: readonly SizeCost[]): string {
  const lists = costs[0]?.lists ?? [];
  return formatTable(
    ['Page of 20: requests / read units at each size', 'first', 'last', 'page 500 *', 'the same backwards'],
    lists.map(({ list }, index) => [
      list,
      ...PAGES.map((page) =>
        [...new Set(costs.map((cost) => describe(cost.lists[index]?.[page])))].join(' → '),
      ),
    ]),
  );
}

const describe = (page: PageCost | undefined): string =>
  page === undefined ? '' : `${page.requests} / ${fixed(page.readUnits)}`;
