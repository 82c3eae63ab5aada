import type { Lists } from './layout.ts';

/** Counts the values of rows that have no duplicates. */
export function addValues(counts: Uint32Array, values: Lists | Uint32Array, rows: Uint32Array): void {
  if ('starts' in values) addLists(counts, values, rows);
  else addColumn(counts, values, rows);
}

/** Consecutive rows, which are common in large results, have their values in one run. */
function addLists(counts: Uint32Array, { starts, values }: Lists, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at += 1) {
    const first = starts[rows[at] ?? 0] ?? 0;
    let behind = (rows[at] ?? 0) + 1;
    while (rows[at + 1] === behind) {
      at += 1;
      behind += 1;
    }
    const end = starts[behind] ?? 0;
    for (let place = first; place < end; place += 1) {
      const value = values[place] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
}

function addColumn(counts: Uint32Array, column: Uint32Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at += 1) {
    const value = column[rows[at] ?? 0] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
}
