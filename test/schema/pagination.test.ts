import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Store } from '../../schema/store/store.ts';
import { corpora } from '../support/corpora.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { ask, seeded } from '../support/table.ts';
import { type Question, questions } from './list-questions.ts';

const DECLARATIONS: Readonly<Record<string, string>> = {
  mf: 'MeetingFilter',
  sf: 'StatementFilter',
  pf: 'ParticipantFilter',
  tf: 'TopicFilter',
  mo: 'MeetingOrder',
  so: 'StatementOrder',
  slug: 'String!',
  kinds: '[ParticipantKind!]',
};

interface PageOf {
  readonly ids: string[];
  readonly cursors: string[];
  readonly totalCount: number;
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

async function pageOf(store: Store, question: Question, page: Record<string, unknown>): Promise<PageOf> {
  const declared = Object.keys(question.variables).map((name) => `$${name}: ${DECLARATIONS[name]}`);
  const source = `query (${[...declared, '$first: Int, $last: Int, $after: String, $before: String'].join(', ')}) {
    ${question.field
      .replace('$page', 'first: $first, last: $last, after: $after, before: $before')
      .replace(
        '$body',
        '{ totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }',
      )}
  }`;
  const { data, errors } = await ask(store, source, { ...question.variables, ...page });
  expect(errors).toBeUndefined();
  let found: unknown = data;
  for (const key of question.path) found = (found as Record<string, unknown>)[key];
  const connection = found as Omit<PageOf, 'ids' | 'cursors'> & {
    nodes: { id: string }[];
    edges: { cursor: string; node: { id: string } }[];
  };
  const ids = connection.edges.map(({ node }) => node.id);
  expect(connection.nodes.map(({ id }) => id)).toEqual(ids);
  const cursors = connection.edges.map(({ cursor }) => cursor);
  expect(connection.pageInfo.startCursor).toBe(cursors[0] ?? null);
  expect(connection.pageInfo.endCursor).toBe(cursors.at(-1) ?? null);
  return { ids, cursors, totalCount: connection.totalCount, pageInfo: connection.pageInfo };
}

/** Walks the list to its end in pages, from one side, and gives what it saw in the order of the list. */
async function walk(store: Store, question: Question, side: 'first' | 'last', size: number) {
  const expected = question.ascending ? question.expected : [...question.expected].reverse();
  let ids: string[] = [];
  let cursors: string[] = [];
  let at: string | null = null;
  for (;;) {
    const page: PageOf = await pageOf(
      store,
      question,
      side === 'first' ? { first: size, after: at } : { last: size, before: at },
    );
    expect(page.totalCount).toBe(expected.length);
    const isEnd = side === 'first' ? !page.pageInfo.hasNextPage : !page.pageInfo.hasPreviousPage;
    const isStart = side === 'first' ? !page.pageInfo.hasPreviousPage : !page.pageInfo.hasNextPage;
    expect(isStart).toBe(at === null);
    ids = side === 'first' ? [...ids, ...page.ids] : [...page.ids, ...ids];
    cursors = side === 'first' ? [...cursors, ...page.cursors] : [...page.cursors, ...cursors];
    if (isEnd) break;
    // A page that is not the last one is full.
    expect(page.ids.length).toBe(size);
    at = side === 'first' ? page.pageInfo.endCursor : page.pageInfo.startCursor;
  }
  expect(ids).toEqual(expected);
  return cursors;
}

/** Pages from both sides and between any two entries, against the obvious answer. */
async function check(
  store: Store,
  question: Question,
  size: number,
  picks: readonly [number, number],
): Promise<void> {
  const forwards = await walk(store, question, 'first', size);
  const backwards = await walk(store, question, 'last', size);
  // An entry has one cursor, whatever page shows it.
  expect(backwards).toEqual(forwards);
  const expected = question.ascending ? question.expected : [...question.expected].reverse();
  if (expected.length === 0) return;
  const [low, high] = picks.map((pick) => pick % expected.length).sort((a, b) => a - b) as [number, number];
  const inner = expected.slice(low + 1, high);
  for (const side of ['first', 'last'] as const) {
    const page = await pageOf(store, question, {
      [side]: size,
      after: forwards[low],
      before: forwards[high],
    });
    const taken = low === high ? [] : side === 'first' ? inner.slice(0, size) : inner.slice(-size);
    expect(page.ids).toEqual(taken);
    if (low < high) {
      // Both cursors' own entries are still there, so that there is something on either side.
      expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    }
  }
}

const sizes = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 100 }));

describe('every list, page by page, equals the naive result', () => {
  // That the real engines page alike is shown by the tests that run on those.
  const engine = memoryEngine();
  afterAll(() => engine.stop());

  test('for generated corpora, filters, orders, directions and sizes', async () => {
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(corpora(24), fc.infiniteStream(fc.nat()), async (corpus, seeds) => {
        const { store } = await seeded(engine, corpus);
        const drawn = fc.sample(fc.tuple(questions(corpus), sizes, fc.tuple(fc.nat(), fc.nat())), {
          numRuns: 40,
          seed: seeds.next().value ?? 0,
        });
        for (const [question, size, picks] of drawn) {
          await check(store, question, size, picks);
          cases += 1;
        }
      }),
      { numRuns: 25, seed: 20220330, endOnFailure: true },
    );
    expect(cases).toBe(1000);
  }, 600_000);
});
