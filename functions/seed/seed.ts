import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from './clock.ts';
import type { EmbeddedTable } from './embedded-table.ts';
import { takeLease, withoutIdle } from './lease.ts';
import { headAttributes, moved, type Pointer, pointerRow } from './pointer.ts';
import type { ReleaseSource } from './release-file.ts';
import { type OnProgress, type SlotWritten, writeIdleSlot } from './write-slot.ts';

export interface SeedOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly release: ReleaseSource;
  /** Called after each step; counts only the groups that differ. */
  readonly onProgress?: OnProgress | undefined;
  /**
   * Called once when waiting for another seed, with the time at which it counts as dead unless it renews its
   * lease.
   */
  readonly onWait?: ((until: Date) => void) | undefined;
  /** Called if the slot to write to may still have readers, with the milliseconds until it has none. */
  readonly onReaders?: ((ms: number) => void) | undefined;
  /**
   * Called after each step; if it returns true, the run ends before it is complete, and the next run
   * continues.
   */
  readonly isTimeUp?: (() => boolean) | undefined;
  /**
   * Rewrites the whole release, whatever the table seems to hold: for a table that something else has written
   * to.
   */
  readonly repair?: boolean;
  /** The request of a deployment that this seed serves: a newer one ends it. */
  readonly request?: string | undefined;
  /** Set if the table is in this process. */
  readonly embedded?: EmbeddedTable | undefined;
  readonly clock?: Clock;
}

export interface Seeded extends SlotWritten {
  /** The release that was live before; null if none was. */
  readonly before: string | null;
}

/**
 * Milliseconds after which nobody reads a slot that is no longer live: a request that began just before may
 * read for its ten seconds, and a process caches the pointer for five.
 */
const READERS = 20_000;

/** Milliseconds by which the clock of the pointer's writer may differ from ours. */
const SKEW = 60_000;

/**
 * Makes a release live: writes what differs to the idle slot, waits until the index shows it, and moves the
 * pointer. Readers see either the complete old release or the complete new one. A seed may be killed at any
 * write, run again, or be overtaken by another seed (see lease.ts): the live slot is never touched. If the
 * idle slot already holds the release, as after going back or forth by one, only the pointer moves; if the
 * release is live, nothing is written.
 *
 * @throws Error that says why it could not go live
 */
export async function seed(options: SeedOptions): Promise<Seeded> {
  const { client, table, release, clock = systemClock, repair = false, isTimeUp, request } = options;
  const documents = documentsOf(client);
  const row = pointerRow(documents, table, release.layout);
  const found = await row.read();
  const before = found.pointer.live?.release ?? null;
  const nothing = { written: 0, deleted: 0, unchanged: release.groups.size, complete: true, before };
  if (before === release.id && !repair) return nothing;
  const head = headAttributes(release.head);
  if (canMove(found.pointer, release.id, request) && !repair) {
    if (await row.swap(found, moved(found.pointer, release.id, head, clock.now()))) return nothing;
  }

  const lease = await takeLease(row, { clock, onWait: options.onWait, isTimeUp, request });
  if (!lease) return { ...nothing, unchanged: 0, complete: false };
  try {
    const live = lease.pointer.live?.release ?? null;
    let result: SlotWritten = nothing;
    if (live !== release.id || repair) {
      if (repair) await lease.change((pointer) => withoutAnyIdle(pointer, clock.now()));
      if (lease.pointer.idle?.release !== release.id) {
        await untilUnread(lease.pointer, { ...options, clock });
        result = await writeIdleSlot(lease, { ...options, client: documents, clock });
      }
      if (result.complete) {
        await lease.end((pointer) => {
          const next = moved(pointer, release.id, head, clock.now());
          return repair ? withoutAnyIdle(next, clock.now()) : next;
        });
        return { ...result, before: live };
      }
    }
    await lease.end();
    return { ...result, before: live };
  } catch (error) {
    // No write is in flight any more, so the next seed need not wait. If this fails too, it waits for the
    // lease to expire.
    await lease.end().catch(() => undefined);
    throw error;
  }
}

export const documentsOf = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

const canMove = ({ lease, idle, deploy }: Pointer, release: string, request: string | undefined): boolean =>
  lease === null && idle?.release === release && (request === undefined || deploy?.request === request);

/** The pointer without its idle slot, whatever that holds. */
const withoutAnyIdle = (pointer: Pointer, now: number): Pointer =>
  withoutIdle({ ...pointer, idle: pointer.idle && { ...pointer.idle, release: null } }, now);

/** Waits until nobody reads the idle slot: it may have been live until a moment ago. */
async function untilUnread(
  { idle, live }: Pointer,
  { clock, embedded, onReaders }: Pick<SeedOptions, 'embedded' | 'onReaders'> & { readonly clock: Clock },
): Promise<void> {
  // An incomplete slot has been written to since, so its readers were already waited for.
  if (!idle?.release || !live) return;
  if (embedded) return embedded.unread();
  const left = live.since + READERS + SKEW - clock.now();
  if (left <= 0) return;
  const ms = Math.min(left, READERS);
  onReaders?.(ms);
  await clock.sleep(ms);
}
