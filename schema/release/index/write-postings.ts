import { compareKeys } from '../../record/value/key-order.ts';
import { ByteWriter } from './bytes.ts';
import { FrontCoder } from './front-coded.ts';
import { eachTerm } from './words.ts';

/** Where a term stands, while it is being collected. */
class Term {
  readonly documents = new ByteWriter(8);
  readonly positions = new ByteWriter(8);
  /** How many documents have it. */
  count = 0;
  #document = -1;
  #before = 0;
  #times = 0;
  #position = 0;

  add(document: number, position: number): void {
    if (document !== this.#document) {
      this.flush();
      this.#document = document;
      this.#position = 0;
    }
    this.positions.varint(position - this.#position);
    this.#position = position;
    this.#times += 1;
  }

  /** A document is the distance from the one before, doubled, and odd when a count follows, which else is one. */
  flush(): void {
    if (this.#times === 0) return;
    const distance = this.#document - this.#before;
    if (this.#times === 1) this.documents.varint(distance * 2);
    else {
      this.documents.varint(distance * 2 + 1);
      this.documents.varint(this.#times);
    }
    this.#before = this.#document;
    this.#times = 0;
    this.count += 1;
  }
}

/** Collects the words of documents, which must come in the order of their numbers. */
export class PostingsWriter {
  readonly #terms = new Map<string, Term>();
  readonly #lengths: number[] = [];

  /** Adds a document with the texts of its fields. No phrase reaches from one field into the next. */
  add(document: number, texts: Iterable<string>): void {
    let at = 0;
    let length = 0;
    for (const text of texts) {
      const end = eachTerm(text, at, (term, position) => this.#term(term).add(document, position));
      length += end - at;
      at = end + 1;
    }
    this.#lengths.push(Math.min(length, 255));
  }

  #term(text: string): Term {
    const known = this.#terms.get(text);
    if (known) return known;
    const term = new Term();
    this.#terms.set(text, term);
    return term;
  }

  /** The dictionary in the order of the terms, what it points to, and the length of each document, 255 at most. */
  write() {
    const dictionary = new ByteWriter(1 << 16);
    const documents = new ByteWriter(1 << 16);
    const positions = new ByteWriter(1 << 16);
    const coder = new FrontCoder(dictionary);
    const blocks: number[] = [];
    const blockDocuments: number[] = [];
    const blockPositions: number[] = [];
    const sorted = [...this.#terms].sort(([a], [b]) => compareKeys(a, b));
    for (const [text, term] of sorted) {
      term.flush();
      const at = dictionary.length;
      if (coder.add(text)) {
        blocks.push(at);
        blockDocuments.push(documents.length);
        blockPositions.push(positions.length);
      }
      dictionary.varint(term.count);
      dictionary.varint(term.documents.length);
      dictionary.varint(term.positions.length);
      documents.append(term.documents.written());
      positions.append(term.positions.written());
    }
    return {
      terms: sorted.length,
      sections: {
        dictionary: dictionary.written(),
        dictionaryBlocks: blocks,
        dictionaryDocuments: blockDocuments,
        dictionaryPositions: blockPositions,
        documents: documents.written(),
        positions: positions.written(),
        lengths: this.#lengths,
      },
    };
  }
}
