import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

/** The schema as text, independent of the order in which its files are loaded. */
export const printed = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

export const PRINTED = new URL('schema.graphql', import.meta.url);

if (import.meta.main) await writeFile(PRINTED, printed());
