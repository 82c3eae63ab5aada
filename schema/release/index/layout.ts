/**
 * The file format: four bytes that identify the file and its layout, the length of the header, the header as
 * JSON, then the sections, each at a multiple of four bytes. Numbers are little-endian, the byte order of all
 * supported processors.
 *
 * A *document* is anything that can be found: first meetings and statements, numbered together by date, slug
 * and position, so that a meeting comes right before its statements; then participants and topics, each
 * sorted by name.
 */

/**
 * Increased whenever the same content gives different bytes than before, or bytes that an older reader would
 * misread. The row layout is then increased as well, so that older code keeps an index that it can read.
 */
export const LAYOUT = 2;

/** `CQIx` and the layout, as one number. */
export const MAGIC = 0x00514943 + LAYOUT * 0x01000000;

/** Bytes before the header: the magic number and the length of the header. */
export const PREAMBLE = 8;

/** Bytes per number in a section. */
export type Width = 1 | 2 | 4;

export interface Section {
  readonly name: string;
  readonly width: Width;
  /** Offset of the section, counted from the end of the header. */
  readonly at: number;
  /** Number of values in the section. */
  readonly length: number;
}

/**
 * Short lists to whose entries columns refer by index; a column that allows none has 0 for none, and index +
 * 1.
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

/** Numbers of a section, in the width used in the file. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/**
 * Values of rows that may have several: those of row `r` are from `starts[r]` up to, but not including,
 * `starts[r + 1]`.
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
