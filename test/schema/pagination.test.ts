import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import type { Store } from '../../schema/store/store.ts';
import { COUNTRIES, corpora, PARTIES, SERIES, TOPICS, VISITS } from '../support/corpora.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { meetingsOf, participantsOf, statementsOf, topicsOf } from '../support/oracle.ts';
import { ask, idOf, seeded } from '../support/table.ts';

/** A list as somebody asks for it, and what it must hold in ascending order. */
interface Question {
  /** The field with its own arguments, `$page` standing for those of the page. */
  readonly field: string;
  /** Path from the data to the connection. */
  readonly path: readonly string[];
  readonly variables: Record<string, unknown>;
  readonly ascending: boolean;
  readonly expected: readonly string[];
}

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

const GLOBAL = (type: string) => (slug: string) => idOf(type, slug);
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const clean = <T extends object>(value: T): Given<T> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Given<T>;

const WHO = ['ann', 'ben', 'cyd', 'dot', 'eve', ...PARTIES.slice(0, 4), 'org-a', 'state-10'];
const dates = fc
  .record({
    from: some(fc.constantFrom('1999-01-15', '2003-02-01', '2004-01-02', '2010-01-01')),
    to: some(fc.constantFrom('1998-01-01', '2003-02-28', '2004-02-02', '2021-12-31')),
  })
  .map(clean)
  .filter(({ from, to }) => !from || !to || from <= to);
const order = fc.constantFrom('DATE_ASC', 'DATE_DESC');

const meetingFilter = fc
  .record({
    date: some(dates),
    participant: some(fc.constantFrom(...WHO)),
    between: some(fc.uniqueArray(fc.constantFrom(...WHO), { minLength: 1, maxLength: 3 })),
    country: some(fc.constantFrom(...COUNTRIES)),
    topic: some(fc.constantFrom(...TOPICS)),
    form: some(fc.subarray(['BILATERAL', 'SUMMIT', 'CALL'])),
    status: some(fc.subarray(['HELD', 'CANCELLED'])),
    visit: some(fc.subarray([...VISITS])),
    series: some(fc.constantFrom(...SERIES)),
    withPredecessors: some(fc.boolean()),
  })
  .map(clean);
const statementFilter = fc
  .record({
    date: some(dates),
    speaker: some(fc.constantFrom(...WHO)),
    onBehalfOf: some(fc.constantFrom(...PARTIES)),
    topic: some(fc.constantFrom(...TOPICS)),
    mode: some(fc.subarray(['QUOTED', 'REPORTED', 'JOINT'])),
    setting: some(fc.subarray(['TALKS', 'PRESS', 'DOCUMENT'])),
    withPredecessors: some(fc.boolean()),
    stance: some(fc.subarray(['SUPPORTS', 'OPPOSES'])),
    readout: some(fc.nat()),
  })
  .map(clean);

function asked(filter: Record<string, unknown>): Record<string, unknown> {
  const ids: Record<string, (slug: string) => string> = {
    participant: GLOBAL('Participant'),
    speaker: GLOBAL('Participant'),
    onBehalfOf: GLOBAL('Participant'),
    topic: GLOBAL('Topic'),
    series: GLOBAL('Series'),
  };
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => {
      if (name === 'between') return [name, (value as string[]).map(GLOBAL('Participant'))];
      const encode = ids[name];
      return [name, encode ? encode(value as string) : value];
    }),
  );
}

