/** Where a record was written: a whole YAML file, or one line of a file of JSON Lines. */
export interface Source {
  /** Path from the content folder, with `/` on every system. */
  readonly file: string;
  /** The line of a JSON Lines record, from 1; absent for YAML. */
  readonly line?: number;
}

/** Keys and indices that lead from the top of a file (or line) to a value. */
export type Path = readonly PropertyKey[];

/** A value within a source, not yet as line and column. */
export interface Place {
  readonly source: Source;
  readonly path: Path;
  /** `key` and `value` point at either side of an entry; `file` at the beginning, where the file's own name is to blame. */
  readonly part: 'key' | 'value' | 'file';
}

/**
 * Something wrong at a place. Positions are worked out only for findings (see `locate`), so that valid content never pays for them.
 * `found` and `right` may depend on the characters as written, which the parsed value no longer shows (`0x10` is 16).
 */
export interface Finding extends Place {
  readonly found: string | ((written: string) => string);
  readonly right: string | ((written: string) => string);
  /** Where the same thing stands already, for duplicates. */
  readonly first?: Place;
}

/** A position that is known at once, from a parser. */
export interface Spot {
  readonly source: Source;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly right: string;
}
