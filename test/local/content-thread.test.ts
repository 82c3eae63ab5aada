import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type ContentThread, contentThread } from '../../infra/local/content-thread.ts';
import { linesOfProblems, readContent } from '../../schema/record/content.ts';
import { compile } from '../../schema/release/release.ts';
import { small, TALKS, withContent } from '../record/small-content.ts';

const threads: ContentThread[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.end();
});

function threadFor(dir: string): ContentThread {
  const thread = contentThread(dir);
  threads.push(thread);
  return thread;
}

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

describe('content read and compiled beside the server', () => {
  test('gives the release that compiling it here gives', async () => {
    await withContent(small, async (dir) => {
      const outcome = await readContent(dir);
      if (!outcome.ok) throw new Error('the content is valid');
      const here = compile(outcome.corpus);
      const read = await threadFor(dir).read();
      if (!read.ok) throw new Error('the content is valid');
      const { release } = read;
      expect(release.id).toBe(here.id);
      expect(release.head).toEqual(here.head);
      expect(Buffer.from(release.index)).toEqual(Buffer.from(here.index));
      expect([...release.groups]).toEqual([...here.groups]);
      for (const key of here.groups.keys()) expect(await release.rows(key)).toEqual(here.rows(key));
    });
  });

  test('gives the lines that reading it here gives, and how many problems there are', async () => {
    await withContent({ ...small, [TALKS]: 'title: x\n' }, async (dir) => {
      const outcome = await readContent(dir);
      if (outcome.ok) throw new Error('the content is not valid');
      const { problems } = outcome;
      expect(await threadFor(dir).read()).toEqual({
        ok: false,
        lines: linesOfProblems(outcome),
        problems: problems.length,
      });
    });
  });

  test('does not hold up requests, however long a file takes', async () => {
    const keys = Array.from({ length: 20_000 }, (_, n) => `k${n}: \n`).join('');
    await withContent({ ...small, [TALKS]: keys }, async (dir) => {
      expect(await longestPause(() => threadFor(dir).read())).toBeLessThan(0.5);
    });
  });

  test('is read again in a new thread after one has ended', async () => {
    await withContent(small, async (dir) => {
      const thread = threadFor(dir);
      const reading = thread.read();
      await thread.end();
      await expect(reading).rejects.toThrow(/ended/);
      expect(await thread.read()).toMatchObject({ ok: true });
    });
  });

  // Root may read everything.
  const isRoot = process.getuid?.() === 0;
  if (!isRoot)
    test('rejects with the words of the file system', async () => {
      await withContent(small, async (dir) => {
        await chmod(join(dir, TALKS), 0o000);
        await expect(threadFor(dir).read()).rejects.toThrow(/EACCES/);
      });
    });
});
