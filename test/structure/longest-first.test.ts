import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LONG } from '../support/longest-first.ts';

test('the files that run first exist under the names that are listed', () => {
  const isThere = (name: string) => existsSync(new URL(`../${name}.test.ts`, import.meta.url));
  expect(LONG.filter((name) => !isThere(name))).toEqual([]);
});
