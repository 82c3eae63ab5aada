import { Bits } from './bits.ts';
import type { Dictionary, Postings } from './dictionary.ts';

/**
 * A part of a phrase: a term, or all terms with that prefix, at an offset from the phrase's first position.
 */
export interface Atom {
  readonly text: string;
  readonly isPrefix: boolean;
  readonly offset: number;
}

/** Combines document and position into one number; no document has this many positions. */
const POSITIONS = 2 ** 20;

/** Where the terms of an atom occur. */
export function postingsOf(dictionary: Dictionary, { text, isPrefix }: Atom): Postings[] {
  if (isPrefix) return [...dictionary.startingWith(text)];
  const found = dictionary.find(text);
  return found ? [found] : [];
}

/** Adds the documents of a term to a set. */
export function addDocuments(bits: Bits, { count, documents }: Postings): void {
  let document = 0;
  for (let left = count; left > 0; left -= 1) {
    const value = documents.varint();
    document += value >>> 1;
    if ((value & 1) === 1) documents.varint();
    bits.add(document);
  }
}

/** The documents in which the atoms occur at the right distances from one another. */
export function documentsWithPhrase(dictionary: Dictionary, atoms: readonly Atom[], size: number): Bits {
  let candidates: Bits | undefined;
  for (const atom of atoms) {
    const some = new Bits(size);
    for (const postings of postingsOf(dictionary, atom)) addDocuments(some, postings);
    candidates = candidates ? candidates.and(some) : some;
  }
  const found = new Bits(size);
  if (!candidates || candidates.next(0) === -1) return found;
  // Starting with the rarest atom would be faster still, but phrases are short.
  let starts: Float64Array | undefined;
  for (const atom of atoms) {
    const here = startsOf(postingsOf(dictionary, atom), candidates, atom.offset);
    starts = starts ? common(starts, here) : here;
  }
  for (const start of starts ?? []) found.add(Math.floor(start / POSITIONS));
  return found;
}

/** Where a phrase would begin in the candidates according to one of its atoms, in ascending order. */
function startsOf(postings: readonly Postings[], candidates: Bits, offset: number): Float64Array {
  const starts: number[] = [];
  for (const { count, documents, positions } of postings) {
    let document = 0;
    for (let left = count; left > 0; left -= 1) {
      const value = documents.varint();
      document += value >>> 1;
      const times = (value & 1) === 1 ? documents.varint() : 1;
      const isCandidate = candidates.has(document);
      let position = 0;
      for (let time = 0; time < times; time += 1) {
        position += positions.varint();
        if (isCandidate && position >= offset) starts.push(document * POSITIONS + position - offset);
      }
    }
  }
  const all = Float64Array.from(starts);
  return postings.length > 1 ? all.sort() : all;
}

function common(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(Math.min(a.length, b.length));
  let [left, right, length] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const difference = (a[left] ?? 0) - (b[right] ?? 0);
    if (difference === 0) {
      both[length] = a[left] ?? 0;
      length += 1;
      left += 1;
      right += 1;
    } else if (difference < 0) left += 1;
    else right += 1;
  }
  return both.subarray(0, length);
}
