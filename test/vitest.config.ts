import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    // One less than the cores, which is the default, is one on a machine with two.
    maxWorkers: '100%',
    globalSetup: 'test/support/shared-folder.ts',
    // graphql refuses objects of a second copy of itself: tests, Pothos and Yoga must load one build of it.
    server: { deps: { inline: [/graphql/, /pothos/] } },
    // A browser or a child process on a busy machine may miss its moment once; what is really wrong fails
    // again.
    retry: process.env.CI === undefined ? 0 : 2,
    // Long enough for a machine that is busy with something else: no test judges by time.
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
