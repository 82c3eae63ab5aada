import type { Bits } from './bits.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import type { Numbers } from './layout.ts';

/**
 * Collects, for each record, the documents that it leads to, which must be added in the order of their
 * numbers.
 */
export class DocumentListsWriter {
  readonly #rows: { readonly bytes: ByteWriter; last: number }[];

  constructor(size: number) {
    this.#rows = Array.from({ length: size }, () => ({ bytes: new ByteWriter(8), last: -1 }));
  }

  /** Adds a document to some records; a repeated record is added once. */
  add(document: number, records: readonly number[]): void {
    for (const record of records) {
      const row = this.#rows[record];
      if (!row || row.last === document) continue;
      row.bytes.varint(document - Math.max(row.last, 0));
      row.last = document;
    }
  }

  /** The distances between the documents of each record, and the end of each record's list. */
  write(): { bytes: Uint8Array; ends: number[] } {
    const out = new ByteWriter(1 << 12);
    const ends = this.#rows.map(({ bytes }) => {
      out.append(bytes.written());
      return out.length;
    });
    return { bytes: out.written(), ends };
  }
}

/**
 * For each record, the documents that it leads to: for a participant those it took part in, for a topic those
 * about it.
 */
export class DocumentLists {
  readonly #bytes: Uint8Array;
  readonly #ends: Numbers;

  constructor(bytes: Uint8Array, ends: Numbers) {
    this.#bytes = bytes;
    this.#ends = ends;
  }

  addTo(bits: Bits, record: number): void {
    const reader = new ByteReader(this.#bytes, record === 0 ? 0 : (this.#ends[record - 1] ?? 0));
    const end = this.#ends[record] ?? 0;
    let document = 0;
    while (reader.at < end) {
      document += reader.varint();
      bits.add(document);
    }
  }
}
