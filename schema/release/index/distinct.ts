import type { Lists, Numbers } from './layout.ts';

/** Collects the values of rows one by one, each value once per row. */
class DistinctWriter {
  readonly #starts: Uint32Array;
  #values = new Uint32Array(1 << 10);
  #length = 0;
  #row = 0;
  /** The last row, counted from 1, in which each value was added. */
  readonly #latest: Uint32Array;

  constructor(rows: number, values: number) {
    this.#starts = new Uint32Array(rows + 1);
    this.#latest = new Uint32Array(values);
  }

  add(value: number): void {
    if (this.#latest[value] === this.#row + 1) return;
    this.#latest[value] = this.#row + 1;
    if (this.#length === this.#values.length) {
      const grown = new Uint32Array(this.#length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  endRow(): void {
    this.#row += 1;
    this.#starts[this.#row] = this.#length;
  }

  lists(): Lists {
    return { starts: this.#starts, values: this.#values.slice(0, this.#length) };
  }
}

/**
 * The values of groups of rows, each value once per group.
 *
 * @param groups the start of each group's rows, followed by the end of the last group's
 * @param size a number greater than all values
 */
export function distinctOf(groups: Uint32Array, { starts, values }: Lists, size: number): Lists {
  const count = groups.length - 1;
  const writer = new DistinctWriter(count, size);
  for (let group = 0; group < count; group += 1) {
    const end = starts[groups[group + 1] ?? 0] ?? 0;
    for (let at = starts[groups[group] ?? 0] ?? 0; at < end; at += 1) writer.add(values[at] ?? 0);
    writer.endRow();
  }
  return writer.lists();
}

/** The same for rows with one value each. */
export const distinctInColumn = (groups: Uint32Array, column: Numbers, size: number): Lists =>
  distinctOf(
    groups,
    { starts: Uint32Array.from({ length: column.length + 1 }, (_, at) => at), values: column },
    size,
  );

/** The values of each row, together with everything that `above` lists for each of them. */
export function withAbove({ starts, values }: Lists, above: Lists): Lists {
  const count = starts.length - 1;
  const writer = new DistinctWriter(count, above.starts.length - 1);
  for (let row = 0; row < count; row += 1) {
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 1) {
      const value = values[at] ?? 0;
      const last = above.starts[value + 1] ?? 0;
      for (let each = above.starts[value] ?? 0; each < last; each += 1) writer.add(above.values[each] ?? 0);
    }
    writer.endRow();
  }
  return writer.lists();
}

/** The values of each row in either list; from the second, only the wanted ones. */
export function joined(
  first: Lists,
  second: Lists,
  size: number,
  isWanted: (value: number) => boolean,
): Lists {
  const count = first.starts.length - 1;
  const writer = new DistinctWriter(count, size);
  for (let row = 0; row < count; row += 1) {
    const end = first.starts[row + 1] ?? 0;
    for (let at = first.starts[row] ?? 0; at < end; at += 1) writer.add(first.values[at] ?? 0);
    const last = second.starts[row + 1] ?? 0;
    for (let at = second.starts[row] ?? 0; at < last; at += 1) {
      const value = second.values[at] ?? 0;
      if (isWanted(value)) writer.add(value);
    }
    writer.endRow();
  }
  return writer.lists();
}
