import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notedRelease, noteRelease } from '../../infra/local/compiled-note.ts';
import { stampOf } from '../../infra/local/file-stamp.ts';
import { small, TALKS, withContent } from '../record/small-content.ts';
import { temporaryFolder } from './process.ts';

/** Notes what small content compiles to, lets something happen to the content, and asks what is noted. */
async function notedAfter(
  happens: (dir: string, note: string) => Promise<unknown>,
): Promise<string | undefined> {
  const note = join(await temporaryFolder(), 'compiled.json');
  return withContent(small, async (dir) => {
    await noteRelease(note, await stampOf(dir), 'the release');
    await happens(dir, note);
    return notedRelease(note, dir);
  });
}

describe('the release that content was compiled to', () => {
  it('is remembered while nothing has changed', async () => {
    expect(await notedAfter(async () => {})).toBe('the release');
  });

  it.each<[what: string, happens: (dir: string) => Promise<unknown>]>([
    ['a file has other text', (dir) => writeFile(join(dir, TALKS), 'title: x\n')],
    [
      'a file has other text of the same length and its old times',
      async (dir) => {
        const file = join(dir, TALKS);
        const { atime, mtime } = await stat(file);
        const text = await readFile(file, 'utf8');
        await writeFile(file, text.replace('Wang', 'Wong'));
        await utimes(file, atime, mtime);
      },
    ],
    [
      'another file of the same text is in its place',
      async (dir) => {
        const file = join(dir, TALKS);
        await writeFile(`${file}.tmp`, await readFile(file));
        await rename(`${file}.tmp`, file);
      },
    ],
    ['a file has come', (dir) => writeFile(join(dir, 'topics/more.yaml'), '[]\n')],
    ['a file has gone', (dir) => rm(join(dir, TALKS))],
    ['a file has another name', (dir) => rename(join(dir, TALKS), join(dir, TALKS.replace('talks', 'meal')))],
    ['a folder has gone', (dir) => rm(join(dir, 'topics'), { recursive: true })],
    ['all has gone', (dir) => rm(dir, { recursive: true })],
  ])('is not known when %s', async (_what, happens) => {
    expect(await notedAfter(happens)).toBeUndefined();
  });

  it.each(['', 'null', '{', '{"stamp":1}'])('is not known when the note says %j', async (text) => {
    expect(await notedAfter((_dir, note) => writeFile(note, text))).toBeUndefined();
  });

  it('is not recorded for files that have just changed, because another change might go unnoticed', async () => {
    await withContent(small, async (dir) => {
      expect((await stampOf(dir)).isSettled).toBe(false);
      const later = await stampOf(dir, Date.now() + 60_000);
      expect(later.isSettled).toBe(true);
      expect(later.hash).toBe((await stampOf(dir)).hash);
    });
  });
});
