import { type Key, sort } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';

/** What must be done to a group, its seal apart, which follows when all else is written. */
export interface RowChange {
  readonly put: readonly Row[];
  readonly remove: readonly Key[];
  readonly putLast: readonly Row[];
  readonly removeLast: readonly Key[];
}

/** The difference between the rows that a group should have and those that it has. Pure. */
export function changesOf(wanted: readonly Row[], held: readonly Row[]): RowChange {
  const heldBySort = new Map(held.map((row) => [row.SK, canonical(row)]));
  const put = wanted.filter((row) => heldBySort.get(row.SK) !== canonical(row));
  const keep = new Set(wanted.map((row) => row.SK));
  const remove = held.filter((row) => !keep.has(row.SK)).map(({ PK, SK }) => ({ PK, SK }));
  const isSeal = ({ SK }: Key) => SK === sort.seal;
  return {
    put: put.filter((row) => !isSeal(row)),
    remove: remove.filter((key) => !isSeal(key)),
    putLast: put.filter(isSeal),
    removeLast: remove.filter(isSeal),
  };
}

/** The same text for the same attributes, in whatever order they come. */
function canonical(row: Row): string {
  return JSON.stringify(
    Object.keys(row)
      .filter((name) => row[name] !== undefined)
      .sort()
      .map((name) => [name, row[name]]),
  );
}
