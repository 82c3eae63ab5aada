import { createHash } from 'node:crypto';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import { createAnalysisCache } from '../../schema/release/index/analysis-cache.ts';
import { parseQuery } from '../../schema/release/index/query.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { schema } from '../../schema/schema.ts';
import type { Store } from '../../schema/store/store.ts';
import { asking } from '../support/asking.ts';
import { curatedCorpus } from '../support/curated.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { seeded } from '../support/table.ts';

const TUNXI = '2022-03-30-china-russia-tunxi';

const engine = memoryEngine();
let store: Store;
let corpus: Corpus;
let release: Release;
beforeAll(async () => {
  corpus = await curatedCorpus();
  ({ store, release } = await seeded(engine, corpus));
});
afterAll(() => engine.stop());

const { data, errorOf } = asking(() => store);

interface Page {
  readonly search: {
    totalCount: number;
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
  };
}

describe('a search', () => {
  test('pages to its end by date and by relevance, with the same results', async () => {
    const seen: Record<string, string[]> = {};
    for (const orderBy of ['DATE_DESC', 'DATE_ASC', 'RELEVANCE']) {
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const { search }: Page = await data<Page>(
          `query ($after: String, $orderBy: SearchOrder) { search(query: "sanctions OR peace", orderBy: $orderBy, first: 7, after: $after) {
             totalCount nodes { ... on Node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
          { after, orderBy },
        );
        expect(search.pageInfo.hasPreviousPage).toBe(after !== null);
        ids.push(...search.nodes.map(({ id }) => id));
        after = search.pageInfo.hasNextPage ? search.pageInfo.endCursor : null;
        if (after === null) expect(ids).toHaveLength(search.totalCount);
      } while (after !== null);
      expect(new Set(ids).size).toBe(ids.length);
      seen[orderBy] = ids;
    }
    expect([...(seen.DATE_ASC ?? [])].sort()).toEqual([...(seen.RELEVANCE ?? [])].sort());
    expect([...(seen.DATE_ASC ?? [])].sort()).toEqual([...(seen.DATE_DESC ?? [])].sort());
  });

  test.each([
    ['Cavusoglu', 'mevlut-cavusoglu'],
    ['王毅', 'wang-yi'],
    ['Лавров', 'sergey-lavrov'],
    ['"Wang Yi"', 'wang-yi'],
    ['lavro*', 'sergey-lavrov'],
  ])('for %s finds the participant first, then what it took part in', async (query, slug) => {
    const { search } = await data<{ search: { totalCount: number } }>(
      `query ($query: String!) { search(query: $query, orderBy: RELEVANCE, first: 1) {
         totalCount edges { score snippet node { ... on Participant { slug } } } } }`,
      { query },
    );
    expect(search).toMatchObject({
      edges: [{ score: expect.any(Number), snippet: expect.stringMatching(/⟦.+⟧/), node: { slug } }],
    });
    const there = corpus.meetings.filter((each) => each.participants.some(({ who }) => who === slug)).length;
    expect(search.totalCount).toBeGreaterThan(there);
  });

  test('marks the match in a snippet that is plain text', async () => {
    const { search } = await data(
      '{ search(query: "unlawful", types: [STATEMENT]) { edges { score snippet node { ... on Statement { text } } } } }',
    );
    expect(search).toMatchObject({
      edges: expect.arrayContaining([
        { score: null, snippet: expect.stringContaining('⟦unlawful⟧'), node: { text: expect.any(String) } },
      ]),
    });
  });

  test.each([
    ['of all types', 'types: []'],
    ['of statements', 'types: [STATEMENT]'],
    ['of meetings', 'types: [MEETING]'],
  ])('counts for each value of a facet what a filter on it would find, %s', async (_, types) => {
    const field = (filter: string) =>
      `search(query: "ukraine", ${types}, filter: { ${filter} }) { totalCount facets(by: [TOPIC, MODE, STANCE, COUNTRY, YEAR], first: 100) { field values { value count } } }`;
    const { search } = await data<{
      search: { facets: { field: string; values: { value: string; count: number }[] }[] };
    }>(`{ ${field('')} }`);
    const conditionOf = (name: string, value: string) =>
      ({
        TOPIC: `topic: "${value}"`,
        MODE: `mode: [${value}]`,
        STANCE: `stance: [${value}]`,
        COUNTRY: `country: "${value}"`,
        YEAR: `date: { from: "${value}-01-01", to: "${value}-12-31" }`,
      })[name] ?? '';
    for (const { field: name, values } of search.facets) {
      // No meeting is found by the mode or the stance of a statement.
      const hasNone = types === 'types: [MEETING]' && (name === 'MODE' || name === 'STANCE');
      expect(values.length > 0).toBe(!hasNone);
      for (const { value, count } of values.slice(0, 3)) {
        const { search: left } = await data<{
          search: { totalCount: number; facets: { field: string; values: unknown[] }[] };
        }>(`{ ${field(conditionOf(name, value))} }`);
        expect([name, value, left.totalCount]).toEqual([name, value, count]);
        // The facet itself still shows all its values.
        expect(left.facets.find((each) => each.field === name)?.values).toHaveLength(values.length);
      }
    }
  });

  test.each([
    ['{ search(query: "war \\"peace") { totalCount } }', { code: 'SEARCH_SYNTAX', position: 5 }],
    ['{ search(query: "") { totalCount } }', { code: 'SEARCH_SYNTAX', position: 1 }],
    ['{ search(query: "war", first: 101) { totalCount } }', { code: 'BAD_ARGUMENT', argument: 'first' }],
    ['{ search(query: "war", after: "x") { totalCount } }', { code: 'BAD_CURSOR', argument: 'after' }],
    [
      '{ search(query: "war", filter: { topic: "x" }) { totalCount } }',
      { code: 'BAD_ID', argument: 'filter.topic' },
    ],
    [
      '{ search(query: "war", filter: { date: { from: "2022-02-01", to: "2022-01-01" } }) { totalCount } }',
      { code: 'BAD_ARGUMENT', argument: 'filter.date' },
    ],
    [
      '{ search(query: "war") { facets(by: [YEAR], first: 1000) { field } } }',
      { code: 'BAD_ARGUMENT', argument: 'first' },
    ],
    ['{ network(first: -1) { truncated } }', { code: 'BAD_ARGUMENT', argument: 'first' }],
    [
      '{ network(filter: { minMeetings: 0 }) { truncated } }',
      { code: 'BAD_ARGUMENT', argument: 'filter.minMeetings' },
    ],
    [
      '{ participant(by: { slug: "china" }) { counterparts(first: 101) { meetings } } }',
      { code: 'BAD_ARGUMENT', argument: 'first' },
    ],
    [
      '{ topic(by: { slug: "ukraine-war" }) { timeline(interval: MONTH, from: "2022-02-01", to: "2022-01-01") { start } } }',
      { code: 'BAD_ARGUMENT', argument: 'from' },
    ],
    [
      '{ topic(by: { slug: "ukraine-war" }) { timeline(interval: MONTH, from: "1800-01-01", to: "2022-01-01") { start } } }',
      { code: 'BAD_ARGUMENT', argument: 'interval' },
    ],
  ])('%s is refused', async (source, expected) => {
    expect(await errorOf(source)).toMatchObject(expected);
  });

  test('a cursor of another query or order is refused', async () => {
    const { search } = await data<{
      search: { pageInfo: { endCursor: string } };
    }>('{ search(query: "war", first: 1) { pageInfo { endCursor } } }');
    for (const args of [
      'query: "peace"',
      'query: "war", orderBy: DATE_ASC',
      'query: "war", types: [MEETING]',
    ]) {
      expect(
        await errorOf(`query ($after: String) { search(${args}, after: $after) { nodes { __typename } } }`, {
          after: search.pageInfo.endCursor,
        }),
      ).toMatchObject({ code: 'BAD_CURSOR' });
    }
  });
});

describe('an unavailable index', () => {
  const asked = async (source: string, get: (bytes: Uint8Array) => Uint8Array) => {
    const head = await store.head();
    const analyses = createAnalysisCache(async () => get(release.index));
    const session = store.session(head);
    return graphql({ schema, source, contextValue: { session, analysis: () => analyses.of(head) } });
  };
  const changed = (bytes: Uint8Array) => {
    const copy = Uint8Array.from(bytes);
    copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1;
    return copy;
  };

  test.each([
    [
      'missing',
      () => {
        throw new Error('no such file');
      },
    ],
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 100)],
    ['of another hash', changed],
  ])('%s fails what needs it, and nothing else', async (_how, get) => {
    const { data, errors } = await asked(
      `{ dataset { meetings }
         keyed: meetings(filter: { country: "CN" }, first: 1) { totalCount nodes { slug } }
         within: meeting(by: { slug: "${TUNXI}" }) { statements(filter: { mode: [JOINT] }, first: 1) { totalCount } } }`,
      get,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ keyed: { nodes: [{}] } });
    for (const field of [
      'search(query: "war") { totalCount }',
      'meetings(filter: { form: [CALL] }) { nodes { slug } }',
      'network { truncated }',
      'topic(by: { slug: "ukraine-war" }) { timeline(interval: YEAR) { start } }',
    ]) {
      const failed = await asked(`{ ${field} }`, get);
      expect(failed.errors?.map(({ extensions }) => extensions.code)).toEqual(['INDEX_UNAVAILABLE']);
    }
  });

  test('is fetched again, and a good one is kept', async () => {
    const { index, head } = release;
    let asks = 0;
    const analyses = createAnalysisCache(async () => {
      asks += 1;
      if (asks === 1) throw new Error('not yet');
      return index;
    });
    await expect(analyses.of(head)).rejects.toThrow('cannot be used');
    await analyses.of(head);
    await analyses.of(head);
    expect(asks).toBe(2);
    expect(head.index?.sha256).toBe(createHash('sha256').update(index).digest('hex'));
  });
});

test('a request reads one release in table and index, and the next one the next', async () => {
  const title = 'Quetzalcoatl meets Xolotl';
  const edited = {
    ...corpus,
    meetings: corpus.meetings.map((each, at) => (at === 0 ? { ...each, title } : each)),
  };
  const next = compile(edited);
  expect(next.head.index?.sha256).not.toBe(release.head.index?.sha256);
  const kept = new Map([release, next].map(({ head, index }) => [head.index?.sha256, index]));
  const analyses = createAnalysisCache(async ({ sha256 }) => kept.get(sha256) ?? new Uint8Array(0));
  const totals = async () =>
    Promise.all(
      [release, next, release].map(async ({ head }) => {
        const analysis = await analyses.of(head);
        return analysis.search(parseQuery('quetzalcoatl')).within({}).total;
      }),
    );
  expect(await totals()).toEqual([0, 1, 0]);
});
