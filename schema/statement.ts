import { countedListOf } from './analysis.ts';
import { anyOf, chosen } from './any-of.ts';
import { builder } from './builder.ts';
import {
  type Connected,
  type ConnectionArguments,
  connectNodes,
  countedConnectionOf,
  priceOfYears,
} from './connection.ts';
import type { Context } from './context.ts';
import { DateRange, daysOf } from './date-range.ts';
import { Document } from './document.ts';
import { enumOf } from './enum.ts';
import type { OwnFilters } from './facet.ts';
import { keyOf, partsOfKey, statementId } from './global-id.ts';
import { modes, settings, stances } from './record/vocabulary.ts';
import { Meeting, Participant, Readout, Statement, Topic } from './refs.ts';
import type { StatementConditions } from './release/index/filter.ts';
import { spanOf } from './store/date-bounds.ts';
import type { StatementFull } from './store/rows.ts';
import { keyedStatements, type StatementQuery } from './store/statements.ts';

export const StatementMode = enumOf('StatementMode', modes);

export const Stance = enumOf('Stance', stances);

const Setting = enumOf('Setting', settings);

const StatementOrder = builder.enumType('StatementOrder', {
  description: 'Orders statements by first day of the meeting, then by its slug, then by position.',
  values: {
    DATE_ASC: { description: 'Oldest first.' },
    DATE_DESC: { description: 'Newest first; the exact reverse of DATE_ASC.' },
  } as const,
});

const Citation = builder.objectRef<StatementFull>('Citation').implement({
  description: 'The account that reports the statement, and the place in it.',
  fields: (t) => ({
    readout: t.field({
      type: Readout,
      description: 'The account that is cited.',
      resolve: ({ readout }) => readout,
    }),
    locator: t.exposeString('locator', {
      nullable: true,
      description: 'Place in the account, such as `paragraph 3`.',
    }),
  }),
});

Statement.implement({
  description: 'What somebody said or did at a meeting, in our own words, with the account that reports it.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque, permanent id.',
      resolve: ({ meeting, slug }) => statementId(meeting.slug, slug),
    }),
    slug: t.exposeString('slug', {
      description: 'Short id within the meeting, for use in URLs; never given to another statement.',
    }),
    meeting: t.field({
      type: Meeting,
      description: 'The meeting at which the statement was made.',
      resolve: ({ meeting }) => meeting,
    }),
    position: t.exposeInt('position', {
      description:
        "Position among the meeting's statements, starting at 1; changes when statements are added before it.",
    }),
    speakers: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 3 },
      description: 'Participants who made the statement.',
      resolve: ({ speakers }) => [...speakers],
    }),
    onBehalfOf: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 3 },
      description: 'The states and organizations that the speakers represented at that meeting.',
      resolve: ({ onBehalfOf }) => [...onBehalfOf],
    }),
    addressees: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 3 },
      description: 'Participants addressed; they need not have been present.',
      resolve: ({ addressees }) => [...addressees],
    }),
    mode: t.expose('mode', { type: StatementMode, description: 'How the account presents the statement.' }),
    setting: t.expose('setting', { type: Setting, description: 'Where the statement was made.' }),
    date: t.expose('date', {
      type: 'Date',
      nullable: true,
      description: "Day on which the statement was made; null if it is the meeting's.",
    }),
    text: t.exposeString('text', { description: 'What was said or done, in our own words.' }),
    quote: t.exposeString('quote', {
      nullable: true,
      description: "The speaker's own words, as the account quotes them.",
    }),
    stance: t.expose('stance', {
      type: Stance,
      nullable: true,
      description: 'Position on the topics; null if it would be ambiguous.',
    }),
    topics: t.field({
      type: [Topic],
      complexity: { field: 1, multiplier: 3 },
      description: 'Topics of the statement.',
      resolve: ({ topics }) => [...topics],
    }),
    document: t.field({
      type: Document,
      nullable: true,
      description: 'The document of the meeting that contains the statement.',
      resolve: ({ meeting, document }, _args, { session }) =>
        document === null ? null : session.document(meeting.slug, document),
    }),
    citation: t.field({
      type: Citation,
      description: 'The account that reports the statement.',
      resolve: (statement) => statement,
    }),
  }),
});

/** The filters that facets leave out. */
const OWN_FILTERS: OwnFilters<StatementQuery> = {
  TOPIC: ['topic', 'topics'],
  YEAR: ['date', 'days'],
  MODE: ['mode', 'modes'],
  STANCE: ['stance', 'stances'],
  SPEAKER: ['speaker', 'speaker'],
  PARTY: ['onBehalfOf', 'onBehalfOf'],
};

export const StatementConnection = countedConnectionOf(
  Statement,
  'Statement',
  'A statement',
  'statements',
  OWN_FILTERS,
);

