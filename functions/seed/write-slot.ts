import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { slotOf } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';
import { changesOf } from './changes.ts';
import type { Clock } from './clock.ts';
import type { EmbeddedTable } from './embedded-table.ts';
import { writeHistory } from './history.ts';
import { inParallel } from './in-parallel.ts';
import { type IndexCheck, watchIndex } from './index-check.ts';
import type { Lease } from './lease.ts';
import { entryOf, type IdleSlot, type Pointer } from './pointer.ts';
import type { ReleaseSource } from './release-file.ts';
import { accessSlot, type SlotAccess } from './slot.ts';

/** Groups compared and written in one step. */
const STEP = 100;

/** Called with the number of groups done and the total. */
export type OnProgress = (done: number, of: number) => void;

export interface SlotWritten {
  /** Rows that were put and deleted: exactly those that differed. */
  readonly written: number;
  readonly deleted: number;
  /** Groups that were already right, and were not touched. */
  readonly unchanged: number;
  /** False if time ran out first; the next run continues. */
  readonly complete: boolean;
}

interface SlotWriting {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly release: ReleaseSource;
  readonly clock: Clock;
  readonly onProgress?: OnProgress | undefined;
  readonly isTimeUp?: (() => boolean) | undefined;
  readonly embedded?: EmbeddedTable | undefined;
}

/**
 * Makes the idle slot hold a release: writes the rows that differ, deletes those that are gone, and touches
 * nothing else. The pointer lists the groups of each step before the first write to them, so that after a run
 * that fails half-way it is known which of them to compare row by row; for all others the manifest says what
 * they hold.
 */
export async function writeIdleSlot(lease: Lease, options: SlotWriting): Promise<SlotWritten> {
  const { client, table, release, clock, onProgress, isTimeUp, embedded } = options;
  const number = lease.pointer.idle?.slot ?? lease.pointer.nextSlot;
  const slot = slotOf(release.layout, number);
  const writing = { client, table, clock, keep: lease.keep, embedded };
  const access = accessSlot(writing, slot);
  const index = watchIndex(client, table, slot, clock, lease.keep);

  const { idle } = lease.pointer;
  const known = idle?.release ? embedded?.groupsOf?.(idle.release) : undefined;
  const manifest = idle === null ? new Map<string, string>() : (known ?? (await access.manifest()));
  const doubtful = idle?.doubtful ?? [];
  const pending = pendingGroups(release.groups, manifest, doubtful);
  const isNew = (key: string) => !manifest.has(key) && !doubtful.includes(key);
  const unchanged =
    [...release.groups.keys()].length - pending.filter((key) => release.groups.has(key)).length;

  const { live } = lease.pointer;
  const entry = live === null || live.release === release.id ? null : entryOf(lease.pointer, number);
  const noteStep = (step: readonly string[], whole: boolean) =>
    lease.change((pointer) => withIdle(pointer, number, release.id, step, whole ? { entry } : null));

  for (let from = 0; from < pending.length; from += STEP) {
    onProgress?.(from, pending.length);
    const step = pending.slice(from, from + STEP);
    await noteStep(step, false);
    await writeGroups(access, index, release, step, isNew);
    if (isTimeUp?.() && from + STEP < pending.length) {
      await noteStep([], false);
      return { ...access.count, unchanged, complete: false };
    }
  }
  onProgress?.(pending.length, pending.length);
  if (entry !== null && live) {
    // No groups are being written now, so a complete slot stays complete.
    await noteStep([], false);
    const held = embedded?.groupsOf?.(live.release);
    await writeHistory(writing, entry, live, release, held);
  }
  if (!embedded) await index.settle();
  await noteStep([], true);
  return { ...access.count, unchanged, complete: true };
}

/** Groups to compare row by row, doubtful ones first: the pointer keeps listing them until they are done. */
function pendingGroups(
  wanted: ReadonlyMap<string, string>,
  manifest: ReadonlyMap<string, string>,
  doubtful: readonly string[],
): string[] {
  const differing = [...wanted].filter(([key, seal]) => manifest.get(key) !== seal).map(([key]) => key);
  const gone = [...manifest.keys()].filter((key) => !wanted.has(key));
  return [...new Set([...doubtful, ...[...differing, ...gone].sort()])];
}

function withIdle(
  pointer: Pointer,
  slot: number,
  target: string,
  doubtful: readonly string[],
  whole: Pick<IdleSlot, 'entry'> | null,
): Pointer {
  return {
    ...pointer,
    nextSlot: Math.max(pointer.nextSlot, slot + 1),
    idle: { slot, release: whole ? target : null, target, doubtful, entry: whole?.entry ?? null },
  };
}

async function writeGroups(
  access: SlotAccess,
  index: IndexCheck,
  release: ReleaseSource,
  step: readonly string[],
  isNew: (key: string) => boolean,
): Promise<void> {
  const changes = await inParallel(step, async (key) => {
    const wanted: readonly Row[] = await release.rows(key);
    const held = isNew(key) ? [] : await access.group(key);
    const change = changesOf(wanted, held);
    index.note(change.put, held, wanted);
    return change;
  });
  await access.replace(
    changes.flatMap(({ put }) => put),
    changes.flatMap(({ remove }) => remove),
  );
  await access.seal(
    step.flatMap((key) => {
      const seal = release.groups.get(key);
      return seal === undefined ? [] : [[key, seal] as const];
    }),
  );
  await access.unseal(step.filter((key) => !release.groups.has(key)));
}
