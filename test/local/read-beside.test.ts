import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBeside } from '../../infra/local/read-release.ts';
import { readContent } from '../../schema/record/content.ts';
import { small, TALKS, withContent } from '../record/small-content.ts';

/** The longest time in which nothing else ran while `work` did, as a part of all of it. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let last = start;
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await work();
  clearInterval(timer);
  const end = performance.now();
  return Math.max(longest, end - last) / (end - start);
}

describe('content read beside the server', () => {
  test('gives what reading it here gives', async () => {
    await withContent(small, async (dir) => {
      expect(await readBeside(dir)).toEqual(await readContent(dir));
    });
    await withContent({ ...small, [TALKS]: 'title: x\n' }, async (dir) => {
      expect(await readBeside(dir)).toEqual(await readContent(dir));
    });
  });

  test('does not hold up requests, however long a file takes', async () => {
    const keys = Array.from({ length: 20_000 }, (_, n) => `k${n}: \n`).join('');
    await withContent({ ...small, [TALKS]: keys }, async (dir) => {
      expect(await longestPause(() => readBeside(dir))).toBeLessThan(0.5);
    });
  });

  // Root may read everything.
  const isRoot = process.getuid?.() === 0;
  if (!isRoot)
    test('rejects with the words of the file system', async () => {
      await withContent(small, async (dir) => {
        await chmod(join(dir, TALKS), 0o000);
        await expect(readBeside(dir)).rejects.toThrow(/EACCES/);
      });
    });
});