export const StatementFilter = builder.inputType('StatementFilter', {
  description: 'Filters statements. A statement must satisfy every condition given.',
  fields: (t) => ({
    date: t.field({ type: DateRange, description: "The meeting's dates overlap this range." }),
    speaker: t.id({ description: 'This participant made the statement.' }),
    onBehalfOf: t.id({ description: 'A speaker represented this participant at the meeting.' }),
    withPredecessors: t.boolean({
      description:
        'Counts the predecessor states of a participant as the participant, such as the Soviet Union as Russia; likewise for organizations.',
    }),
    topic: t.id({ description: 'The statement is about this topic or a narrower one.' }),
    mode: t.field(anyOf(StatementMode, 'The mode')),
    stance: t.field(anyOf(Stance, 'The stance')),
    setting: t.field(anyOf(Setting, 'The setting')),
    readout: t.id({ description: 'The statement cites this readout.' }),
  }),
});

/** The arguments of a list of statements that may be filtered and ordered. */
export const statementArguments = builder.args((t) => ({
  filter: t.field({ type: StatementFilter, description: 'Filters the list.' }),
  orderBy: t.field({ type: StatementOrder, defaultValue: 'DATE_DESC', description: 'Orders the list.' }),
  ...t.connectionArgs(),
}));

/** Turns a filter into a query of the store; BAD_ID and BAD_ARGUMENT name the condition at fault. */
export function statementQueryOf(
  filter: typeof StatementFilter.$inferInput | null | undefined,
): Omit<StatementQuery, 'maker' | 'meeting'> {
  if (!filter) return {};
  const { date, speaker, onBehalfOf, topic, mode, setting, stance, readout, withPredecessors } = filter;
  const [meeting, id] = readout ? partsOfKey(keyOf(readout, 'Readout', 'filter.readout')) : [];
  return {
    ...daysOf(date, 'filter.date'),
    ...(speaker ? { speaker: keyOf(speaker, 'Participant', 'filter.speaker') } : {}),
    ...(onBehalfOf ? { onBehalfOf: keyOf(onBehalfOf, 'Participant', 'filter.onBehalfOf') } : {}),
    ...(withPredecessors ? { withPredecessors } : {}),
    ...(topic ? { topics: [keyOf(topic, 'Topic', 'filter.topic')] } : {}),
    ...chosen('modes', mode),
    ...chosen('settings', setting),
    ...chosen('stances', stance),
    ...(meeting !== undefined && id !== undefined ? { readout: { meeting, id } } : {}),
  };
}

/** A page of the statements that match both `filter` and `fixed`; `fixed` says what the list belongs to. */
export async function connectStatements(
  context: Context,
  args: ConnectionArguments & { orderBy?: 'DATE_ASC' | 'DATE_DESC' | null | undefined },
  filter: StatementQuery,
  fixed: StatementQuery = {},
): Promise<Connected<StatementFull, StatementFull>> {
  const { session } = context;
  const ascending = args.orderBy === 'DATE_ASC';
  const query = both(filter, fixed);
  const within = query.meeting ?? query.readout?.meeting;
  const start = within === undefined ? undefined : await startOf(context, within);
  const list = countedListOf(
    context,
    await keyedStatements(session, query),
    filter,
    OWN_FILTERS,
    (analysis, asked) => analysis.statements(conditionsOf(both(asked, fixed), start)),
    ({ meeting, slug }) => session.statement(meeting, slug),
  );
  return connectNodes(context, ['statements', query, ascending], list, args, ascending);
}

function both(filter: StatementQuery, fixed: StatementQuery): StatementQuery {
  const topics = [...new Set([...(fixed.topics ?? []), ...(filter.topics ?? [])])].sort();
  return { ...filter, ...fixed, ...(topics.length > 0 ? { topics } : {}) };
}

/** The first day of a meeting, by which the index finds it; its page is read for the statements anyway. */
async function startOf({ session }: Context, meeting: string): Promise<string> {
  const page = await session.page(meeting);
  return page ? spanOf(page.head.edtf).start : '';
}

function conditionsOf(query: StatementQuery, start: string | undefined): StatementConditions {
  const { meeting, readout, ...conditions } = query;
  const slug = meeting ?? readout?.meeting;
  if (slug === undefined || start === undefined) return conditions;
  // No readout has an empty id, so this matches nothing: no statement of this meeting cites another meeting's
  // readout.
  const id = readout && (readout.meeting === slug ? readout.id : '');
  return { ...conditions, meeting: { slug, start }, ...(id === undefined ? {} : { readout: id }) };
}

builder.queryField('statements', (t) =>
  t.field({
    type: StatementConnection,
    description: 'Lists statements by date.',
    args: statementArguments,
    complexity: priceOfYears,
    resolve: (_root, args, context) => connectStatements(context, args, statementQueryOf(args.filter)),
  }),
);
