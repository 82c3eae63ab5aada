import { compareKeys } from '../record/value/key-order.ts';

/**
 * One page of a list in either direction, and whether the list continues on both sides. Independent of
 * DynamoDB.
 */

export interface Entry<T> {
  /** Its position: unique in its list, and the whole of a cursor. */
  readonly at: string;
  readonly value: T;
}

/** The entries that a scan covers: from one position (inclusive), upwards or downwards. */
export interface Scan {
  readonly ascending: boolean;
  /** Inclusive; if absent, from the very end. */
  readonly from?: string;
  /** Number of entries that the reader expects to need: a hint, so that one request fetches just these. */
  readonly want: number;
}

/**
 * A list that can be scanned either way: entries come in batches, in the order of their positions.
 *
 * Generator functions are top-level, and none is created anew for a list: the first call of each leaves a
 * hidden class in the old heap, which keeps everything that the function closes over until a full collection.
 */
export type Source<T> = (scan: Scan) => AsyncIterable<readonly Entry<T>[]>;
export type Batches<T> = AsyncGenerator<readonly Entry<T>[], void>;

export interface PageRequest {
  /** Number of entries and side: `first` after a position, or `last` before one. */
  readonly side: 'first' | 'last';
  readonly size: number;
  readonly after?: string;
  readonly before?: string;
  /** The order of the list. */
  readonly ascending: boolean;
}

export interface Page<T> {
  readonly entries: readonly Entry<T>[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
}

/**
 * Reads one page.
 *
 * Reading starts at the cursor's own entry: if it still exists, there is something on the other side of the
 * page, which saves a second request. Only if it has been removed is the other direction queried.
 */
export async function readPage<T>(source: Source<T>, request: PageRequest): Promise<Page<T>> {
  const fromFirst = request.side === 'first';
  const start = fromFirst ? request.after : request.before;
  const end = fromFirst ? request.before : request.after;
  const ascending = request.ascending === fromFirst;
  const isBefore = (a: string, b: string) => (ascending ? compareKeys(a, b) < 0 : compareKeys(a, b) > 0);

  const taken: Entry<T>[] = [];
  let isMore = false;
  let isStartThere = false;
  const want = request.size + 1 + (start === undefined ? 0 : 1);
  reading: for await (const batch of source({
    ascending,
    want,
    ...(start === undefined ? {} : { from: start }),
  })) {
    for (const entry of batch) {
      if (entry.at === start) {
        isStartThere = true;
        continue;
      }
      const isBeyond = taken.length === request.size || (end !== undefined && !isBefore(entry.at, end));
      if (isBeyond) {
        isMore = true;
        break reading;
      }
      taken.push(entry);
    }
  }
  const isBehind = start !== undefined && (isStartThere || (await hasAny(source, !ascending, start)));
  return {
    entries: fromFirst ? taken : taken.reverse(),
    hasPreviousPage: fromFirst ? isBehind : isMore,
    hasNextPage: fromFirst ? isMore : isBehind,
  };
}

async function hasAny<T>(source: Source<T>, ascending: boolean, from: string): Promise<boolean> {
  for await (const batch of source({ ascending, from, want: 1 })) if (batch.length > 0) return true;
  return false;
}

/** A list held in memory, in ascending order of position. */
export const sourceOfArray =
  <T>(entries: readonly Entry<T>[]): Source<T> =>
  (scan) =>
    partOfArray(entries, scan);

async function* partOfArray<T>(entries: readonly Entry<T>[], { ascending, from }: Scan): Batches<T> {
  const ordered = ascending ? entries : [...entries].reverse();
  yield from === undefined
    ? ordered
    : ordered.filter(({ at }) => (ascending ? compareKeys(at, from) >= 0 : compareKeys(at, from) <= 0));
}
