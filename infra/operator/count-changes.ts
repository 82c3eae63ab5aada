import { changedRecords, fateOf } from '../../schema/release/seal.ts';

/** Number of records of a type that differ between two releases. */
export interface ChangeCount {
  readonly type: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

type Groups = ReadonlyMap<string, string>;

/** Counts what differs between two releases, by type of record, from the seals of their groups. */
export function countChanges(before: Groups, after: Groups): readonly ChangeCount[] {
  const counts = new Map<string, { added: number; changed: number; removed: number }>();
  for (const changed of changedRecords(before, after)) {
    const type = changed.record.slice(0, changed.record.indexOf(':'));
    const count = counts.get(type) ?? { added: 0, changed: 0, removed: 0 };
    counts.set(type, count);
    count[fateOf(changed)] += 1;
  }
  return [...counts].map(([type, count]) => ({ type, ...count })).sort((a, b) => (a.type < b.type ? -1 : 1));
}
