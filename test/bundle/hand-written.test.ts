import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readValid } from '../../infra/bundle/hand-written.ts';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { copyFew } from '../support/curated.ts';

let whole: Corpus;
let folder: string;
let sound: string;
beforeAll(async () => {
  sound = await mkdtemp(join(tmpdir(), 'communique-hand-written-'));
  await copyFew(sound);
  const outcome = await readContent(sound);
  if (!outcome.ok) throw new Error('the content has problems before a test damages it');
  whole = outcome.corpus;
});
afterAll(() => rm(sound, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'communique-hand-written-'));
  await cp(sound, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const idsOf = ({ meetings, participants, topics, series }: Corpus) =>
  [...meetings, ...participants, ...topics, ...series].map(({ id }) => id);

/** Ids that the valid part of the damaged content lacks. */
async function leftOut(): Promise<string[]> {
  expect(await readContent(folder), 'the content is damaged').toMatchObject({ ok: false });
  const left = new Set(idsOf(await readValid(folder)));
  return idsOf(whole).filter((id) => !left.has(id));
}

/** Changes a file of the content. */
async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

describe('the valid part of invalid content', () => {
  test('of valid content is the content', async () => {
    expect(await readValid(folder)).toEqual(whole);
  });

  test.each([
    ['syntax', (text: string) => `${text}\n  ]: [`],
    ['a field that there is not', (text: string) => `${text}nonsense: 1\n`],
    ['a participant that there is not', (text: string) => text.replace(/who: [a-z-]+/, 'who: nobody-at-all')],
  ])('lacks only a meeting that is bad in %s', async (_fault, change) => {
    const [file = ''] = await readdir(join(folder, 'meetings/2023'));
    await edit(`meetings/2023/${file}`, change);
    expect(await leftOut()).toEqual([file.replace('.yaml', '')]);
  });

  test.each([
    ['syntax', 'kind: [PERSON\n'],
    ['a value that is not allowed', 'kind: MARTIAN\n'],
    ['a field that there is not', 'kind: PERSON\n  nonsense: 1\n'],
  ])(
    'lacks a person who is bad in %s, and the meetings that name that person alone',
    async (_fault, kind) => {
      const id = 'antony-blinken';
      await edit('participants/persons.yaml', (text) =>
        text.replace(`- id: ${id}\n  kind: PERSON\n`, `- id: ${id}\n  ${kind}`),
      );
      const naming = whole.meetings.filter((meeting) => JSON.stringify(meeting).includes(`"${id}"`));
      expect(naming.length).toBeGreaterThan(0);
      expect((await leftOut()).sort()).toEqual([...naming.map((meeting) => meeting.id), id].sort());
    },
  );

  test.each([
    ['a dataset without a title', () => edit('dataset.yaml', () => 'licence: CC0-1.0\n')],
    ['no dataset', () => rm(join(folder, 'dataset.yaml'))],
    ['no folder of topics', () => rm(join(folder, 'topics'), { recursive: true })],
    [
      'a file in place of a folder',
      async () => {
        await rm(join(folder, 'series'), { recursive: true });
        await writeFile(join(folder, 'series'), '');
      },
    ],
    ['a stray file', () => writeFile(join(folder, 'stray.txt'), '')],
    ['a link', () => symlink(join(folder, 'dataset.yaml'), join(folder, 'topics/link.yaml'))],
    ['a ledger that is none', () => writeFile(join(folder, 'statement-ids.txt'), '?')],
    [
      'a meeting out of place',
      async () => {
        const [file = ''] = await readdir(join(folder, 'meetings/2023'));
        await rename(join(folder, 'meetings/2023', file), join(folder, 'meetings', file));
      },
    ],
    [
      'bytes that are no text',
      async () => {
        await writeFile(join(folder, 'participants/states.yaml'), Uint8Array.of(0xff, 0xfe, 0));
      },
    ],
  ])('is made of content with %s', async (_what, damage) => {
    await damage();
    await leftOut();
  });
});
