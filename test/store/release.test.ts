import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { group, sort } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';
import { corpora } from '../support/corpora.ts';
import { curatedCorpus } from '../support/curated.ts';
import { shippedRelease } from '../support/table.ts';

const rowsIn = (release: Release): Row[] => [...release.groups.keys()].flatMap((key) => release.rows(key));

/** What DynamoDB counts of a row, nearly: its text in UTF-8. */
const bytesOf = (row: Row): number => Buffer.byteLength(JSON.stringify(row));

describe('a release', () => {
  let curated: Corpus;
  let release: Release;
  beforeAll(async () => {
    curated = await curatedCorpus();
    release = compile(curated);
  });

  test('is always the same for the same content', () => {
    const other = compile(structuredClone(curated));
    expect(other.id).toBe(release.id);
    expect([...other.groups]).toEqual([...release.groups]);
    expect(JSON.stringify(rowsIn(other))).toBe(JSON.stringify(rowsIn(release)));
  });

  test('has a different id, and a different seal for whatever shows a name, if the name changes', () => {
    const edited = structuredClone(curated);
    const person = edited.participants.find(({ id }) => id === 'sergey-lavrov');
    if (!person) throw new Error('the curated corpus has no sergey-lavrov');
    person.name = 'Sergei Lavrov';
    const [before, after] = [release, compile(edited)];
    const changed = [...after.groups]
      .filter(([key, seal]) => before.groups.get(key) !== seal)
      .map(([key]) => key);
    expect(after.id).not.toBe(before.id);
    expect(changed).toContain(group.participant('sergey-lavrov'));
    expect(changed).toContain(group.meeting('2022-03-30-china-russia-tunxi'));
    expect(changed).not.toContain(group.meeting('2023-11-15-us-china-woodside'));
    // The seals of all groups that stayed tell the truth: their rows stayed too.
    const isOther = (key: string) => JSON.stringify(after.rows(key)) !== JSON.stringify(before.rows(key));
    const stayed = [...before.groups.keys()].filter((key) => !changed.includes(key));
    expect(stayed.filter(isOther)).toEqual([]);
  });

  test('gives every row a unique key, and every entry a unique place in its list', () => {
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

  test('has a correct counter for each list', () => {
    fc.assert(
      fc.property(corpora(30), (corpus) => {
        const rows = rowsIn(compile(corpus));
        const lengths = new Map<string, number>();
        for (const { LIST } of rows) if (LIST !== undefined) lengths.set(LIST, (lengths.get(LIST) ?? 0) + 1);
        const counters = rows.filter(({ SK }) => SK.startsWith('#'));
        const wrong = counters.filter(
          ({ SK, n, large }) => n !== (lengths.get(SK.slice(1)) ?? 0) + Number(large ?? 0),
        );
        expect(wrong).toEqual([]);
        // No list by a key that people ask for is without one.
        const counted = new Set(counters.map(({ SK }) => SK.slice(1)));
        const keyed = [...lengths.keys()].filter((name) => !/^(Y|SY|Z)#/.test(name));
        expect(keyed.filter((name) => !counted.has(name))).toEqual([]);
      }),
      { numRuns: 50 },
    );
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
    expect([...groups.keys()]).toEqual([group.dataset]);
  });
});

describe('the release of the shipped records', () => {
  let rows: Row[];
  beforeAll(async () => {
    rows = rowsIn(await shippedRelease());
  });

  test('fits DynamoDB: rows far below 400 kB, keys within 1,024 bytes, no empty key', () => {
    expect(Math.max(...rows.map(bytesOf))).toBeLessThan(20_000);
    const keys = rows.flatMap(({ PK, SK, LIST, AT }) => [
      ...[PK, SK],
      ...(LIST === undefined ? [] : [LIST, String(AT)]),
    ]);
    expect(keys.filter((key) => key === '' || Buffer.byteLength(key) > 1_024)).toEqual([]);
  });

  test('has each meeting page as one run of rows, uninterrupted by edges or counters', () => {
    const ofMeetings = rows.filter(({ PK }) => PK.startsWith(group.meeting('')));
    const isOfPage = ({ SK }: Row) => SK >= sort.head && SK <= sort.lastOfPage;
    const page = ofMeetings.filter(({ SK }) => /^(A$|N$|[DPRSV]#)/.test(SK));
    expect(page.length).toBeGreaterThan(1_000);
    expect(ofMeetings.filter(isOfPage)).toEqual(page);
  });
});
