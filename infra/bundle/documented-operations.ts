import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Operation } from '../../functions/code-cache/operations.ts';

const OPERATIONS = fileURLToPath(new URL('../../schema/operations', import.meta.url));

/** The documented operations, each with its documented variables. */
export async function documentedOperations(): Promise<Operation[]> {
  const variables = JSON.parse(await readFile(join(OPERATIONS, 'variables.json'), 'utf8')) as object;
  return Promise.all(
    Object.entries(variables).map(async ([name, each]: [string, unknown]) => ({
      name,
      query: await readFile(join(OPERATIONS, `${name}.graphql`), 'utf8'),
      variables: each,
    })),
  );
}
