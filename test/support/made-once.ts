import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inject } from 'vitest';

/**
 * Makes something once in a run, in whichever test file asks for it first; other files wait until it is
 * there. Nobody may change it.
 *
 * @param make is given an empty folder; what it resolves with is handed on as JSON
 */
export async function madeOnce<T>(name: string, make: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(inject('sharedFolder'), name);
  const result = `${folder}.json`;
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    const made = await make(folder).then(
      (value) => ({ value }),
      (error: Error) => ({ failure: error.stack ?? String(error) }),
    );
    await writeFile(`${folder}.part`, JSON.stringify(made));
    await rename(`${folder}.part`, result);
  }
  for (;;) {
    const text = await readFile(result, 'utf8').catch(() => undefined);
    if (text === undefined) {
      await delay(50);
      continue;
    }
    const { value, failure } = JSON.parse(text) as { value: T; failure?: string };
    if (failure !== undefined) throw new Error(`${name} could not be made: ${failure}`);
    return value;
  }
}
