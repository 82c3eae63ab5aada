/** Spreadsheets run a cell that begins with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of CSV according to RFC 4180, with its CRLF. A cell that a spreadsheet would run as a formula is
 * prefixed with an apostrophe, which spreadsheets read as "this is text" (OWASP, CSV injection).
 */
export const csvLine = (cells: readonly (string | number | undefined)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Several values in one cell. Ids contain no semicolons; names are written after their ids' lists. */
export const csvList = (values: readonly string[]): string | undefined =>
  values.length === 0 ? undefined : values.join('; ');
