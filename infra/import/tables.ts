import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import type * as z from 'zod';

/**
 * Reads a table next to the importers and validates its shape. Throws an error with the file and row if it is
 * invalid.
 */
export function table<T extends z.ZodType>(shape: T, file: URL): z.output<T> {
  const name = fileURLToPath(file);
  const document = parseDocument(readFileSync(file, 'utf8'));
  const [fault] = document.errors;
  if (fault) throw new Error(`${name}: ${fault.message}`);
  const read = shape.safeParse(document.toJS());
  if (read.success) return read.data;
  const rows = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${name}: ${rows.join('; ')}`);
}
