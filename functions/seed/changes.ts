import type { Key } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';

/** The changes to make to a group. */
interface RowChange {
  readonly put: readonly Row[];
  readonly remove: readonly Key[];
}

/** The difference between the rows that a group should have and the rows it has. Pure. */
export function changesOf(wanted: readonly Row[], held: readonly Row[]): RowChange {
  const heldBySort = new Map(held.map((row) => [row.SK, canonical(row)]));
  const keep = new Set(wanted.map((row) => row.SK));
  return {
    put: wanted.filter((row) => heldBySort.get(row.SK) !== canonical(row)),
    remove: held.filter((row) => !keep.has(row.SK)).map(({ PK, SK }) => ({ PK, SK })),
  };
}

/** The same text for the same attributes, whatever their order. */
export function canonical(row: Row): string {
  return JSON.stringify(
    Object.keys(row)
      .filter((name) => row[name] !== undefined)
      .sort()
      .map((name) => [name, row[name]]),
  );
}
