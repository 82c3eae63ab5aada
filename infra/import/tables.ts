import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type * as z from 'zod';

/** A table beside the importers, read once and checked against its shape. Throws when it is not of that shape. */
export function table<T extends z.ZodType>(shape: T, file: URL): z.output<T> {
  return shape.parse(parse(readFileSync(file, 'utf8')));
}
