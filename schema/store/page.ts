import { compareKeys } from '../record/value/key-order.ts';

/** One page of a list, either way, and what lies on both sides of it. Knows nothing of DynamoDB. */

export interface Entry<T> {
  /** Its position: unique in its list, and the whole of a cursor. */
  readonly at: string;
  readonly value: T;
}

/** Which entries a scan covers: from one position (inclusive) on, upwards or downwards. */
export interface Scan {
  readonly ascending: boolean;
  /** Inclusive; absent: from the very end. */
  readonly from?: string;
  /** How many entries the reader expects to need: a hint, so that one request fetches just these. */
  readonly want: number;
}

/**
 * A list that can be scanned either way: entries come in batches, in the order of their positions.
 *
 * Generator functions stand on their own, none is made anew for a list: the first call of each leaves a hidden class in the old heap, and
 * with it, until a full collection, all that the function closes over.
 */
export type Source<T> = (scan: Scan) => AsyncIterable<readonly Entry<T>[]>;
export type Batches<T> = AsyncGenerator<readonly Entry<T>[], void>;

export interface PageRequest {
  /** How many, from which side: `first` after a position, or `last` before one. */
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
  /** Whether this page is the whole list, so that its length is the total. */
  readonly isWhole: boolean;
}

/**
 * How many entries the filtered pages of one request may look through together. A filter that keeps next to nothing of
 * a long list would otherwise read all of it: this many cost about 500 read units and a second.
 */
export const LOOK_THROUGH_LIMIT = 10_000;

/** What one request may still look through. */
export interface LookThrough {
  left: number;
}

/** A page was given up because its filter keeps too little of a list that is too long. */
export class LookedTooFarError extends Error {
  override readonly name = 'LookedTooFarError';
  readonly limit = LOOK_THROUGH_LIMIT;
}

/**
 * Reads one page. An entry that `keep` refuses is passed over, and reading goes on until the page is full or the list
 * ends, so that a filtered page is as full as any other and both of its `has…Page` are exact.
 *
 * Reading starts at the cursor's own entry: that it is still there answers whether something lies behind the page
 * without a second request. Only when it has gone since, the other direction is asked.
 */
export async function readPage<T>(
  source: Source<T>,
  request: PageRequest,
  keep: ((value: T) => boolean) | undefined,
  lookThrough: LookThrough,
): Promise<Page<T>> {
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
    if (keep) look(lookThrough, batch.length);
    for (const entry of batch) {
      if (keep && !keep(entry.value)) continue;
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
  const isBehind =
    start !== undefined && (isStartThere || (await hasAny(source, !ascending, start, keep, lookThrough)));
  return {
    entries: fromFirst ? taken : taken.reverse(),
    hasPreviousPage: fromFirst ? isBehind : isMore,
    hasNextPage: fromFirst ? isMore : isBehind,
    isWhole: !isMore && !isBehind,
  };
}

async function hasAny<T>(
  source: Source<T>,
  ascending: boolean,
  from: string,
  keep: ((value: T) => boolean) | undefined,
  lookThrough: LookThrough,
): Promise<boolean> {
  for await (const batch of source({ ascending, from, want: 1 })) {
    if (keep) look(lookThrough, batch.length);
    if (batch.some((entry) => !keep || keep(entry.value))) return true;
  }
  return false;
}

function look(lookThrough: LookThrough, entries: number): void {
  lookThrough.left -= entries;
  if (lookThrough.left < 0) throw new LookedTooFarError('the filter keeps too little of a long list');
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

/** Two lists as one, in the order of positions; an entry that stands in both appears once. */
export const sourceOfBoth =
  <T>(one: Source<T>, other: Source<T>): Source<T> =>
  (scan) =>
    merged(one, other, scan);

/** Any number of lists as one, likewise. */
export const sourceOfAll = <T>(sources: readonly Source<T>[]): Source<T> =>
  sources.length === 0 ? () => nothing() : sources.reduce(sourceOfBoth);

async function* nothing(): Batches<never> {}

async function* merged<T>(one: Source<T>, other: Source<T>, scan: Scan): Batches<T> {
  const left = singly(one(scan));
  const right = singly(other(scan));
  // Both first requests leave at once.
  let [a, b] = await Promise.all([left.next(), right.next()]);
  while (!a.done || !b.done) {
    const takeLeft =
      b.done || (!a.done && compareKeys(a.value.at, b.value.at) * (scan.ascending ? 1 : -1) <= 0);
    if (takeLeft && !a.done) {
      if (!b.done && b.value.at === a.value.at) b = await right.next();
      yield [a.value];
      a = await left.next();
    } else if (!b.done) {
      yield [b.value];
      b = await right.next();
    }
  }
}

async function* singly<T>(batches: AsyncIterable<readonly Entry<T>[]>): AsyncGenerator<Entry<T>, undefined> {
  for await (const batch of batches) yield* batch;
  return undefined;
}
