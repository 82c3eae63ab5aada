import { ByteReader } from './bytes.ts';
import { BLOCK, compareBytes, FrontReader } from './front-coded.ts';
import type { Numbers } from './layout.ts';

interface Parts {
  readonly terms: number;
  readonly bytes: Uint8Array;
  readonly blocks: Numbers;
  readonly blockDocuments: Numbers;
  readonly blockPositions: Numbers;
  readonly documents: Uint8Array;
  readonly positions: Uint8Array;
}

/** Where a term occurs. */
export interface Postings {
  /** Number of documents that contain it. */
  readonly count: number;
  readonly documents: ByteReader;
  readonly positions: ByteReader;
}

/** The terms of an index in order, with the documents and positions of each. */
export class Dictionary {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Where a term occurs; undefined if no document contains it. */
  find(term: string): Postings | undefined {
    const wanted = encoder.encode(term);
    for (const { bytes, postings } of this.#from(wanted)) {
      const order = compareBytes(bytes, wanted);
      if (order === 0) return postings();
      if (order > 0) return undefined;
    }
    return undefined;
  }

  /** Where the terms with this prefix occur. */
  *startingWith(prefix: string): Generator<Postings, void> {
    const wanted = encoder.encode(prefix);
    for (const { bytes, postings } of this.#from(wanted)) {
      if (startsWith(bytes, wanted)) yield postings();
      else if (compareBytes(bytes, wanted) > 0) return;
    }
  }

  /** The terms from the block that may contain `wanted` onwards. The bytes are valid until the next term. */
  *#from(wanted: Uint8Array): Generator<{ bytes: Uint8Array; postings: () => Postings }, void> {
    const { terms, bytes, blocks, blockDocuments, blockPositions } = this.#parts;
    for (let block = this.#blockOf(wanted); block < blocks.length; block += 1) {
      const reader = new FrontReader(bytes, blocks[block] ?? 0);
      let documents = blockDocuments[block] ?? 0;
      let positions = blockPositions[block] ?? 0;
      for (let left = Math.min(BLOCK, terms - block * BLOCK); left > 0; left -= 1) {
        reader.next();
        const count = reader.in.varint();
        const [ofDocuments, ofPositions] = [documents, positions];
        documents += reader.in.varint();
        positions += reader.in.varint();
        yield {
          bytes: reader.bytes,
          postings: () => ({
            count,
            documents: new ByteReader(this.#parts.documents, ofDocuments),
            positions: new ByteReader(this.#parts.positions, ofPositions),
          }),
        };
      }
    }
  }

  /** The last block that begins at or before `wanted`; the first block if none does. */
  #blockOf(wanted: Uint8Array): number {
    const { bytes, blocks } = this.#parts;
    let [low, high] = [0, blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      const reader = new FrontReader(bytes, blocks[middle] ?? 0);
      reader.next();
      if (compareBytes(reader.bytes, wanted) <= 0) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

const encoder = new TextEncoder();

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  if (bytes.length < prefix.length) return false;
  for (let index = 0; index < prefix.length; index += 1) if (bytes[index] !== prefix[index]) return false;
  return true;
}
