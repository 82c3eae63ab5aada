import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { document } from '../../schema/record/document.ts';
import { meetingFile } from '../../schema/record/meeting.ts';
import { participant } from '../../schema/record/participant.ts';
import { place } from '../../schema/record/place.ts';
import { presence } from '../../schema/record/presence.ts';
import { isIgnored } from '../../schema/record/read/ignored.ts';
import { readout } from '../../schema/record/readout.ts';
import { series } from '../../schema/record/series.ts';
import { statement } from '../../schema/record/statement.ts';
import { topic } from '../../schema/record/topic.ts';
import * as vocabulary from '../../schema/record/vocabulary.ts';
import { page, type Row } from './markdown.ts';

const FILE = 'content/README.md';

/** The tables of keys, by the record that each describes. */
const TABLES = { meeting: meetingFile, readout, statement } as const;

/** The tables in the order of the page: a meeting, a readout, a statement. */
const tables = page(FILE).tables.filter(([head]) => head?.cells[0] === 'key');
const described = Object.entries(TABLES).map(([record, { shape }], index) => ({
  record,
  shape: shape as Readonly<Record<string, z.core.$ZodType>>,
  rows: tables[index]?.slice(1) ?? [],
}));

/** The words of a key, of those that have a list of words; by the table and the key. */
const WORDS: Readonly<Record<string, vocabulary.Vocabulary>> = {
  'meeting form': vocabulary.forms,
  'meeting status': vocabulary.statuses,
  'meeting visit': vocabulary.visitKinds,
  'meeting participantsKnown': vocabulary.coverages,
  'readout kind': vocabulary.readoutKinds,
  'statement mode': vocabulary.modes,
  'statement setting': vocabulary.settings,
};

/** Keys inside a key that the table lists. */
const INNER: Readonly<Record<string, z.ZodObject>> = { place, participants: presence, documents: document };

const keysOf = ({ codes: [keys = []] }: Row) => keys;

describe('the tables of keys', () => {
  test('are one per record', () => {
    expect(tables.length).toBe(described.length);
  });

  test.each(described)('of a $record list its keys', ({ shape, rows }) => {
    expect(rows.flatMap(keysOf).toSorted()).toEqual(Object.keys(shape).toSorted());
  });

  test.each(
    described.flatMap(({ record, rows }) =>
      rows.flatMap((row) =>
        keysOf(row).flatMap((key) => {
          const words = WORDS[`${record} ${key}`]?.words;
          return words ? [{ record, key, words, row }] : [];
        }),
      ),
    ),
  )(
    'give the words of $key of a $record',
    ({
      words,
      row: {
        codes: [, named = []],
      },
    }) => {
      const capital = named.filter((code) => /^[A-Z_]+$/.test(code));
      expect(capital.toSorted()).toEqual(Object.keys(words).toSorted());
    },
  );

  test.each(Object.entries(INNER))('give the keys inside %s', (key, { shape }) => {
    const row = described[0]?.rows.find((each) => keysOf(each).includes(key));
    const named = (row?.codes[1] ?? []).map((code) => code.replace(/:.*/, ''));
    expect(named.toSorted()).toEqual(Object.keys(shape).toSorted());
  });

  test('list the words of every documented vocabulary', () => {
    const told = new Set(Object.values(WORDS));
    const untold = Object.entries(vocabulary).filter(([, list]) => !told.has(list));
    // The page names none of these, or some in an example.
    expect(untold.map(([name]) => name).toSorted()).toEqual(['kinds', 'precisions', 'roles', 'stances']);
  });
});

describe('the sentences on keys', () => {
  test.each([
    ['A participant has', participant],
    ['A topic has', topic],
    ['A series has', series],
  ] as const)('%s all that it has', (start, { shape }) => {
    const [, sentence = ''] = new RegExp(`${start} ([^.:]*)`).exec(page(FILE).text) ?? [];
    const keys = Array.from(sentence.matchAll(/`(\w+)`/g), ([, key]) => key);
    expect(keys.toSorted()).toEqual(Object.keys(shape).toSorted());
  });
});

test('the file names documented as ignored are ignored', () => {
  const [, names = ''] = /leave behind \(([^)]*)\) are ignored/.exec(page(FILE).text) ?? [];
  const examples = Array.from(names.matchAll(/`([^`]+)`/g), ([, name = '']) => name.replace('*', 'talks'));
  expect(examples.length).toBeGreaterThan(2);
  expect(examples.filter((name) => !isIgnored(name))).toEqual([]);
});
