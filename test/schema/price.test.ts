import fc from 'fast-check';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../functions/graphql/handler.ts';
import type { Handler } from '../../functions/graphql/http.ts';
import { COMPLEXITY_LIMIT } from '../../functions/graphql/limits.ts';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';
import type { Corpus, Meeting } from '../../schema/record/corpus.ts';
import { parseEdtf } from '../../schema/record/value/edtf.ts';
import { schema } from '../../schema/schema.ts';
import { BUDGET } from '../../schema/store/meter.ts';
import { curatedCorpus } from '../support/curated.ts';
import { type Embedded, embedded } from '../support/embedded.ts';
import { OPERATIONS } from '../support/operations.ts';
import { queries } from '../support/queries.ts';
import { idOf, analyses as indexes } from '../support/table.ts';

const PARTIES = 45;

/** The records that are written by hand, and forty years of summits of many parties. */
async function corpusWithSummits(): Promise<Corpus> {
  const corpus = await curatedCorpus();
  const states = Array.from({ length: PARTIES }, (_, index): Corpus['participants'][number] => ({
    id: `state-${index}`,
    kind: 'STATE',
    name: `State ${index}`,
    predecessors: [],
    names: Array.from({ length: 10 }, (_each, number) => ({ name: `State ${index} ${number}` })),
    identifiers: {},
  }));
  const [topic] = corpus.topics;
  const summits = Array.from({ length: 40 }, (_, index): Meeting => {
    const date = parseEdtf(`${1980 + index}-05-0${1 + (index % 7)}`);
    if (!date.ok || !topic) throw new Error('the corpus has no topics');
    return {
      id: `summit-${index}`,
      title: `Summit ${index}`,
      form: 'SUMMIT',
      status: 'HELD',
      date: date.value,
      participants: states.map(({ id: who }) => ({ who, role: 'PARTICIPANT' })),
      voices: [],
      topics: [],
      documents: [],
      participantsKnown: 'COMPLETE',
      readouts: [{ id: 'host', publisher: 'The host', language: 'en' }],
      statements: states.slice(0, 5).map(({ id }, position) => ({
        id: `s-${position}`,
        setting: 'TALKS',
        by: [id],
        to: states.map((each) => each.id),
        mode: 'REPORTED',
        text: 'Something was said at the summit.',
        topics: [topic.id],
        cite: { readout: 'host' },
      })),
    };
  });
  const meetings = [...corpus.meetings, ...summits].sort((a, b) => (a.id < b.id ? -1 : 1));
  const participants = [...corpus.participants, ...states].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...corpus, participants, meetings };
}

let record: Embedded;
let handler: Handler;
let corpus: Corpus;
beforeAll(async () => {
  corpus = await corpusWithSummits();
  record = await embedded(corpus);
  const { store } = record;
  handler = createHandler({ schema, store, indexes, documents: new Map(), version: 'test', log: () => {} });
});
afterAll(() => record?.close());

interface Measured {
  code: string | undefined;
  message: string | undefined;
  bytes: number;
  cost: Record<'complexity' | 'requests' | 'readUnits' | 'values' | 'characters', number> | undefined;
}

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Measured> {
  const body = new TextEncoder().encode(JSON.stringify({ query, variables, extensions: { cost: true } }));
  const headers = { 'content-type': 'application/json' };
  const response = await handler({ method: 'POST', path: '/graphql', query: '', headers, body });
  expect(response.status).toBe(200);
  const { errors, extensions } = JSON.parse(Buffer.from(response.body).toString());
  return {
    code: errors?.[0]?.extensions.code,
    message: errors?.[0]?.message,
    bytes: response.body.byteLength,
    cost: extensions?.cost,
  };
}

/** What reads that were under way when the budget ended may add to it. */
const UNDER_WAY = 60;

function expectWithin({ cost, bytes }: Measured): void {
  expect(bytes).toBeLessThan(1_500_000);
  if (!cost) return;
  expect(cost.complexity).toBeLessThanOrEqual(COMPLEXITY_LIMIT);
  expect(cost.requests).toBeLessThanOrEqual(BUDGET.requests);
  expect(cost.readUnits).toBeLessThanOrEqual(BUDGET.readUnits + UNDER_WAY);
}

const isEnded = ({ code, cost }: Measured): boolean => code === 'QUERY_TOO_COMPLEX' && cost !== undefined;

