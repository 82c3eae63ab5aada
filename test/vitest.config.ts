import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files that put something in the place of a module, which no file before may have loaded. */
const mocking = globSync('test/*/*.test.ts', { cwd: root }).filter((file) =>
  readFileSync(`${root}/${file}`, 'utf8').includes('vi.mock('),
);

export default defineConfig({
  root,
  test: {
    // One less than the cores, which is the default, is one on a machine with two.
    maxWorkers: '100%',
    // Every core has a worker already, so threads of V8's collector only take turns with them; and the
    // collector would take a test that waits for idle. An eighth less processor time.
    execArgv: ['--single-threaded-gc', '--no-memory-reducer'],
    globalSetup: ['test/support/playground-build.ts', 'test/support/shared-folder.ts'],
    sequence: { sequencer: LongestFirst },
    // A browser or a child process on a busy machine may miss its moment once; what is really wrong fails
    // again.
    retry: process.env.CI === undefined ? 0 : 2,
    // Long enough for a machine that is busy with something else: no test judges by time.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    // graphql refuses objects of a second copy of itself: tests, Pothos and Yoga must load one build of it.
    server: { deps: { inline: [/graphql/, /pothos/] } },
    projects: [
      {
        extends: true,
        // To load the schema or CDK takes longer than most tests: files share the modules that they load.
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          // The peers of the bench have packages of their own, with tests of their own.
          exclude: [...configDefaults.exclude, ...mocking],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: mocking } },
    ],
  },
});
