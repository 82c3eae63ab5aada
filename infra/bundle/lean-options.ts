import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { collectable } from './patch-graphql.ts';

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Options that make the endpoint start faster. The milliseconds are orders of magnitude, measured by the
 * benchmark.
 */
export const LEAN = {
  // In a CommonJS bundle `import()` remains an ESM import, which loads the ESM loader; `require` does not.
  supported: { 'dynamic-import': false },
  alias: {
    '@whatwg-node/fetch': at('fetch-shim.ts'),
    '@graphql-tools/executor': at('executor-shim.ts'),
  },
  plugins: [collectable],
  define: {
    // Only used in comparisons, but accessing them loads modules of Node: undici (19 ms) and web streams (2
    // ms).
    'globalThis.Request': 'undefined',
    ReadableStream: 'undefined',
  },
} as const satisfies BuildOptions;