describe('what an operation within the limit costs', () => {
  it('is far below the budget for every documented operation', async () => {
    for (const { source, variables } of OPERATIONS) {
      const measured = await ask(source, variables);
      expect(measured.code).toBeUndefined();
      expect(measured.cost?.complexity).toBeLessThan(COMPLEXITY_LIMIT / 3);
      expect(measured.cost?.requests).toBeLessThan(BUDGET.requests / 10);
    }
  });

  it('is within the budget for any operation, and few have to be stopped', async () => {
    const slugs = [...corpus.participants.slice(-60).map(({ id }) => id), 'china', 'united-states'];
    const pools = {
      participant: slugs.map((slug) => idOf('Participant', slug)),
      speaker: slugs.map((slug) => idOf('Participant', slug)),
      onBehalfOf: slugs.map((slug) => idOf('Participant', slug)),
      between: ['china', 'russia', 'united-states'].map((slug) => idOf('Participant', slug)),
      topic: corpus.topics.slice(0, 20).map(({ id }) => idOf('Topic', id)),
      readout: [idOf('Readout', '2022-03-30-china-russia-tunxi#xinhua')],
      id: [...slugs.map((slug) => idOf('Participant', slug)), idOf('Meeting', 'summit-1')],
      ids: corpus.meetings.map(({ id }) => idOf('Meeting', id)),
      slug: [...slugs, 'summit-1', 'summit-2', '2022-03-30-china-russia-tunxi'],
      scheme: ['wikidata'],
      value: ['Q148'],
      name: ['a', 'wang', 's'],
      label: ['w', 'trade'],
      Date: ['1990-01-01', '2022-12-31', '1950-01-01'],
      LanguageTag: ['en', 'zh-Hans', 'ru'],
      CountryCode: ['CN', 'US', 'FR'],
    };
    let run = 0;
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(queries(schema, pools), async (query) => {
        fc.pre(query.length < BODY_LIMIT / 2);
        const measured = await ask(query);
        expect(['INTERNAL', 'UNAVAILABLE', 'INDEX_UNAVAILABLE']).not.toContain(measured.code);
        expectWithin(measured);
        if (measured.cost) run += 1;
        if (isEnded(measured)) ended += 1;
      }),
      { numRuns: 150 },
    );
    expect(run).toBeGreaterThan(20);
    expect(ended).toBeLessThanOrEqual(run / 5);
  });

  const aliased = (count: number, field: (index: number) => string) =>
    `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ')} }`;
  const [china, russia] = [idOf('Participant', 'china'), idOf('Participant', 'russia')];

  it.each([
    [
      'lists in the parties of large meetings',
      '{ meetings(filter: { form: [SUMMIT] }, first: 10) { nodes { parties { meetings(first: 1) { nodes { slug } } } } } }',
    ],
    [
      'totals in the parties of large meetings',
      '{ meetings(filter: { form: [SUMMIT] }, first: 50) { nodes { parties { meetings { totalCount } statements { totalCount } } } } }',
    ],
    [
      'names of the parties of large meetings',
      '{ meetings(filter: { form: [SUMMIT] }, first: 100) { nodes { parties { names { name language } offices { title } } } } }',
    ],
    [
      'addressees of statements at large meetings',
      '{ meetings(filter: { form: [SUMMIT] }, first: 40) { nodes { statements(first: 100) { nodes { addressees { name names { name } } } } } } }',
    ],
    [
      'between under aliases',
      aliased(
        20,
        () =>
          `meetings(filter: { between: ["${china}", "${russia}"], form: [VISIT] }, first: 100) { nodes { slug } }`,
      ),
    ],
    [
      'filters that keep nothing under aliases',
      aliased(
        20,
        (index) =>
          `meetings(filter: { participant: "${china}", form: [TRILATERAL], status: [POSTPONED] }, first: ${1 + index}) { nodes { slug } }`,
      ),
    ],
    ['everything under aliases', aliased(20, () => 'statements(first: 100) { nodes { text } }')],
    [
      'whole meetings under a list',
      '{ meetings(first: 100) { nodes { statements(first: 1) { nodes { text } } } } }',
    ],
    [
      'the schema under aliases',
      `{ __schema { ${Array.from({ length: 40 }, (_, index) => `t${index}: types { description fields { name description args { description } } }`).join(' ')} } }`,
    ],
    [
      'types under aliases',
      aliased(
        20,
        () =>
          '__type(name: "Query") { fields { name description args { name description type { name description } } type { name description fields { name description } } } }',
      ),
    ],
  ])('is bounded for %s', async (_what, query) => {
    const measured = await ask(query);
    expectWithin(measured);
    if (measured.code === undefined) return;
    expect(measured.code).toBe('QUERY_TOO_COMPLEX');
    expect(measured.message).toMatch(/\d+.*the limit is [\d,]+/);
  });
});

describe('the price', () => {
  it('leaves room for introspection by tools, even of a schema twice as large', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, specifiedByUrl: true });
    const { code, cost } = await ask(query);
    expect(code).toBeUndefined();
    expect(cost?.complexity).toBeLessThan(COMPLEXITY_LIMIT / 2);
  });

  it('of a page grows with what is below it', async () => {
    const priceOf = async (query: string) => (await ask(query)).cost?.complexity ?? 0;
    const bare = await priceOf('{ participants(first: 50) { nodes { slug } } }');
    const atHand = await priceOf('{ participants(first: 50) { nodes { slug names { name } } } }');
    const totals = await priceOf('{ participants(first: 50) { nodes { slug meetings { totalCount } } } }');
    expect(bare).toBeLessThan(400);
    expect(atHand).toBeLessThan(2_000);
    expect(totals).toBeLessThan(4_000);
    const lists = await ask(
      '{ participants(first: 50) { nodes { slug meetings(first: 1) { nodes { slug } } } } }',
    );
    expect(lists.code).toBe('QUERY_TOO_COMPLEX');
  });
});
