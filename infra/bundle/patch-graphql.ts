import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Two things that graphql-js does for each request, and that are of use only to who aborts one, which nobody does here:
 *
 * A function is assigned to a property as it is written (`this.abort = () => …`). V8 puts such a one into the old heap, since most often it
 * is a method and stays, and what it closes over, the whole of the request, then outlives every quick collection. In an object literal it
 * stays with the young.
 *
 * A signal is aborted when the request is done: an exception is made, with its stack, that nobody sees.
 */
const REPLACED: readonly (readonly [written: RegExp, replacement: string])[] = [
  [
    /this\.abortResultPromise = (\(\) => \{\s+abortResultPromise\([^;]+\);\s+\});/,
    'Object.assign(this, { abortResultPromise: $1 });',
  ],
  [
    /this\.resolverAbortController = new AbortController\(\);\s+(this\.sharedExecutionContext = createSharedExecutionContext\()[\w.]+\);/,
    '$1undefined);',
  ],
];

/** Takes both out of the deployed function. */
export const collectable: Plugin = {
  name: 'collectable',
  setup({ onLoad }) {
    onLoad({ filter: /graphql[\\/]execution[\\/]Executor\.mjs$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const [written, replacement] of REPLACED) {
        if (!written.test(contents))
          throw new Error(
            `${path} is no longer as in graphql 17.1.0: see whether infra/bundle/patch-graphql.ts is still of use.`,
          );
        contents = contents.replace(written, replacement);
      }
      return { contents, loader: 'js' };
    });
  },
};
