import { compareKeys } from '../../record/value/key-order.ts';
import { ByteWriter } from './bytes.ts';
import { FrontCoder } from './front-coded.ts';
import type { WordMemory } from './word-memory.ts';
import { eachTerm } from './words.ts';

/** Separates two fields of a document, so that no phrase matches across them. */
const GAP = 0;

/**
 * Collects the words of documents, which must be added in the order of their numbers. Every word is one
 * number in one long row, which is sorted by term at the end; an object for each term would take several
 * times the memory.
 */
export class PostingsWriter {
  /** Number of each term, in order of first appearance, from 1. A memory may contain unused ones. */
  readonly #terms: Map<string, number>;
  readonly #memory: WordMemory | undefined;
  /** The terms of all documents in sequence; a position is the distance from the start of its document. */
  #row = new Uint32Array(1 << 16);
  #length = 0;
  /** Where each document begins in the row. */
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];

  constructor(memory?: WordMemory) {
    this.#memory = memory;
    this.#terms = memory?.terms ?? new Map();
  }

  /** Number of documents added so far, which is the number of the next one. */
  get documents(): number {
    return this.#starts.length;
  }

  /**
   * Adds a document with the texts of its fields.
   *
   * @param context what the texts depend on besides the record
   */
  add(record: object, texts: () => Iterable<string>, context = ''): void {
    const start = this.#length;
    this.#starts.push(start);
    const known = this.#memory?.rowOf(record, context);
    if (known) this.#append(known);
    else {
      for (const text of texts()) {
        if (this.#length > start) this.#push(GAP);
        eachTerm(text, (term) => this.#push(this.#number(term)));
      }
      this.#memory?.keep(record, context, this.#row.slice(start, this.#length));
    }
    let gaps = 0;
    for (let at = start; at < this.#length; at += 1) if (this.#row[at] === GAP) gaps += 1;
    this.#lengths.push(Math.min(this.#length - start - gaps, 255));
  }

  #append(row: Uint32Array): void {
    this.#reserve(row.length);
    this.#row.set(row, this.#length);
    this.#length += row.length;
  }

  #number(term: string): number {
    const known = this.#terms.get(term);
    if (known !== undefined) return known;
    const number = this.#terms.size + 1;
    this.#terms.set(term, number);
    return number;
  }

  #push(number: number): void {
    this.#reserve(1);
    this.#row[this.#length++] = number;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#row.length) return;
    const grown = new Uint32Array(Math.max(this.#row.length * 2, this.#length + more));
    grown.set(this.#row);
    this.#row = grown;
  }

  /**
   * The dictionary in term order, the postings it points to, and the length of each document, at most 255.
   */
  write() {
    const { ends, documents, positions } = this.#byTerm();
    const dictionary = new ByteWriter(1 << 16);
    const coder = new FrontCoder(dictionary);
    const out = { documents: new ByteWriter(1 << 16), positions: new ByteWriter(1 << 16) };
    const blocks: number[] = [];
    const blockDocuments: number[] = [];
    const blockPositions: number[] = [];
    const isUsed = (number: number) => ends[number] !== ends[number - 1];
    const sorted = [...this.#terms].filter(([, number]) => isUsed(number));
    sorted.sort(([a], [b]) => compareKeys(a, b));
    this.#memory?.tidy(sorted.length);
    for (const [term, number] of sorted) {
      const [documentsFrom, positionsFrom] = [out.documents.length, out.positions.length];
      const at = dictionary.length;
      if (coder.add(term)) {
        blocks.push(at);
        blockDocuments.push(documentsFrom);
        blockPositions.push(positionsFrom);
      }
      dictionary.varint(writePostings(out, documents, positions, ends[number - 1] ?? 0, ends[number] ?? 0));
      dictionary.varint(out.documents.length - documentsFrom);
      dictionary.varint(out.positions.length - positionsFrom);
    }
    return {
      terms: sorted.length,
      sections: {
        dictionary: dictionary.written(),
        dictionaryBlocks: blocks,
        dictionaryDocuments: blockDocuments,
        dictionaryPositions: blockPositions,
        documents: out.documents.written(),
        positions: out.positions.written(),
        lengths: this.#lengths,
      },
    };
  }

  /**
   * Documents and positions sorted by term; those of term `t` are from `ends[t - 1]` up to, but not
   * including, `ends[t]`.
   */
  #byTerm(): { ends: Uint32Array; documents: Uint32Array; positions: Uint32Array } {
    const row = this.#row.subarray(0, this.#length);
    const ends = new Uint32Array(this.#terms.size + 1);
    for (const term of row) if (term !== GAP) ends[term] = (ends[term] ?? 0) + 1;
    for (let term = 1; term < ends.length; term += 1) ends[term] = (ends[term] ?? 0) + (ends[term - 1] ?? 0);
    const next = new Uint32Array(ends.length);
    next.set(ends.subarray(0, -1), 1);
    const documents = new Uint32Array(ends[ends.length - 1] ?? 0);
    const positions = new Uint32Array(documents.length);
    this.#starts.forEach((start, document) => {
      const end = this.#starts[document + 1] ?? this.#length;
      for (let at = start; at < end; at += 1) {
        const term = row[at] ?? GAP;
        if (term === GAP) continue;
        const place = next[term] ?? 0;
        next[term] = place + 1;
        documents[place] = document;
        positions[place] = at - start;
      }
    });
    return { ends, documents, positions };
  }
}

/**
 * Writes where a term occurs, and returns the number of documents. A document is written as the distance from
 * the previous one, doubled, plus one if a count follows; otherwise the count is one. Positions are distances
 * as well, from the start of the document.
 */
function writePostings(
  out: { readonly documents: ByteWriter; readonly positions: ByteWriter },
  documents: Uint32Array,
  positions: Uint32Array,
  from: number,
  to: number,
): number {
  let count = 0;
  let before = 0;
  for (let at = from; at < to; ) {
    const document = documents[at] ?? 0;
    const first = at;
    let position = 0;
    for (; at < to && documents[at] === document; at += 1) {
      const here = positions[at] ?? 0;
      out.positions.varint(here - position);
      position = here;
    }
    const times = at - first;
    out.documents.varint((document - before) * 2 + (times === 1 ? 0 : 1));
    if (times > 1) out.documents.varint(times);
    before = document;
    count += 1;
  }
  return count;
}
