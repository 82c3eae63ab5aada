import { compareKeys } from '../record/value/key-order.ts';
import { type Stored, text } from './attributes.ts';
import { type Bounds, boundsOf, type Days } from './date-bounds.ts';
import { INDEX, type List } from './keys.ts';
import type { Batches, Entry, Scan, Source } from './page.ts';
import type { Reader } from './reader.ts';
import type { Year } from './rows.ts';

/** A list in the table. */
export interface Listing<T> {
  readonly source: Source<T>;
  /** Its length, if one item gives it. */
  readonly total?: () => Promise<number>;
}

/** An empty list. */
export const EMPTY: Listing<never> = { source: nothing, total: async () => 0 };

async function* nothing(): Batches<never> {}

/** A list of the index, between bounds. */
export function sourceOfList<T>(
  reader: Reader,
  list: List,
  unpack: (row: Stored) => T,
  { low, high }: Bounds = {},
): Source<T> {
  return ({ ascending, from, want }) => {
    const start = ascending ? { low: highest(low, from), high } : { low, high: lowest(high, from) };
    const scan = {
      ascending,
      ...(start.low === undefined ? {} : { low: start.low }),
      ...(start.high === undefined ? {} : { high: start.high }),
      limit: want,
    };
    return unpacked(reader.list(list.name, scan), unpack);
  };
}

async function* unpacked<T>(batches: AsyncIterable<Stored[]>, unpack: (row: Stored) => T): Batches<T> {
  for await (const rows of batches) yield entriesOf(rows, unpack);
}

const entriesOf = <T>(rows: readonly Stored[], unpack: (row: Stored) => T): Entry<T>[] =>
  rows.map((row) => ({ at: text(row, INDEX.sort), value: unpack(row) }));

const highest = (a: string | undefined, b: string | undefined) =>
  a === undefined || (b !== undefined && compareKeys(b, a) > 0) ? b : a;
const lowest = (a: string | undefined, b: string | undefined) =>
  a === undefined || (b !== undefined && compareKeys(b, a) < 0) ? b : a;

/**
 * The lists of all years as one. Empty years are never queried; years whose entries are certain to be needed
 * are queried together.
 */
export const sourceOfYears =
  <T>(lists: ListsOfYears<T>): Source<T> =>
  (scan) =>
    yearByYear(lists, scan);

interface ListsOfYears<T> {
  readonly reader: Reader;
  readonly years: readonly Year[];
  readonly listOf: (year: number) => List;
  readonly unpack: (row: Stored) => T;
  /** Only the end of a range, because what began before its start may extend into it. */
  readonly days: Pick<Days, 'to'>;
}

async function* yearByYear<T>(
  { reader, years, listOf, unpack, days }: ListsOfYears<T>,
  { ascending, from, want }: Scan,
): Batches<T> {
  const fromYear = from === undefined ? undefined : Number(from.slice(0, 4));
  const wanted = years.filter(
    ({ year }) =>
      (days.to === undefined || year <= Number(days.to.slice(0, 4))) &&
      (fromYear === undefined || (ascending ? year >= fromYear : year <= fromYear)),
  );
  const ordered = ascending ? wanted : [...wanted].reverse();
  let missing = want;
  while (ordered.length > 0) {
    const together: {
      batches: AsyncIterator<readonly Entry<T>[]>;
      first: Promise<IteratorResult<readonly Entry<T>[]>>;
    }[] = [];
    let expected = 0;
    while (ordered.length > 0 && (together.length === 0 || expected < missing)) {
      const year = ordered.shift();
      if (!year) break;
      const source = sourceOfList(reader, listOf(year.year), unpack, boundsOf(days));
      const scan = {
        ascending,
        want: Math.max(missing - expected, 1),
        ...(year.year === fromYear && from !== undefined ? { from } : {}),
      };
      const batches = source(scan)[Symbol.asyncIterator]();
      const first = batches.next();
      // The reader may stop before it reaches this year; a failure then has no handler.
      first.catch(() => undefined);
      together.push({ batches, first });
      expected += year.n;
    }
    for (const { batches, first } of together) {
      for (let next = await first; !next.done; next = await batches.next()) {
        missing -= next.value.length;
        yield next.value;
      }
    }
    missing = Math.max(missing, 1);
  }
}
