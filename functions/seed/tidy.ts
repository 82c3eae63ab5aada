import { slotOf } from '../../schema/store/keys.ts';
import { clearSlot } from './clear-slot.ts';
import { type Clock, systemClock } from './clock.ts';
import { removeHistory } from './history.ts';
import { removeUnreadLayouts } from './layouts.ts';
import { type Lease, takeLease } from './lease.ts';
import { type Pointer, pointerRow } from './pointer.ts';
import { documentsOf, type SeedOptions } from './seed.ts';
import type { TableAccess } from './slot.ts';
import { type SlotWritten, writeIdleSlot } from './write-slot.ts';

/**
 * Milliseconds after which the rows of an abandoned slot, and the changes of an edition that is no longer
 * listed, are removed: any write in flight has arrived by then, and nobody reads them any more.
 */
const ABANDONED_FOR = 3_600_000;

/**
 * What remains to be done once a release is live: after the very first release, fills the other slot, so that
 * the first edit costs no more than any other; and removes the rows of slots, changes and row layouts that
 * nobody reads. Readers do not notice.
 */
export async function tidy(options: SeedOptions): Promise<SlotWritten> {
  const { client, table, release, clock = systemClock, isTimeUp, request } = options;
  const documents = documentsOf(client);
  const row = pointerRow(documents, table, release.layout);
  const nothing: SlotWritten = { written: 0, deleted: 0, unchanged: 0, complete: true };
  const { pointer } = await row.read();
  const layouts = await removeUnreadLayouts(documents, table, release.layout, clock);
  if (!isFillDue(pointer, release.id) && !isRemovalDue(pointer, clock)) {
    return { ...nothing, deleted: layouts };
  }
  const lease = await takeLease(row, { clock, onWait: options.onWait, isTimeUp, request });
  if (!lease) return { ...nothing, complete: false };
  try {
    const filled = isFillDue(lease.pointer, release.id)
      ? await writeIdleSlot(lease, { ...options, client: documents, clock })
      : nothing;
    const removed = filled.complete
      ? await removeAbandoned(
          lease,
          { client: documents, table, clock, keep: lease.keep, embedded: options.embedded },
          release.layout,
        )
      : 0;
    await lease.end();
    return { ...filled, deleted: filled.deleted + removed + layouts };
  } catch (error) {
    await lease.end().catch(() => undefined);
    throw error;
  }
}

/**
 * Whether the other slot must still be filled with the live release: it is missing, or filling it was
 * interrupted.
 */
const isFillDue = ({ live, idle }: Pointer, release: string): boolean =>
  live?.release === release && (idle === null || (idle.release === null && idle.target === release));

const dueSlots = ({ abandoned }: Pointer, clock: Clock): Pointer['abandoned'] =>
  abandoned.filter(({ at }) => clock.now() - at > ABANDONED_FOR);
const dueEntries = ({ expired }: Pointer, clock: Clock): Pointer['expired'] =>
  expired.filter(({ at }) => clock.now() - at > ABANDONED_FOR);
const isRemovalDue = (pointer: Pointer, clock: Clock): boolean =>
  dueSlots(pointer, clock).length > 0 || dueEntries(pointer, clock).length > 0;

async function removeAbandoned(lease: Lease, writing: TableAccess, layout: number): Promise<number> {
  const { clock } = writing;
  let removed = 0;
  for (const { slot, doubtful } of dueSlots(lease.pointer, clock)) {
    removed += await clearSlot(writing, slotOf(layout, slot), doubtful);
    await lease.change((pointer) => ({
      ...pointer,
      abandoned: pointer.abandoned.filter((each) => each.slot !== slot),
    }));
  }
  for (const { entry } of dueEntries(lease.pointer, clock)) {
    removed += await removeHistory(writing, layout, entry);
    await lease.change((pointer) => ({
      ...pointer,
      expired: pointer.expired.filter((each) => each.entry !== entry),
    }));
  }
  return removed;
}
