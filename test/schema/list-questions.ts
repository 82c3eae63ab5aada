import fc from 'fast-check';
import type { Corpus } from '../../schema/record/corpus.ts';
import { COUNTRIES, PARTIES, SERIES, TOPICS, VISITS } from '../support/corpora.ts';
import { meetingsOf, participantsOf, statementsOf, topicsOf } from '../support/oracle.ts';
import { idOf } from '../support/table.ts';

/** A list as somebody asks for it, and what it must hold in ascending order. */
export interface Question {
  /** The field with its own arguments, `$page` standing for those of the page. */
  readonly field: string;
  /** Path from the data to the connection. */
  readonly path: readonly string[];
  readonly variables: Record<string, unknown>;
  readonly ascending: boolean;
  readonly expected: readonly string[];
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
export function questions(corpus: Corpus): fc.Arbitrary<Question> {
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
