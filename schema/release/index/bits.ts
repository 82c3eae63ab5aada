/**
 * A set of numbers below `size`, one bit each. Sets of equal size can be combined, which changes the set on
 * the left.
 */
export class Bits {
  readonly size: number;
  readonly words: Uint32Array;

  constructor(size: number) {
    this.size = size;
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  add(place: number): void {
    const word = place >>> 5;
    this.words[word] = (this.words[word] ?? 0) | (1 << (place & 31));
  }

  has(place: number): boolean {
    return (((this.words[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1;
  }

  /** Adds the numbers from `from` up to, but not including, `to`. */
  addRange(from: number, to: number): this {
    let place = from;
    for (; place < to && (place & 31) !== 0; place += 1) this.add(place);
    for (; place + 32 <= to; place += 32) this.words[place >>> 5] = 0xffffffff;
    for (; place < to; place += 1) this.add(place);
    return this;
  }

  and(other: Bits): this {
    const { words } = this;
    for (let index = 0; index < words.length; index += 1) {
      words[index] = (words[index] ?? 0) & (other.words[index] ?? 0);
    }
    return this;
  }

  or(other: Bits): this {
    const { words } = this;
    for (let index = 0; index < words.length; index += 1) {
      words[index] = (words[index] ?? 0) | (other.words[index] ?? 0);
    }
    return this;
  }

  without(other: Bits): this {
    const { words } = this;
    for (let index = 0; index < words.length; index += 1) {
      words[index] = (words[index] ?? 0) & ~(other.words[index] ?? 0);
    }
    return this;
  }

  copy(): Bits {
    const copy = new Bits(this.size);
    copy.words.set(this.words);
    return copy;
  }

  count(): number {
    let count = 0;
    for (let index = 0; index < this.words.length; index += 1) {
      let word = this.words[index] ?? 0;
      if (word === 0) continue;
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }

  /** The lowest member that is at least `from`; -1 if there is none. */
  next(from: number): number {
    if (from >= this.size) return -1;
    let index = Math.max(from, 0) >>> 5;
    let word = (this.words[index] ?? 0) & (0xffffffff << (Math.max(from, 0) & 31));
    while (word === 0) {
      index += 1;
      if (index >= this.words.length) return -1;
      word = this.words[index] ?? 0;
    }
    return (index << 5) + (31 - Math.clz32(word & -word));
  }

  /** The highest member that is at most `from`; -1 if there is none. */
  previous(from: number): number {
    if (from < 0) return -1;
    const top = Math.min(from, this.size - 1);
    let index = top >>> 5;
    let word = (this.words[index] ?? 0) & (0xffffffff >>> (31 - (top & 31)));
    while (word === 0) {
      index -= 1;
      if (index < 0) return -1;
      word = this.words[index] ?? 0;
    }
    return (index << 5) + (31 - Math.clz32(word));
  }

  /** Calls `visit` with each member, lowest first. */
  each(visit: (place: number) => void): void {
    for (let index = 0; index < this.words.length; index += 1) {
      let word = this.words[index] ?? 0;
      while (word !== 0) {
        const lowest = word & -word;
        visit((index << 5) + (31 - Math.clz32(lowest)));
        word ^= lowest;
      }
    }
  }
}
