import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ContentThread, contentThread } from '../../infra/local/content-thread.ts';
import { linesOfProblems, readContent } from '../../schema/record/content.ts';
import { compile } from '../../schema/release/release.ts';
import { small, TALKS, withContent } from '../record/small-content.ts';

function threadFor(dir: string): ContentThread {
  const thread = contentThread(dir);
  onTestFinished(thread.end);
  return thread;
}

/** How much of the work of all threads this one did. */
async function shareOfThisThread(work: () => Promise<unknown>): Promise<number> {
  const [all, here] = [process.cpuUsage(), process.threadCpuUsage()];
  await work();
  return process.threadCpuUsage(here).user / process.cpuUsage(all).user;
}

describe('content read and compiled in a thread', () => {
  test('gives the same release as compiling it here', async () => {
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

  test('gives the same lines as reading it here, and the number of problems', async () => {
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
      expect(await shareOfThisThread(() => threadFor(dir).read())).toBeLessThan(0.2);
    });
  });

  test('is read again in a new thread after one has ended', async () => {
    await withContent(small, async (dir) => {
      const thread = threadFor(dir);
      const reading = thread.read();
      await thread.end();
      await expect(reading).rejects.toThrow(/^The thread that reads the content exited with code/);
      expect(await thread.read()).toMatchObject({ ok: true });
    });
  });

  // Root may read everything.
  const isRoot = process.getuid?.() === 0;
  if (!isRoot)
    test('rejects with the message of the file system', async () => {
      await withContent(small, async (dir) => {
        await chmod(join(dir, TALKS), 0o000);
        await expect(threadFor(dir).read()).rejects.toThrow(/EACCES/);
      });
    });
});
