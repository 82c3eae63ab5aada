/** One error in the content, in words for an editor. Lines and columns count from 1; a column is a UTF-16 code unit, as in most editors. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  /** What stands there. */
  found: string;
  /** What would be right. */
  right: string;
}

/** `file:line:column: found; right`: the form that terminals and editors make clickable. */
export function formatProblem({ file, line, column, found, right }: Problem): string {
  return `${file}:${line}:${column}: ${found}; ${right}`;
}

/** Order by file, line and column; then by words, so that equal places keep one order on every machine. */
export function compareProblems(a: Problem, b: Problem): number {
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
