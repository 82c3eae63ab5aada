/** Rows that may have several values: the number per row, and all values in sequence. */
export class ListColumn {
  readonly counts: number[] = [];
  readonly values: number[] = [];

  add(values: readonly number[]): void {
    this.counts.push(values.length);
    for (const value of values) this.values.push(value);
  }
}

/** Numbers texts in order of first appearance. */
export class TextColumn {
  readonly texts: string[];
  readonly #numbers: Map<string, number>;

  constructor(texts: readonly string[] = []) {
    this.texts = [...texts];
    this.#numbers = new Map(texts.map((text, number) => [text, number]));
  }

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }

  /** 0 for a missing text, otherwise its number plus one. */
  ofOptional(text: string | null | undefined): number {
    return text === null || text === undefined ? 0 : this.of(text) + 1;
  }
}

/** The distinct numbers in ascending order. */
export const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);
