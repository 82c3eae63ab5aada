import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // graphql refuses objects of a second copy of itself: vitest must load the same ESM build for tests, Pothos and Yoga.
  ssr: { resolve: { conditions: ['module', 'node'], externalConditions: ['node', 'module-sync'] } },
  test: {
    include: ['test/**/*.test.ts'],
    server: { deps: { inline: [/graphql/, /pothos/] } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
