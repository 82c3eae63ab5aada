import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CODE, projectFiles } from '../support/project-files.ts';

/** Lines of a file with one idea in it. */
const LENGTH = 300;

test(`files of code have at most ${LENGTH} lines`, () => {
  const files = projectFiles(...CODE, '*.css');
  const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > LENGTH + 1);
  expect(files.length).toBeGreaterThan(300);
  expect(long).toEqual([]);
});
