import type { Lists } from './layout.ts';

/** Counts values, on demand each once a row. */
export class Tally {
  readonly #counts: Uint32Array;
  /** The row in which each value was last counted. */
  readonly #latest: Uint32Array;
  #row = 0;

  constructor(counts: Uint32Array) {
    this.#counts = counts;
    this.#latest = new Uint32Array(counts.length);
  }

  /** Begins another row. */
  next(): void {
    this.#row += 1;
  }

  add(value: number): void {
    this.#counts[value] = (this.#counts[value] ?? 0) + 1;
  }

  addOnce(value: number): void {
    if (this.#latest[value] === this.#row) return;
    this.#latest[value] = this.#row;
    this.#counts[value] = (this.#counts[value] ?? 0) + 1;
  }
}

/** Counts the values of rows that have none twice. */
export function addEach(counts: Uint32Array, { starts, values }: Lists, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const end = starts[row + 1] ?? 0;
    for (let place = starts[row] ?? 0; place < end; place += 1) {
      const value = values[place] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
}

/** Counts the values of rows, each once a row. */
export function addOnce(tally: Tally, { starts, values }: Lists, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const start = starts[row] ?? 0;
    const end = starts[row + 1] ?? 0;
    if (end - start === 1) tally.add(values[start] ?? 0);
    else {
      tally.next();
      for (let place = start; place < end; place += 1) tally.addOnce(values[place] ?? 0);
    }
  }
}

/** Counts for each meeting the values of all its statements, each once. */
export function addOfStatements(
  tally: Tally,
  { starts, values }: Lists,
  statementStarts: Uint32Array,
  meetings: Uint32Array,
): void {
  for (let at = 0; at < meetings.length; at += 1) {
    const meeting = meetings[at] ?? 0;
    const place = starts[statementStarts[meeting] ?? 0] ?? 0;
    const end = starts[statementStarts[meeting + 1] ?? 0] ?? 0;
    tally.next();
    for (let each = place; each < end; each += 1) tally.addOnce(values[each] ?? 0);
  }
}

/** Counts the topics of rows with all above them, each once a row. */
export function addTopics(
  counts: Uint32Array,
  above: Lists,
  { starts, values }: Lists,
  rows: Uint32Array,
): void {
  // Of the rows with one topic, as most have, only the topic is counted at first.
  const alone = new Uint32Array(counts.length);
  const latest = new Uint32Array(counts.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const start = starts[row] ?? 0;
    const end = starts[row + 1] ?? 0;
    if (end - start === 1) {
      const topic = values[start] ?? 0;
      alone[topic] = (alone[topic] ?? 0) + 1;
      continue;
    }
    for (let place = start; place < end; place += 1) {
      const topic = values[place] ?? 0;
      const last = above.starts[topic + 1] ?? 0;
      for (let each = above.starts[topic] ?? 0; each < last; each += 1) {
        const value = above.values[each] ?? 0;
        if (latest[value] === at + 1) continue;
        latest[value] = at + 1;
        counts[value] = (counts[value] ?? 0) + 1;
      }
    }
  }
  for (let topic = 0; topic < alone.length; topic += 1) {
    const last = above.starts[topic + 1] ?? 0;
    for (let each = above.starts[topic] ?? 0; each < last; each += 1) {
      const value = above.values[each] ?? 0;
      counts[value] = (counts[value] ?? 0) + (alone[topic] ?? 0);
    }
  }
}
