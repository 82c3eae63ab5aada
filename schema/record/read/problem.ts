import type { Fault } from '../value/fault.ts';

/** Where a record is written: a whole YAML file, or one line of a file of JSON Lines. */
export interface Source {
  /** Path from the content folder, with `/` on every system. */
  readonly file: string;
  /** The line of a JSON Lines record, from 1; absent for YAML. */
  readonly line?: number;
}

/** Keys and indices that lead from the top of a file (or line) to a value. */
export type Path = readonly PropertyKey[];

/**
 * Where something is written. A rule knows the path, from which `locate` finds line and column, so that valid
 * content never pays for positions; a parser knows line and column at once. Both count from 1; a column is a
 * UTF-16 code unit, as in most editors.
 */
export interface Place extends Source {
  readonly column?: number;
  readonly path?: Path;
  /**
   * `key` and `value` point at either side of an entry; `file` at the beginning, where the file's own name is
   * wrong.
   */
  readonly part?: 'key' | 'value' | 'file';
}

/** One error in the content, in words for an editor, from the rule that finds it to the screen. */
export interface Problem extends Place, Pick<Fault, 'found' | 'right'> {
  /** Where the same thing is written first, for duplicates. */
  readonly first?: Place;
}

/** A problem with its position, and the name by which the file can be opened. */
export type LocatedProblem = Problem & { readonly line: number; readonly column: number };

/**
 * In the words of a problem, the characters as they are written, which the parsed value no longer shows
 * (`0x10` is 16).
 */
export const AS_WRITTEN = '\uffff';

/** `file:line:column: found; right`: the form that terminals and editors make clickable. */
export function formatProblem({ file, line, column, found, right }: LocatedProblem): string {
  return `${file}:${line}:${column}: ${found}; ${right}`;
}

/** Order by file, line and column; then by words, so that equal places keep one order on every machine. */
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
