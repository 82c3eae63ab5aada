import { describe, expect, test } from 'vitest';
import { shipped } from '../support/shipped.ts';
import { idOf } from '../support/table.ts';

const MEETING = idOf('Meeting', '2022-03-30-china-russia-tunxi');
const CHINA = idOf('Participant', 'china');
const WAR = idOf('Topic', 'ukraine-war');

describe('a wrong argument is reported with its code, its path and what would be right', () => {
  const { ask } = shipped();

  /** The one error of a query: its code, the argument it names, and its message. */
  async function errorOf(source: string, variables?: Record<string, unknown>) {
    const { errors } = await ask(source, variables);
    expect(errors).toHaveLength(1);
    const [error] = errors ?? [];
    return [error?.extensions.code, error?.extensions.argument, error?.message];
  }

  test.each([
    [
      'first with last',
      '{ meetings(first: 1, last: 1) { nodes { id } } }',
      'last',
      'first and last were both given; give only one of them.',
    ],
    [
      'a negative first',
      '{ meetings(first: -1) { nodes { id } } }',
      'first',
      'first is -1; give a number from 0 to 100.',
    ],
    [
      'a negative last',
      '{ statements(last: -5) { nodes { id } } }',
      'last',
      'last is -5; give a number from 0 to 100.',
    ],
    [
      'more than a page may hold',
      '{ participants(first: 101) { nodes { id } } }',
      'first',
      'first is 101; give a number from 0 to 100.',
    ],
    [
      'from after to',
      '{ meetings(filter: { date: { from: "2023-01-02", to: "2023-01-01" } }) { nodes { id } } }',
      'filter.date',
      'filter.date: from (2023-01-02) is after to (2023-01-01); give the earlier day as from.',
    ],
    [
      'too many participants at once',
      `{ meetings(filter: { between: [${`"${CHINA}" `.repeat(11)}] }) { nodes { id } } }`,
      'filter.between',
      'filter.between has 11 ids; give at most 10.',
    ],
    [
      'too many ids',
      `{ nodes(ids: [${`"${CHINA}" `.repeat(101)}]) { id } }`,
      'ids',
      'ids has 101 entries; give at most 100.',
    ],
    [
      'an empty name',
      '{ participants(filter: { name: "  " }) { nodes { id } } }',
      'filter.name',
      'filter.name is empty; give the beginning of a name, or leave it out.',
    ],
    [
      'an empty label',
      '{ topics(filter: { label: "" }) { nodes { id } } }',
      'filter.label',
      'filter.label is empty; give the beginning of a label, or leave it out.',
    ],
    [
      'a name longer than any',
      `{ participants(filter: { name: "${'a\u0301'.repeat(8_000)}" }) { totalCount } }`,
      'filter.name',
      'filter.name is longer than any name; give at most 300 characters.',
    ],
  ])('%s', async (_what, source, argument, message) => {
    expect(await errorOf(source)).toEqual(['BAD_ARGUMENT', argument, message]);
  });

  test.each([
    [
      'a topic where a participant is wanted',
      `{ meetings(filter: { participant: "${WAR}" }) { nodes { id } } }`,
      'filter.participant',
      `filter.participant: "${WAR}" is the id of a Topic; give the id of a Participant.`,
    ],
    [
      'a meeting among participants',
      `{ meetings(filter: { between: ["${CHINA}", "${MEETING}"] }) { nodes { id } } }`,
      'filter.between.1',
      `filter.between.1: "${MEETING}" is the id of a Meeting; give the id of a Participant.`,
    ],
    [
      'a participant where a topic is wanted',
      `{ statements(filter: { topic: "${CHINA}" }) { nodes { id } } }`,
      'filter.topic',
      `filter.topic: "${CHINA}" is the id of a Participant; give the id of a Topic.`,
    ],
    [
      'a slug where an id is wanted',
      '{ statements(filter: { speaker: "wang-yi" }) { nodes { id } } }',
      'filter.speaker',
      'filter.speaker: "wang-yi" is not an id from this endpoint; give the id of a Participant.',
    ],
    [
      'a meeting where a readout is wanted',
      `{ statements(filter: { readout: "${MEETING}" }) { nodes { id } } }`,
      'filter.readout',
      `filter.readout: "${MEETING}" is the id of a Meeting; give the id of a Readout.`,
    ],
    [
      'the id of another type',
      `{ meeting(by: { id: "${CHINA}" }) { id } }`,
      'by.id',
      `by.id: "${CHINA}" is the id of a Participant; give the id of a Meeting.`,
    ],
    [
      'an id with a blank at its end',
      `{ node(id: "${CHINA} ") { id } }`,
      'id',
      `id: "${CHINA} " is not an id from this endpoint; give the id of a node.`,
    ],
    [
      'an id that is empty',
      '{ node(id: "") { id } }',
      'id',
      'id: "" is not an id from this endpoint; give the id of a node.',
    ],
  ])('%s', async (_what, source, argument, message) => {
    expect(await errorOf(source)).toEqual(['BAD_ID', argument, message]);
  });

  test('an unparsable date, as a literal and as a variable', async () => {
    const { errors: literal } = await ask(
      '{ meetings(filter: { date: { from: "30.3.2022" } }) { nodes { id } } }',
    );
    expect(literal?.[0]?.message).toContain(
      'malformed date "30.3.2022"; write the full day, like 2022-03-30.',
    );
    const { errors: variable } = await ask(
      'query ($from: Date) { meetings(filter: { date: { from: $from } }) { nodes { id } } }',
      { from: '2023-02-30' },
    );
    expect(variable?.[0]?.message).toContain('impossible date "2023-02-30"');
  });

  test.each(['und', 'und-Cyrl', 'x-private', 'i-klingon', 'zh-min-nan', 'EN-us', 'qaa', 'de-1996-x-a'])(
    'the legal language tag %s is no error',
    async (language) => {
      const literal = `{ participant(by: { slug: "china" }) { name(language: "${language}") } }`;
      const variable =
        'query ($language: LanguageTag) { participant(by: { slug: "china" }) { name(language: $language) } }';
      for (const answer of [await ask(literal), await ask(variable, { language })]) {
        expect(answer.errors).toBeUndefined();
        expect(answer.data).toEqual({ participant: { name: 'China' } });
      }
    },
  );

  test('a country and a language that do not exist', async () => {
    const { errors: country } = await ask('{ meetings(filter: { country: "cn" }) { nodes { id } } }');
    expect(country?.[0]?.message).toContain('unknown country "cn"; write "CN".');
    const { errors: language } = await ask(
      '{ participant(by: { slug: "china" }) { name(language: "not a tag") } }',
    );
    expect(language?.[0]?.message).toContain('"not a tag" is not a language tag');
  });

  describe('a cursor', () => {
    const PAGE = 'query ($after: String) { meetings(first: 2, after: $after) { pageInfo { endCursor } } }';
    const message =
      'after is not a cursor of this list; use a cursor that the same field returned with the same filter and order.';
    const cursorOf = async () => {
      const { data } = await ask(PAGE);
      return (data as { meetings: { pageInfo: { endCursor: string } } }).meetings.pageInfo.endCursor;
    };

    test('is refused with any one character changed', async () => {
      const cursor = await cursorOf();
      for (let index = 0; index < cursor.length; index += 1) {
        const edited = cursor.slice(0, index) + (cursor[index] === 'A' ? 'B' : 'A') + cursor.slice(index + 1);
        expect(await errorOf(PAGE, { after: edited })).toEqual(['BAD_CURSOR', 'after', message]);
      }
    });

    test.each([
      [
        'in the other order',
        'query ($after: String) { meetings(orderBy: DATE_ASC, after: $after) { nodes { id } } }',
      ],
      [
        'under another filter',
        'query ($after: String) { meetings(filter: { form: [VISIT] }, after: $after) { nodes { id } } }',
      ],
      ['of another field', 'query ($after: String) { statements(after: $after) { nodes { id } } }'],
      [
        'of one participant',
        'query ($after: String) { participant(by: { slug: "china" }) { meetings(after: $after) { nodes { id } } } }',
      ],
    ])('is refused on a list %s', async (_what, source) => {
      expect(await errorOf(source, { after: await cursorOf() })).toEqual(['BAD_CURSOR', 'after', message]);
    });

    test('is accepted for any page size, and with the same filter written differently', async () => {
      const { errors } = await ask(
        'query ($after: String) { meetings(filter: {}, first: 7, after: $after) { nodes { id } } }',
        {
          after: await cursorOf(),
        },
      );
      expect(errors).toBeUndefined();
    });
  });

  test('a missing record is null, without an error', async () => {
    const { data, errors } = await ask(`{
      meeting(by: { slug: "no-such-meeting" }) { id }
      participant(by: { slug: "Wang Yi" }) { id }
      unknown: participant(by: { identifier: { scheme: "wikidata", value: "Q0" } }) { id }
      long: participant(by: { identifier: { scheme: "wikidata", value: "${'Q'.repeat(3_000)}" } }) { id }
      topic(by: { slug: "" }) { id }
      node(id: "${idOf('Statement', '2022-03-30-china-russia-tunxi#999')}") { id }
      meetings(filter: { participant: "${idOf('Participant', 'nobody')}" }) { totalCount nodes { id } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      meeting: null,
      participant: null,
      unknown: null,
      long: null,
      topic: null,
      node: null,
      meetings: { totalCount: 0, nodes: [] },
    });
  });

  test('a bad id among many yields null in its place and one error', async () => {
    const { data, errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: [CHINA, 'nonsense', MEETING, idOf('Topic', 'no-such-topic')],
    });
    expect(data).toEqual({
      nodes: [{ __typename: 'Participant', id: CHINA }, null, { __typename: 'Meeting', id: MEETING }, null],
    });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['nodes', 1], 'BAD_ID'],
    ]);
  });
});
