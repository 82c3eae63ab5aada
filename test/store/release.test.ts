import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { sort } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';
import { corpora } from '../support/corpora.ts';
import { shippedCorpus } from '../support/table.ts';

const rowsIn = (release: Release): Row[] => [...release.groups.keys()].flatMap((key) => release.rows(key));

/** What DynamoDB counts of a row, nearly: its text in UTF-8. */
const bytesOf = (row: Row): number => Buffer.byteLength(JSON.stringify(row));

describe('a release', () => {
  let shipped: Corpus;
  let release: Release;
  let rows: Row[];
  beforeAll(async () => {
    shipped = await shippedCorpus();
    release = compile(shipped);
    rows = rowsIn(release);
  });

  test('is the same whenever the same content is compiled', () => {
    const other = compile(structuredClone(shipped));
    expect(other.id).toBe(release.id);
    expect([...other.groups]).toEqual([...release.groups]);
    expect(JSON.stringify(rowsIn(other))).toBe(JSON.stringify(rows));
  });

  test('has another id, and another seal for what shows it, when a name changes', () => {
    const edited = structuredClone(shipped);
    const person = edited.participants.find(({ id }) => id === 'sergey-lavrov');
    if (!person) throw new Error('the shipped corpus has no sergey-lavrov');
    person.name = 'Sergei Lavrov';
    const [before, after] = [release, compile(edited)];
    const changed = [...after.groups]
      .filter(([key, seal]) => before.groups.get(key) !== seal)
      .map(([key]) => key);
    expect(after.id).not.toBe(before.id);
    expect(changed).toContain('P#sergey-lavrov');
    expect(changed).toContain('M#2022-03-30-china-russia-tunxi');
    expect(changed).not.toContain('M#2023-11-15-us-china-woodside');
    // The seals of all groups that stayed tell the truth: their rows stayed too.
    for (const key of before.groups.keys()) {
      if (!changed.includes(key)) expect(after.rows(key)).toEqual(before.rows(key));
    }
  });

  test('gives every row a key of its own, and every entry a place of its own in its list', () => {
    fc.assert(
      fc.property(corpora(30), (corpus) => {
        const rows = rowsIn(compile(corpus));
        const keys = rows.map(({ PK, SK }) => `${PK}\0${SK}`);
        expect(new Set(keys).size).toBe(keys.length);
        const places = rows.flatMap(({ LIST, AT }) => (LIST === undefined ? [] : [`${LIST}\0${AT}`]));
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps a counter for a list, and it is right', () => {
    fc.assert(
      fc.property(corpora(30), (corpus) => {
        const rows = rowsIn(compile(corpus));
        const lengths = new Map<string, number>();
        for (const { LIST } of rows) if (LIST !== undefined) lengths.set(LIST, (lengths.get(LIST) ?? 0) + 1);
        const counters = rows.filter(({ SK }) => SK.startsWith('#'));
        for (const { SK, n, large } of counters) {
          const length = lengths.get(SK.slice(1)) ?? 0;
          expect(n, SK).toBe(length + Number(large ?? 0));
        }
        // No list by a key that people ask for is without one.
        const counted = new Set(counters.map(({ SK }) => SK.slice(1)));
        const keyed = [...lengths.keys()].filter((name) => !/^(Y|SY|Z)#/.test(name));
        expect(keyed.filter((name) => !counted.has(name))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('fits DynamoDB: rows far below 400 kB, keys within 1,024 bytes, no empty key', () => {
    expect(Math.max(...rows.map(bytesOf))).toBeLessThan(20_000);
    for (const { PK, SK, LIST, AT } of rows) {
      for (const key of [PK, SK, ...(LIST === undefined ? [] : [LIST, String(AT)])]) {
        expect(Buffer.byteLength(key)).toBeGreaterThan(0);
        expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024);
      }
    }
  });

  test('reads a meeting page as one run of rows that no edge or counter interrupts', () => {
    for (const row of rows.filter(({ PK }) => PK.startsWith('M#'))) {
      const isOfPage = row.SK >= sort.head && row.SK <= sort.lastOfPage;
      expect(isOfPage).toBe(/^(A$|N$|[DPRSV]#)/.test(row.SK));
    }
  });

  test('of an empty corpus is a release too', () => {
    const { head, groups } = compile({
      title: 'Nothing',
      licence: 'CC0-1.0',
      participants: [],
      topics: [],
      series: [],
      meetings: [],
    });
    expect(head).toMatchObject({ meetings: 0, from: null, to: null, meetingYears: [] });
    expect([...groups.keys()]).toEqual(['DATASET']);
  });
});
