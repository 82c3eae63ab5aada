import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../support/operations.ts';
import { watchReads } from '../support/requests.ts';
import { shipped } from '../support/shipped.ts';
import { idOf } from '../support/table.ts';

const CHINA = idOf('Participant', 'china');
const RUSSIA = idOf('Participant', 'russia');
const US = idOf('Participant', 'united-states');
const WANG = idOf('Participant', 'wang-yi');
const WAR = idOf('Topic', 'ukraine-war');
const TUNXI = '2022-03-30-china-russia-tunxi';

describe('what a request reads', () => {
  const { ask, engine } = shipped();

  async function costOf(source: string, variables?: Record<string, unknown>) {
    const watch = watchReads(engine().wire);
    const { errors, meter } = await ask(source, variables);
    watch.stop();
    expect(errors).toBeUndefined();
    expect(meter.requests).toBe(watch.sent.length);
    const count = (name: string) => watch.sent.filter((each) => each === name).length;
    const queries = count('Query');
    const batches = count('BatchGetItem');
    // Nothing else is ever sent: no Scan, no single gets, no writes.
    expect(queries + batches).toBe(watch.sent.length);
    return { queries, batches, units: meter.readUnits };
  }

  test.each([
    // A page of meetings of all years asks the years that it touches at once: here they are two.
    ['Latest', { queries: 2, batches: 0, units: 1.5 }],
    ['MeetingPage', { queries: 1, batches: 0, units: 3 }],
    ['Dataset', { queries: 0, batches: 0, units: 0 }],
    ['TypeAhead', { queries: 1, batches: 0, units: 0.5 }],
    // A pair in a period has no list: the index names the meetings, and one request brings them.
    ['Between', { queries: 0, batches: 1, units: 8 }],
    ['Refetch', { queries: 0, batches: 1, units: 2.5 }],
    // The total of a list is one item more.
    ['Person', { queries: 2, batches: 1, units: 3 }],
    ['SaidAbout', { queries: 1, batches: 2, units: 4.5 }],
    ['TopicPage', { queries: 1, batches: 2, units: 3.5 }],
    ['Summit', { queries: 2, batches: 0, units: 3.5 }],
    // What is found in one request, the names of the facets and the titles that snippets want in another.
    ['Search', { queries: 0, batches: 2, units: 12.5 }],
    ['Facets', { queries: 0, batches: 1, units: 8 }],
    ['Network', { queries: 0, batches: 1, units: 20 }],
    ['Counterparts', { queries: 0, batches: 2, units: 6.5 }],
    ['Timeline', { queries: 0, batches: 1, units: 0.5 }],
    ['Compare', { queries: 1, batches: 0, units: 3 }],
  ])('the operation %s', async (name, budget) => {
    const operation = OPERATIONS.find((each) => each.name === name);
    expect(await costOf(operation?.source ?? '', operation?.variables)).toEqual(budget);
  });

  test('there is a budget for every operation', () => {
    expect(OPERATIONS).toHaveLength(16);
  });

  test.each([
    [
      'meetings of a participant',
      `meetings(filter: { participant: "${WANG}" }, $page) { nodes { title parties { name } topics { prefLabel } } }`,
    ],
    ['meetings in a country', 'meetings(filter: { country: CN }, $page) { nodes { title } }'],
    ['meetings on a topic', `meetings(filter: { topic: "${WAR}" }, $page) { nodes { title } }`],
    [
      'statements on a topic',
      `statements(filter: { topic: "${WAR}" }, $page) { nodes { text meeting { title date { start } } } }`,
    ],
    [
      'statements that cite a readout',
      `statements(filter: { readout: "${idOf('Readout', `${TUNXI}#xinhua`)}" }, $page) { nodes { text } }`,
    ],
    [
      'participants of a kind',
      'participants(filter: { kind: [STATE] }, $page) { nodes { name names { name } identifiers { value } } }',
    ],
    ['participants by name', 'participants(filter: { name: "w" }, $page) { nodes { name } }'],
    [
      'meetings of a series',
      `meetings(filter: { series: "${idOf('Series', 'eu-china-summits')}" }, $page) { nodes { title } }`,
    ],
    ['all participants', 'participants($page) { nodes { name } }'],
    ['all topics', 'topics($page) { nodes { prefLabel altLabels broader { prefLabel } } }'],
  ])('a page of %s is one Query and at most one BatchGetItem, either way', async (_what, field) => {
    const list = field.slice(0, field.indexOf('('));
    for (const side of ['first: 5', 'last: 5']) {
      const first = `{ ${field.replace('$page', side)} }`;
      const cost = await costOf(first);
      expect(cost.queries).toBe(1);
      expect(cost.batches).toBeLessThanOrEqual(1);
      expect(cost.units).toBeLessThanOrEqual(4);
      // The next page costs no request more, although it says whether something lies before it.
      const { data } = await ask(first.replace('{ nodes', '{ pageInfo { startCursor endCursor } nodes'));
      const info = (data as Record<string, { pageInfo: { startCursor: string; endCursor: string } }>)[list]
        ?.pageInfo;
      const next = side.startsWith('first')
        ? `after: "${info?.endCursor}"`
        : `before: "${info?.startCursor}"`;
      const paged = `{ ${field.replace('$page', `${side}, ${next}`)} }`.replace(
        '{ nodes',
        '{ pageInfo { hasNextPage hasPreviousPage } nodes',
      );
      const onward = await costOf(paged);
      expect(onward.queries).toBe(1);
      expect(onward.batches).toBeLessThanOrEqual(1);
    }
  });

  test.each([
    [
      'meetings between two states',
      `meetings(filter: { between: ["${US}", "${CHINA}"] }, $page) { nodes { title } }`,
    ],
    [
      'meetings between two states of a form',
      `meetings(filter: { between: ["${RUSSIA}", "${CHINA}"], form: [BILATERAL, SUMMIT] }, $page) { nodes { title } }`,
    ],
    [
      'meetings of a participant on a topic',
      `meetings(filter: { participant: "${WANG}", topic: "${WAR}" }, $page) { nodes { title } }`,
    ],
    [
      'statements of a speaker',
      `statements(filter: { speaker: "${WANG}" }, $page) { nodes { text speakers { name } citation { readout { publisher url } } } }`,
    ],
    [
      'statements on behalf of a state on a topic',
      `statements(filter: { onBehalfOf: "${CHINA}", topic: "${WAR}" }, $page) { nodes { text } }`,
    ],
    [
      'participants of a kind and country',
      'participants(filter: { kind: [PERSON], country: CN }, $page) { nodes { name } }',
    ],
    [
      'meetings of a kind of visit',
      `meetings(filter: { participant: "${CHINA}", visit: [STATE] }, $page) { nodes { title visit series { ordinal series { name } } participantsKnown } }`,
    ],
    [
      'meetings with the predecessors of a state',
      `meetings(filter: { participant: "${CHINA}", withPredecessors: true }, $page) { nodes { title } }`,
    ],
    [
      'statements in a setting',
      `statements(filter: { onBehalfOf: "${RUSSIA}", setting: [PRESS] }, $page) { nodes { text setting date slug } }`,
    ],
    [
      'meetings in a period',
      'meetings(filter: { date: { from: "2021-03-19", to: "2022-12-31" } }, $page) { nodes { title } }',
    ],
  ])('a page of %s is one BatchGetItem, with its total and either way', async (_what, field) => {
    for (const side of ['first: 5', 'last: 5']) {
      const asked = `{ ${field.replace('$page', side).replace('{ nodes', '{ totalCount pageInfo { hasNextPage hasPreviousPage } nodes')} }`;
      const { queries, batches, units } = await costOf(asked);
      expect([queries, batches]).toEqual([0, 1]);
      // Half a unit for each of its five rows, or a whole one for a row above four kilobytes.
      expect(units).toBeLessThanOrEqual(5);
    }
  });

  test('twenty meetings with names, places and parties cost two read units', async () => {
    const { units } = await costOf(
      `{ meetings(filter: { participant: "${CHINA}" }, first: 20) { nodes { title parties { name } } } }`,
    );
    expect(units).toBeLessThanOrEqual(2);
  });

  test('a total is one item of half a read unit, and reads no page', async () => {
    expect(await costOf(`{ meetings(filter: { participant: "${WANG}" }) { totalCount } }`)).toEqual({
      queries: 0,
      batches: 1,
      units: 0.5,
    });
    expect(await costOf('{ meetings { totalCount } statements { totalCount } }')).toEqual({
      queries: 0,
      batches: 0,
      units: 0,
    });
  });

  test('a hundred records are fetched again in one request', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => idOf('Statement', `${TUNXI}#s${index + 1}`));
    const { queries, batches } = await costOf('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect([queries, batches]).toEqual([0, 1]);
  });

  test('a whole meeting with its note, documents and versions of accounts is one Query', async () => {
    const { queries, batches } = await costOf(
      `{ meeting(by: { slug: "2023-03-06-saudi-iran-beijing" }) { note documents { title signedBy { name } } readouts { kind translationOf { publisher } } statements { nodes { document { title url } } } } }`,
    );
    expect([queries, batches]).toEqual([1, 0]);
  });

  test('the documents of statements of several meetings cost one more BatchGetItem', async () => {
    const { queries, batches } = await costOf(
      '{ statements(filter: { setting: [DOCUMENT] }, first: 10) { nodes { document { title } } } }',
    );
    expect([queries, batches]).toEqual([0, 2]);
  });

  test('the participants of a page are completed together', async () => {
    const { queries, batches } = await costOf(
      `{ meeting(by: { slug: "${TUNXI}" }) { participants { nodes { names { name } identifiers { value } } } parties { names { name } } } }`,
    );
    expect([queries, batches]).toEqual([1, 1]);
  });

  test('no file on the serving path can scan', () => {
    const root = path.resolve(import.meta.dirname, '../..');
    const files = ['schema', 'functions'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
        .map((file) => path.join(root, folder, file)),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(
      files.filter((file) =>
        /\bScan(Command)?\b.*client-dynamodb|ScanCommand/.test(readFileSync(file, 'utf8')),
      ),
    ).toEqual([]);
  });
});
