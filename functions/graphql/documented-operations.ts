import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Documents, persistedDocuments } from './persisted-documents.ts';

const DIRECTORY = fileURLToPath(new URL('../../schema/operations', import.meta.url));

/** The documented operations, as persisted documents. */
export async function readOperations(): Promise<Documents> {
  const files = (await readdir(DIRECTORY)).filter((file) => file.endsWith('.graphql')).sort();
  return persistedDocuments(await Promise.all(files.map((file) => readFile(join(DIRECTORY, file), 'utf8'))));
}
