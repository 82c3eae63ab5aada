import { builder } from './builder.ts';
import {
  type Connected,
  type ConnectionArguments,
  connect,
  connectionOf,
  priceOfPage,
} from './connection.ts';
import type { Context } from './context.ts';
import { DateRange, daysOf } from './date-range.ts';
import { enumOf } from './enum.ts';
import { keyOf, partsOfKey, statementId } from './global-id.ts';
import { modes, stances } from './record/vocabulary.ts';
import { Meeting, Participant, Readout, Statement, Topic } from './refs.ts';
import type { StatementFull } from './store/rows.ts';
import { listStatements, type StatementQuery } from './store/statements.ts';

const StatementMode = enumOf('StatementMode', modes);

const Stance = enumOf('Stance', stances);

const StatementOrder = builder.enumType('StatementOrder', {
  description: 'By the date of the meeting; at one date by its slug, in one meeting by position.',
  values: {
    DATE_ASC: { description: 'Oldest first.' },
    DATE_DESC: { description: 'Newest first: the other order backwards.' },
  } as const,
});

const Citation = builder.objectRef<StatementFull>('Citation').implement({
  description: 'Which account says so, and where in it.',
  fields: (t) => ({
    readout: t.field({ type: Readout, description: 'The account.', resolve: ({ readout }) => readout }),
    locator: t.exposeString('locator', {
      nullable: true,
      description: 'Where in it, such as `paragraph 3`.',
    }),
  }),
});

Statement.implement({
  description: 'What somebody said or did at a meeting, in our own words, and which account says so.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id.',
      resolve: ({ meeting, position }) => statementId(meeting.slug, position),
    }),
    meeting: t.field({ type: Meeting, description: 'Where it was made.', resolve: ({ meeting }) => meeting }),
    position: t.exposeInt('position', {
      description: 'Its place among the statements of the meeting, from 1.',
    }),
    speakers: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 2 },
      description: 'Who made it.',
      resolve: ({ speakers }) => [...speakers],
    }),
    onBehalfOf: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 2 },
      description: 'What its speakers stood for at that meeting.',
      resolve: ({ onBehalfOf }) => [...onBehalfOf],
    }),
    addressees: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 2 },
      description: 'Whom it was addressed to; they need not have been there.',
      resolve: ({ addressees }) => [...addressees],
    }),
    mode: t.expose('mode', { type: StatementMode, description: 'How the account gives it.' }),
    text: t.exposeString('text', { description: 'What was said or done, in our own words.' }),
    quote: t.exposeString('quote', {
      nullable: true,
      description: "The speaker's own words, as the account has them.",
    }),
    stance: t.expose('stance', {
      type: Stance,
      nullable: true,
      description: 'The position toward its topics; null where it would be ambiguous.',
    }),
    topics: t.field({
      type: [Topic],
      complexity: { field: 1, multiplier: 2 },
      description: 'What it is about.',
      resolve: ({ topics }) => [...topics],
    }),
    citation: t.field({
      type: Citation,
      description: 'Which account says so.',
      resolve: (statement) => statement,
    }),
  }),
});

export const StatementConnection = connectionOf(Statement, 'Statement', 'A statement', 'statements');

export const StatementFilter = builder.inputType('StatementFilter', {
  description: 'Which statements: those that fulfil every condition given.',
  fields: (t) => ({
    date: t.field({ type: DateRange, description: 'Made at a meeting whose days overlap these.' }),
    speaker: t.id({ description: 'Made by this participant.' }),
    onBehalfOf: t.id({ description: 'Made by somebody who stood for this participant at the meeting.' }),
    topic: t.id({ description: 'About this topic or a narrower one.' }),
    mode: t.field({
      type: [StatementMode],
      description: 'Given in one of these ways; an empty list is no condition.',
    }),
    stance: t.field({
      type: [Stance],
      description: 'With one of these positions; an empty list is no condition.',
    }),
    readout: t.id({ description: 'Cited from this readout.' }),
  }),
});

/** The arguments of a list of statements that may be filtered and ordered. */
export const statementArguments = builder.args((t) => ({
  filter: t.field({ type: StatementFilter, description: 'Which of them.' }),
  orderBy: t.field({ type: StatementOrder, defaultValue: 'DATE_DESC', description: 'The order.' }),
  ...t.connectionArgs(),
}));

/** What a filter asks of the store; BAD_ID and BAD_ARGUMENT name the condition. */
export function statementQueryOf(
  filter: typeof StatementFilter.$inferInput | null | undefined,
): Omit<StatementQuery, 'maker' | 'meeting'> {
  if (!filter) return {};
  const { date, speaker, onBehalfOf, topic, mode, stance, readout } = filter;
  const [meeting, id] = readout ? partsOfKey(keyOf(readout, 'Readout', 'filter.readout')) : [];
  return {
    ...daysOf(date, 'filter.date'),
    ...(speaker ? { speaker: keyOf(speaker, 'Participant', 'filter.speaker') } : {}),
    ...(onBehalfOf ? { onBehalfOf: keyOf(onBehalfOf, 'Participant', 'filter.onBehalfOf') } : {}),
    ...(topic ? { topics: [keyOf(topic, 'Topic', 'filter.topic')] } : {}),
    ...(mode?.length ? { modes: [...new Set(mode)].sort() } : {}),
    ...(stance?.length ? { stances: [...new Set(stance)].sort() } : {}),
    ...(meeting !== undefined && id !== undefined ? { readout: { meeting, id } } : {}),
  };
}

/** A page of the statements that `query` asks for. */
export async function connectStatements(
  context: Context,
  args: ConnectionArguments & { orderBy?: 'DATE_ASC' | 'DATE_DESC' | null | undefined },
  query: StatementQuery,
): Promise<Connected<StatementFull, StatementFull>> {
  const ascending = args.orderBy === 'DATE_ASC';
  const listing = await listStatements(context.session, query);
  return connect(context, ['statements', query, ascending], listing, args, ascending, (node) => ({ node }));
}

builder.queryField('statements', (t) =>
  t.field({
    type: StatementConnection,
    description: 'Statements by date.',
    args: statementArguments,
    complexity: priceOfPage,
    resolve: (_root, args, context) => connectStatements(context, args, statementQueryOf(args.filter)),
  }),
);
