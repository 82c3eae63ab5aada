import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../schema/operations');

/** The operations that ship as examples, with the variables they are shown with. */
export const OPERATIONS: readonly { name: string; source: string; variables: Record<string, unknown> }[] =
  (() => {
    const variables = JSON.parse(readFileSync(path.join(FOLDER, 'variables.json'), 'utf8')) as Record<
      string,
      Record<string, unknown>
    >;
    return readdirSync(FOLDER)
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => {
        const name = path.basename(file, '.graphql');
        return {
          name,
          source: readFileSync(path.join(FOLDER, file), 'utf8'),
          variables: variables[name] ?? {},
        };
      });
  })();
