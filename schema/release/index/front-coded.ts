import { ByteReader, ByteWriter } from './bytes.ts';

/**
 * Strings in one block: the first is complete, each other one stores how much it shares with the one before.
 */
export const BLOCK = 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes sorted strings, front-coded; neighbours with a common beginning are short. */
export class FrontCoder {
  readonly #out: ByteWriter;
  #last = new Uint8Array(64);
  #lastLength = 0;
  #next = new Uint8Array(64);
  #count = 0;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  /** True if the string begins a block. */
  add(text: string): boolean {
    // No code unit takes more than three bytes.
    if (this.#next.length < text.length * 3) this.#next = new Uint8Array(text.length * 6);
    const length = encoder.encodeInto(text, this.#next).written;
    const bytes = this.#next.subarray(0, length);
    const isFirst = this.#count % BLOCK === 0;
    const shared = isFirst ? 0 : sharedLength(this.#last.subarray(0, this.#lastLength), bytes);
    if (!isFirst) this.#out.varint(shared);
    this.#out.varint(length - shared);
    this.#out.append(bytes.subarray(shared));
    [this.#last, this.#next] = [this.#next, this.#last];
    this.#lastLength = length;
    this.#count += 1;
    return isFirst;
  }
}

function sharedLength(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/** Reads the strings of a block one by one; the caller reads the data between them. */
export class FrontReader {
  readonly in: ByteReader;
  #text: Uint8Array = new Uint8Array(64);
  #length = 0;
  #isFirst = true;

  constructor(bytes: Uint8Array, at: number) {
    this.in = new ByteReader(bytes, at);
  }

  next(): void {
    const shared = this.#isFirst ? 0 : this.in.varint();
    this.#isFirst = false;
    const length = this.in.varint();
    if (shared + length > this.#text.length) {
      const grown = new Uint8Array((shared + length) * 2);
      grown.set(this.#text.subarray(0, shared));
      this.#text = grown;
    }
    this.#text.set(this.in.take(length), shared);
    this.#length = shared + length;
  }

  get bytes(): Uint8Array {
    return this.#text.subarray(0, this.#length);
  }

  get text(): string {
    return decoder.decode(this.bytes);
  }
}

/** A list of strings found by their place: front-coded, with the byte at which each block begins. */
export function writeStrings(texts: Iterable<string>): { bytes: Uint8Array; blocks: number[] } {
  const out = new ByteWriter(1024);
  const coder = new FrontCoder(out);
  const blocks: number[] = [];
  for (const text of texts) {
    const at = out.length;
    if (coder.add(text)) blocks.push(at);
  }
  return { bytes: out.written(), blocks };
}

/** Reads single strings of a list that `writeStrings` wrote. */
export class StringList {
  readonly #bytes: Uint8Array;
  readonly #blocks: ArrayLike<number>;
  readonly length: number;

  constructor(bytes: Uint8Array, blocks: ArrayLike<number>, length: number) {
    this.#bytes = bytes;
    this.#blocks = blocks;
    this.length = length;
  }

  at(place: number): string {
    const reader = new FrontReader(this.#bytes, this.#blocks[Math.floor(place / BLOCK)] ?? 0);
    for (let skip = place % BLOCK; skip >= 0; skip -= 1) reader.next();
    return reader.text;
  }

  /** All of them, in order. */
  all(): string[] {
    const texts: string[] = [];
    for (const block of Array.from(this.#blocks)) {
      const reader = new FrontReader(this.#bytes, block);
      for (let left = Math.min(BLOCK, this.length - texts.length); left > 0; left -= 1) {
        reader.next();
        texts.push(reader.text);
      }
    }
    return texts;
  }
}

/** The order of UTF-8 bytes, which is the order of the dictionary. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
