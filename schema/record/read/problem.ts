import type { Fault } from '../value/fault.ts';

/** Where a record is written: a whole YAML file, or one line of a JSON Lines file. */
export interface Source {
  /** Path relative to the content folder, with `/` on every system. */
  readonly file: string;
  /** The line of a JSON Lines record, from 1; absent for YAML. */
  readonly line?: number;
}

/** Keys and indices that lead from the top of a file (or line) to a value. */
export type Path = readonly PropertyKey[];

/**
 * Where something is written. A rule knows the path, from which `locate` finds the line and column, so that
 * valid content never pays for positions; a parser knows the line and column at once. Both count from 1; a
 * column counts UTF-16 code units, as in most editors.
 */
export interface Place extends Source {
  readonly column?: number;
  readonly path?: Path;
  /**
   * `key` and `value` point at either side of an entry; `file` points at the beginning, if the file name
   * itself is wrong.
   */
  readonly part?: 'key' | 'value' | 'file';
}

/** One error in the content, worded for an editor, from the rule that finds it to the screen. */
export interface Problem extends Place, Pick<Fault, 'found' | 'right'> {
  /** Where the same thing is written first, for duplicates. */
  readonly first?: Place;
}

/** A fault at an offset in the text, in UTF-16 code units. */
export interface FaultAt extends Fault {
  readonly offset: number;
}

/** A problem with its position, and the name by which the file can be opened. */
export type LocatedProblem = Problem & { readonly line: number; readonly column: number };

/**
 * Placeholder in the words of a problem for the characters as written, which the parsed value no longer shows
 * (`0x10` is 16).
 */
export const AS_WRITTEN = '\uffff';

/** `file:line:column: found; right`, which terminals and editors make clickable. */
export function formatProblem({ file, line, column, found, right }: LocatedProblem): string {
  return `${file}:${line}:${column}: ${found}; ${right}`;
}

/** Orders by file, line and column, then by words, so that the order is the same on every machine. */
export function compareProblems(a: LocatedProblem, b: LocatedProblem): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(formatProblem(a), formatProblem(b))
  );
}

/** Code-unit order, which does not depend on the machine's language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