/** One question about the corpus, from one of all fields that are connections. */
function questions(corpus: Corpus): fc.Arbitrary<Question> {
  const meetingOf = (at: number) => corpus.meetings[at % Math.max(corpus.meetings.length, 1)]?.id;
  const readoutOf = (at: number | undefined) => {
    const meeting = at === undefined ? undefined : meetingOf(at);
    return meeting === undefined ? undefined : { meeting, id: (at ?? 0) % 2 === 0 ? 'one' : 'two' };
  };
  const statements = (filter: Record<string, unknown>) => {
    const { readout, ...rest } = filter;
    const cited = readoutOf(readout as number | undefined);
    return {
      conditions: { ...rest, ...(cited ? { readout: cited } : {}) },
      sf: { ...asked(rest), ...(cited ? { readout: idOf('Readout', `${cited.meeting}#${cited.id}`) } : {}) },
    };
  };
  const all: fc.Arbitrary<Question>[] = [
    fc.tuple(meetingFilter, order).map(([filter, mo]) => ({
      field: 'meetings(filter: $mf, orderBy: $mo, $page) $body',
      path: ['meetings'],
      variables: { mf: asked(filter), mo },
      ascending: mo === 'DATE_ASC',
      expected: meetingsOf(corpus, filter),
    })),
    fc.tuple(fc.constantFrom(...WHO), meetingFilter, order).map(([slug, filter, mo]) => ({
      field: 'participant(by: { slug: $slug }) { meetings(filter: $mf, orderBy: $mo, $page) $body }',
      path: ['participant', 'meetings'],
      variables: { slug, mf: asked(filter), mo },
      ascending: mo === 'DATE_ASC',
      expected: meetingsOf(corpus, { ...filter, between: [...(filter.between ?? []), slug] }),
    })),
    fc.tuple(fc.constantFrom(...TOPICS), order).map(([slug, mo]) => ({
      field: 'topic(by: { slug: $slug }) { meetings(orderBy: $mo, $page) $body }',
      path: ['topic', 'meetings'],
      variables: { slug, mo },
      ascending: mo === 'DATE_ASC',
      expected: meetingsOf(corpus, { topic: slug }),
    })),
    fc.constantFrom(...SERIES).map((slug) => ({
      field: 'series(by: { slug: $slug }) { meetings($page) $body }',
      path: ['series', 'meetings'],
      variables: { slug },
      ascending: true,
      expected: meetingsOf(corpus, { series: slug }),
    })),
    fc.tuple(statementFilter, order).map(([filter, so]) => {
      const { conditions, sf } = statements(filter);
      return {
        field: 'statements(filter: $sf, orderBy: $so, $page) $body',
        path: ['statements'],
        variables: { sf, so },
        ascending: so === 'DATE_ASC',
        expected: statementsOf(corpus, conditions),
      };
    }),
    fc.tuple(fc.constantFrom(...WHO), statementFilter, order).map(([slug, filter, so]) => {
      const { conditions, sf } = statements(filter);
      return {
        field: 'participant(by: { slug: $slug }) { statements(filter: $sf, orderBy: $so, $page) $body }',
        path: ['participant', 'statements'],
        variables: { slug, sf, so },
        ascending: so === 'DATE_ASC',
        expected: statementsOf(corpus, { ...conditions, maker: slug }),
      };
    }),
    fc.tuple(fc.constantFrom(...TOPICS), statementFilter, order).map(([slug, filter, so]) => {
      const { conditions, sf } = statements(filter);
      return {
        field: 'topic(by: { slug: $slug }) { statements(filter: $sf, orderBy: $so, $page) $body }',
        path: ['topic', 'statements'],
        variables: { slug, sf, so },
        ascending: so === 'DATE_ASC',
        expected: statementsOf(corpus, { ...conditions, secondTopic: slug }),
      };
    }),
    fc
      .record({
        kind: some(fc.subarray(['PERSON', 'STATE', 'ORGANIZATION'])),
        country: some(fc.constantFrom('CN', 'FR')),
        name: some(
          fc.constantFrom(
            'wang',
            'Wán',
            'ang',
            '王',
            'ван',
            's',
            'state 1',
            'eve o',
            'nobody',
            '!',
            '…',
            '🕊',
          ),
        ),
      })
      .map(clean)
      .map((filter) => ({
        field: 'participants(filter: $pf, $page) $body',
        path: ['participants'],
        variables: { pf: filter },
        ascending: true,
        expected: participantsOf(corpus, filter),
      })),
    fc
      .record({
        roots: some(fc.boolean()),
        label: some(fc.constantFrom('topic', 'Tópic', 't', 'matters', 'topic e', '?')),
      })
      .map(clean)
      .map((filter) => ({
        field: 'topics(filter: $tf, $page) $body',
        path: ['topics'],
        variables: { tf: filter },
        ascending: true,
        expected: topicsOf(corpus, filter),
      })),
  ];
  if (corpus.meetings.length > 0) all.push(...withinMeetings(corpus, statements));
  return fc.oneof(...all);
}

function withinMeetings(
  corpus: Corpus,
  statements: (filter: Record<string, unknown>) => {
    conditions: Record<string, unknown>;
    sf: Record<string, unknown>;
  },
): fc.Arbitrary<Question>[] {
  const meeting = fc.constantFrom(...corpus.meetings);
  return [
    meeting.map(({ id }) => ({
      field: 'meeting(by: { slug: $slug }) { sessions($page) $body }',
      path: ['meeting', 'sessions'],
      variables: { slug: id },
      ascending: true,
      expected: meetingsOf(corpus, { within: id }),
    })),
    fc
      .tuple(meeting, fc.subarray(['PERSON', 'STATE', 'ORGANIZATION']))
      .map(([{ id, participants }, kinds]) => ({
        field: 'meeting(by: { slug: $slug }) { participants(kind: $kinds, $page) $body }',
        path: ['meeting', 'participants'],
        variables: { slug: id, kinds },
        ascending: true,
        expected: participants
          .map(({ who }) => who)
          .filter(
            (who) =>
              kinds.length === 0 ||
              kinds.includes(corpus.participants.find((each) => each.id === who)?.kind ?? ''),
          )
          .map(GLOBAL('Participant')),
      })),
    fc.tuple(meeting, statementFilter).map(([{ id }, filter]) => {
      const { conditions, sf } = statements(filter);
      return {
        field: 'meeting(by: { slug: $slug }) { statements(filter: $sf, $page) $body }',
        path: ['meeting', 'statements'],
        variables: { slug: id, sf },
        ascending: true,
        expected: statementsOf(corpus, { ...conditions, meeting: id }),
      };
    }),
    fc.tuple(meeting, fc.constantFrom('one', 'two')).map(([{ id }, readout]) => ({
      field: `node(id: "${idOf('Readout', `${id}#${readout}`)}") { ... on Readout { statements($page) $body } }`,
      path: ['node', 'statements'],
      variables: {},
      ascending: true,
      expected: statementsOf(corpus, { readout: { meeting: id, id: readout } }),
    })),
  ];
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

describe('every list, page by page, is what the obvious way finds', () => {
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
