import { compareKeys } from '../record/value/key-order.ts';
import { editionsOf, type History, type RecordChange } from './history.ts';
import { type Batches, type Entry, type Scan, type Source, sourceOfArray } from './page.ts';
import type { Live } from './rows.ts';

/** Number of change rows that are read completely for a single page: some tens of kilobytes. */
const WHOLE = 1_000;

/**
 * Number of change rows that are read completely to count differences over several editions, and then serve
 * the page as well: half of what a request may read.
 */
const COUNTED = 5_000;

/** There are too many changes to count; a page of them can still be read. */
export class TooManyChangesError extends Error {
  override readonly name = 'TooManyChangesError';
  /** Total number of changes in all editions. */
  readonly changes: number;

  constructor(changes: number) {
    super(`${changes} changes`);
    this.changes = changes;
  }
}

/** What differs between two releases, ordered by type and key. */
interface Changes {
  readonly source: Source<RecordChange>;
  /** @throws TooManyChangesError */
  total(): Promise<number>;
}

/**
 * What differs between an earlier release and the live one. A small number of changes is read completely,
 * with one Query for each edition since. If there are many, the editions are merged in record order, with one
 * Query each per page, however many records they changed. A record that came and went in between, or was
 * changed back, does not differ.
 *
 * @returns null if the release is no longer kept
 */
export function changesSince(
  history: History,
  live: Pick<Live, 'editions'>,
  release: string,
): Changes | null {
  const editions = editionsOf(live);
  const since = editions.findIndex((each) => each.release === release);
  if (since === -1) return null;
  // Oldest first: the first edition gives the state before, the last the state after.
  const entries = editions
    .slice(0, since)
    .reverse()
    .flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const sizes = once(async () => {
    const summaries = await history.summaries(entries);
    return summaries.reduce((sum, each) => sum + (each ? each.added + each.changed + each.removed : 0), 0);
  });
  const whole = once(async () => {
    const all: Entry<RecordChange>[] = [];
    for await (const batch of merged(history, entries, { ascending: true, want: COUNTED + 1 }))
      all.push(...batch);
    return all;
  });
  // A page and a total are requested in the same turn, and two Queries per edition would exceed the budget.
  let mustCount = false;
  async function* source(scan: Scan): Batches<RecordChange> {
    const all = await sizes();
    if (all > (mustCount ? COUNTED : WHOLE)) yield* merged(history, entries, scan);
    else yield* sourceOfArray(await whole())(scan);
  }
  return {
    source,
    async total() {
      // Within one edition, each record changes once.
      if (entries.length <= 1) return sizes();
      mustCount = true;
      const all = await sizes();
      if (all > COUNTED) throw new TooManyChangesError(all);
      return (await whole()).length;
    },
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

/** The changes of one edition, as far as they have been read. */
interface Reading {
  readonly batches: Batches<RecordChange>;
  batch: readonly Entry<RecordChange>[];
  next: number;
  isOver: boolean;
}

async function* merged(history: History, entries: readonly string[], scan: Scan): Batches<RecordChange> {
  const isBefore = (a: string, b: string) => (scan.ascending ? compareKeys(a, b) < 0 : compareKeys(a, b) > 0);
  const readings = entries.map(
    (entry): Reading => ({ batches: history.changes(entry, scan), batch: [], next: 0, isOver: false }),
  );
  let gathered: Entry<RecordChange>[] = [];
  for (;;) {
    await Promise.all(readings.map(filled));
    const heads = readings.flatMap(({ batch, next }) => batch[next]?.at ?? []);
    const [first, ...others] = heads;
    if (first === undefined) break;
    const at = others.reduce((least, each) => (isBefore(each, least) ? each : least), first);
    const steps: RecordChange[] = [];
    for (const reading of readings) {
      const head = reading.batch[reading.next];
      if (head?.at !== at) continue;
      steps.push(head.value);
      reading.next += 1;
    }
    const before = steps[0]?.before ?? null;
    const after = steps.at(-1)?.after ?? null;
    if (before !== after) gathered.push({ at, value: { record: at, before, after } });
    if (gathered.length < scan.want) continue;
    yield gathered;
    gathered = [];
  }
  if (gathered.length > 0) yield gathered;
}

/** Reads more only when everything read so far has been used. */
async function filled(reading: Reading): Promise<void> {
  while (!reading.isOver && reading.next >= reading.batch.length) {
    const { done, value } = await reading.batches.next();
    reading.batch = done ? [] : value;
    reading.next = 0;
    reading.isOver = done ?? false;
  }
}
