import { budgetedWire } from './budgeted-wire.ts';
import { unpackHead } from './codec.ts';
import { cursorsOf } from './cursor.ts';
import type { Wire } from './dynamodb-http.ts';
import { group, sort } from './keys.ts';
import { newMeter } from './meter.ts';
import { createReader } from './reader.ts';
import type { Head } from './rows.ts';
import { createSession, type Session } from './session.ts';

/**
 * How long the release's own row is kept, in milliseconds. Every request needs it and only a seed changes it: read once in
 * this time it costs next to nothing, and a seed shows within it.
 */
const HEAD_MAX_AGE = 5_000;

/** Milliseconds for the release's own row, retries included. */
export const HEAD_TIME = 3_000;

/** Milliseconds for all other reads of a request. Together they end before the function's ten seconds, so that the client is told. */
export const READ_TIME = 5_000;

export interface StoreOptions {
  readonly wire: Wire;
  readonly table: string;
  /** Secret of the deployment that authenticates cursors. */
  readonly cursorKey: string;
  /** The key before the last rotation, whose cursors are still accepted. */
  readonly formerCursorKey?: string | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
  /** Milliseconds that the reads of one request may take together. */
  readonly readTime?: number;
}

/** The record as one table holds it; lives as long as the process. */
export interface Store {
  /** What the release says of itself; throws when the table was never seeded. */
  head(): Promise<Head>;
  /** Forgets the head, after a seed. */
  refresh(): void;
  /** What one request reads with. */
  session(head: Head): Session;
}

/** The table exists and holds no release. */
export class NotSeededError extends Error {
  override readonly name = 'NotSeededError';
}

export function openStore({
  wire,
  table,
  cursorKey,
  formerCursorKey,
  now = () => performance.now(),
  readTime = READ_TIME,
}: StoreOptions): Store {
  let held: { head: Promise<Head>; since: number } | undefined;

  async function readHead(): Promise<Head> {
    const reader = createReader(wire, table, newMeter(), performance.now() + Math.min(readTime, HEAD_TIME));
    const [row] = await reader.get([{ PK: group.dataset, SK: sort.head }]);
    if (!row) throw new NotSeededError(`table ${table} holds no release: seed it first`);
    return unpackHead(row);
  }

  return {
    head() {
      if (held && now() - held.since < HEAD_MAX_AGE) return held.head;
      const fresh = { head: readHead(), since: now() };
      held = fresh;
      // A failed read is not kept: the next request tries again.
      fresh.head.catch(() => {
        if (held === fresh) held = undefined;
      });
      return fresh.head;
    },
    refresh() {
      held = undefined;
    },
    session(head) {
      const meter = newMeter();
      const reader = createReader(budgetedWire(wire, meter), table, meter, performance.now() + readTime);
      return createSession(reader, head, (scope) => cursorsOf(cursorKey, scope, formerCursorKey));
    },
  };
}
