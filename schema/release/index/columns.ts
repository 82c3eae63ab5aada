/** Rows that may have several values: how many each row has, and all of them one after the other. */
export class ListColumn {
  readonly counts: number[] = [];
  readonly values: number[] = [];

  add(values: readonly number[]): void {
    this.counts.push(values.length);
    for (const value of values) this.values.push(value);
  }
}

/** Gives each text a number, in the order in which the texts are met. */
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

  /** 0 for an absent text, otherwise its number plus one. */
  ofOptional(text: string | null | undefined): number {
    return text === null || text === undefined ? 0 : this.of(text) + 1;
  }
}

/** Numbers without repetition, in ascending order. */
export const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);
