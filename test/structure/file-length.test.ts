import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Lines of a file with one idea in it. */
const LENGTH = 300;

test(`files of code have at most ${LENGTH} lines`, () => {
  const files = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '*.ts',
      '*.tsx',
      '*.mjs',
      '*.cjs',
      '*.js',
      '*.css',
    ],
    { encoding: 'utf8' },
  )
    .split('\n')
    .filter((file) => existsSync(file) && !file.includes('/generated/'));
  const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > LENGTH + 1);
  expect(files.length).toBeGreaterThan(300);
  expect(long).toEqual([]);
});
