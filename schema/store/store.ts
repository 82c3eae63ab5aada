import { number, type Stored, text, texts } from './attributes.ts';
import { budgetedWire } from './budgeted-wire.ts';
import { unpackHead } from './codec/head.ts';
import { cursorsOf } from './cursor.ts';
import type { Wire } from './dynamodb-http.ts';
import { historyOf } from './history.ts';
import { LAYOUT, pointerKey, slotOf } from './keys.ts';
import { newMeter } from './meter.ts';
import { createReader } from './reader.ts';
import type { Live } from './rows.ts';
import { createSession, type Session } from './session.ts';

/**
 * Milliseconds for which the pointer is cached. Every request needs it and only a seed changes it: cached for
 * this long it costs almost nothing, and a seed takes effect within this time.
 */
const POINTER_MAX_AGE = 5_000;

/** Milliseconds for reading the pointer, including retries. */
export const POINTER_TIME = 3_000;

/**
 * Milliseconds for all other reads of a request. The sum is below the function's ten seconds, so that the
 * client gets an error.
 */
export const READ_TIME = 5_000;

interface StoreOptions {
  readonly wire: Wire;
  readonly table: string;
  /** Secret of the deployment that authenticates cursors. */
  readonly cursorKey: string;
  /** The key from before the last rotation, whose cursors are still accepted. */
  readonly formerCursorKey?: string | undefined;
  /** The row layout to read; differs from the code's own only if two versions run side by side. */
  readonly layout?: number;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
  /** Milliseconds that all reads of one request may take together. */
  readonly readTime?: number;
}

/** The record as stored in one table; lives as long as the process. */
export interface Store {
  /** The live release and its slot; throws if the table was never seeded. */
  head(): Promise<Live>;
  /** Forgets which release is live, after a seed. */
  refresh(): void;
  /** The reader of one request, which stays in the slot that was live when the request began. */
  session(live: Live): Session;
}

/** The table exists but has no release. */
class NotSeededError extends Error {
  override readonly name = 'NotSeededError';
}

export function openStore({
  wire,
  table,
  cursorKey,
  formerCursorKey,
  layout = LAYOUT,
  now = () => performance.now(),
  readTime = READ_TIME,
}: StoreOptions): Store {
  let held: { live: Promise<Live>; since: number } | undefined;

  async function readLive(): Promise<Live> {
    const until = performance.now() + Math.min(readTime, POINTER_TIME);
    const [row] = await createReader(wire, table, undefined, newMeter(), until).get([pointerKey(layout)]);
    // A pointer to nothing means that the first seed is still running.
    if (!row?.slot) throw new NotSeededError(`table ${table} holds no release: seed it first`);
    return unpackLive(row, layout);
  }

  return {
    head() {
      if (held && now() - held.since < POINTER_MAX_AGE) return held.live;
      const fresh = { live: readLive(), since: now() };
      held = fresh;
      // A failed read is not cached, so the next request tries again.
      fresh.live.catch(() => {
        if (held === fresh) held = undefined;
      });
      return fresh.live;
    },
    refresh() {
      held = undefined;
    },
    session(live) {
      const meter = newMeter();
      const budgeted = budgetedWire(wire, meter);
      const until = performance.now() + readTime;
      const readerOf = (slot: string | undefined) => createReader(budgeted, table, slot, meter, until);
      return createSession(
        readerOf(live.slot),
        live,
        (scope) => cursorsOf(cursorKey, scope, formerCursorKey),
        historyOf(layout, readerOf),
      );
    },
  };
}

const unpackLive = (row: Stored, layout: number): Live => ({
  ...unpackHead(row),
  slot: slotOf(layout, number(row, 'slot')),
  edition: number(row, 'edition'),
  since: text(row, 'since'),
  editions: texts(row, 'editions'),
});
