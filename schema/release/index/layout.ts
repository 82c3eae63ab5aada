/**
 * The file: four bytes that name it and its layout, the length of the header, the header as JSON, then the
 * sections, each at a multiple of four bytes. Numbers are little-endian, as every processor that this runs on
 * has them.
 *
 * A *document* is what can be found: a meeting or a statement, numbered together by date, slug and position,
 * so that a meeting comes right before its statements; then participants and topics, each by name.
 */

/**
 * Raised whenever the same content makes other bytes than before, or bytes that an older reader would
 * misread. The layout of the rows is then raised as well, so that older code keeps the index that it can
 * read.
 */
export const LAYOUT = 2;

/** `CQIx` and the layout, as one number. */
export const MAGIC = 0x00514943 + LAYOUT * 0x01000000;

/** Bytes before the header: the magic number and the header's length. */
export const PREAMBLE = 8;

/** Bytes of each number of a section. */
export type Width = 1 | 2 | 4;

export interface Section {
  readonly name: string;
  readonly width: Width;
  /** Byte at which it begins, counted from the end of the header. */
  readonly at: number;
  /** How many numbers it holds. */
  readonly length: number;
}

/**
 * Short lists whose entries columns name by their place; where none is possible the column holds 0 for it,
 * and place + 1.
 */
export interface Words {
  readonly form: readonly string[];
  readonly status: readonly string[];
  readonly visit: readonly string[];
  readonly series: readonly string[];
  readonly kind: readonly string[];
  readonly mode: readonly string[];
  readonly setting: readonly string[];
  readonly stance: readonly string[];
  readonly country: readonly string[];
  readonly publisher: readonly string[];
  readonly language: readonly string[];
  /** Ids of readouts within their meetings. */
  readonly readout: readonly string[];
}

export interface Header {
  readonly meetings: number;
  readonly statements: number;
  readonly participants: number;
  readonly topics: number;
  readonly terms: number;
  readonly words: Words;
  readonly sections: readonly Section[];
}

/** Numbers of a section, in the width that the file has them in. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/**
 * Values of rows that may have several: those of row `r` stand from `starts[r]` to before `starts[r + 1]`.
 */
export interface Lists {
  readonly starts: Uint32Array;
  readonly values: Numbers;
}

/** The first day that a date can have is day 0. */
const FIRST_DAY = Date.parse('0001-01-01');
const DAY = 86_400_000;

export const dayOf = (date: string): number => Math.round((Date.parse(date) - FIRST_DAY) / DAY);
export const dateOf = (day: number): string => new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10);
