import { changedRecords, fateOf } from '../../schema/release/seal.ts';
import { CHANGES_SUMMARY, group, historySlot, slotOf } from '../../schema/store/keys.ts';
import type { Attribute, Head, Row } from '../../schema/store/rows.ts';
import { changesOf } from './changes.ts';
import type { LiveSlot } from './pointer.ts';
import type { ReleaseSource } from './release-file.ts';
import { accessSlot, type TableAccess } from './slot.ts';

type Counts = Pick<Head, 'meetings' | 'participants' | 'statements' | 'topics'>;

/**
 * Writes what changes when a release replaces the live one: a row for each record that was added, changed or
 * removed, with its hash before and after. Nobody reads it until the pointer refers to it.
 *
 * @param groups of the live release, if known, so that its slot is not read
 */
export async function writeHistory(
  writing: TableAccess,
  entry: string,
  live: LiveSlot,
  release: ReleaseSource,
  groups?: ReadonlyMap<string, string>,
): Promise<void> {
  const slot = slotOf(release.layout, live.slot);
  const held = groups ?? (await accessSlot(writing, slot).manifest());
  const rows = changeRows(held, release.groups, countsOf(live.head), release.head);
  const access = accessSlot(writing, historySlot(release.layout, entry));
  // A failed run may have left the changes of another release here.
  const { put, remove } = changesOf(rows, await access.group(group.changes));
  await access.replace(put, remove);
}

/**
 * Removes the recorded changes of one edition.
 *
 * @returns how many rows there were
 */
export async function removeHistory(writing: TableAccess, layout: number, entry: string): Promise<number> {
  const access = accessSlot(writing, historySlot(layout, entry));
  await access.remove(await access.group(group.changes));
  return access.count.deleted;
}

/** The rows for the changes between two manifests, and their summary. Pure. */
function changeRows(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  countsBefore: Counts,
  countsAfter: Counts,
): Row[] {
  const rows: Row[] = [];
  const count = { added: 0, changed: 0, removed: 0 };
  for (const changed of changedRecords(before, after)) {
    const { record, before: hashBefore, after: hashAfter } = changed;
    count[fateOf(changed)] += 1;
    rows.push({
      PK: group.changes,
      SK: record,
      ...(hashBefore === undefined ? {} : { before: hashBefore }),
      ...(hashAfter === undefined ? {} : { after: hashAfter }),
    });
  }
  return [
    { PK: group.changes, SK: CHANGES_SUMMARY, ...count, ...packed(countsBefore, countsAfter) },
    ...rows,
  ];
}

const COUNTED = ['meetings', 'participants', 'statements', 'topics'] as const;

/** Counts of both sides, because an edition that is taken back is read in reverse. */
const packed = (before: Counts, after: Counts): Record<string, readonly string[]> =>
  Object.fromEntries(COUNTED.map((name) => [name, [`${before[name]}`, `${after[name]}`]]));

const countsOf = (head: Readonly<Record<string, Attribute>>): Counts => ({
  meetings: Number(head.meetings),
  participants: Number(head.participants),
  statements: Number(head.statements),
  topics: Number(head.topics),
});
