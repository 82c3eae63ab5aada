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
import { badArgument } from './errors.ts';
import type { OwnFilters } from './facet.ts';
import { keyOf } from './global-id.ts';
import { MeetingForm } from './meeting-form.ts';
import { MeetingStatus } from './meeting-status.ts';
import { Meeting } from './refs.ts';
import { keyedMeetings, type MeetingQuery } from './store/meetings.ts';
import type { MeetingHead } from './store/rows.ts';
import { VisitKind } from './visit-kind.ts';

export const MeetingOrder = builder.enumType('MeetingOrder', {
  description: 'Orders meetings by first day, then by slug.',
  values: {
    DATE_ASC: { description: 'Oldest first.' },
    DATE_DESC: { description: 'Newest first; the exact reverse of DATE_ASC.' },
  } as const,
});

/** The filters that facets leave out. */
const OWN_FILTERS: OwnFilters<MeetingQuery> = {
  TOPIC: ['topic', 'topic'],
  FORM: ['form', 'forms'],
  YEAR: ['date', 'days'],
  COUNTRY: ['country', 'country'],
};

export const MeetingConnection = countedConnectionOf(
  Meeting,
  'Meeting',
  'A meeting',
  'meetings',
  OWN_FILTERS,
);

/** Maximum number of participants in one filter. */
const BETWEEN_LIMIT = 10;

const MeetingFilter = builder.inputType('MeetingFilter', {
  description: 'Filters meetings. A meeting must satisfy every condition given.',
  fields: (t) => ({
    date: t.field({ type: DateRange, description: "The meeting's dates overlap this range." }),
    participant: t.id({ description: 'This participant took part.' }),
    between: t.idList({
      description: `All of these participants took part; at most ${BETWEEN_LIMIT} ids.`,
    }),
    withPredecessors: t.boolean({
      description:
        'Counts the predecessor states of a participant as the participant, such as the Soviet Union as Russia; likewise for organizations.',
    }),
    country: t.field({ type: 'CountryCode', description: 'The meeting was held in this country.' }),
    topic: t.id({ description: 'The meeting covers this topic or a narrower one.' }),
    form: t.field(anyOf(MeetingForm, 'The form')),
    status: t.field(anyOf(MeetingStatus, 'The status')),
    visit: t.field(anyOf(VisitKind, 'The kind of visit')),
    series: t.id({ description: 'The meeting belongs to this series.' }),
  }),
});

/** The arguments of a list of meetings that may be filtered. */
export const meetingArguments = builder.args((t) => ({
  filter: t.field({ type: MeetingFilter, description: 'Filters the list.' }),
  orderBy: t.field({ type: MeetingOrder, defaultValue: 'DATE_DESC', description: 'Orders the list.' }),
  ...t.connectionArgs(),
}));

/** Turns a filter into a query of the store; BAD_ID and BAD_ARGUMENT name the condition at fault. */
export function meetingQueryOf(
  filter: typeof MeetingFilter.$inferInput | null | undefined,
): Omit<MeetingQuery, 'within'> {
  if (!filter) return {};
  const { date, participant, between, country, topic, form, status, visit, series, withPredecessors } =
    filter;
  if (between && between.length > BETWEEN_LIMIT) {
    throw badArgument(
      'filter.between',
      `filter.between has ${between.length} ids; give at most ${BETWEEN_LIMIT}.`,
    );
  }
  const members = [
    ...(participant ? [keyOf(participant, 'Participant', 'filter.participant')] : []),
    ...(between ?? []).map((id, index) => keyOf(id, 'Participant', `filter.between.${index}`)),
  ];
  return {
    ...daysOf(date, 'filter.date'),
    ...(members.length > 0 ? { members } : {}),
    ...(withPredecessors ? { withPredecessors } : {}),
    ...(country ? { country } : {}),
    ...(topic ? { topic: keyOf(topic, 'Topic', 'filter.topic') } : {}),
    ...chosen('forms', form),
    ...chosen('statuses', status),
    ...chosen('visits', visit),
    ...(series ? { series: keyOf(series, 'Series', 'filter.series') } : {}),
  };
}

/** A page of the meetings that match both `filter` and `fixed`; `fixed` says what the list belongs to. */
export function connectMeetings(
  context: Context,
  args: ConnectionArguments & { orderBy?: 'DATE_ASC' | 'DATE_DESC' | null | undefined },
  filter: MeetingQuery,
  fixed: MeetingQuery = {},
): Connected<MeetingHead, MeetingHead> {
  const { session } = context;
  const ascending = args.orderBy === 'DATE_ASC';
  const query = both(filter, fixed);
  const list = countedListOf(
    context,
    keyedMeetings(session, query),
    filter,
    OWN_FILTERS,
    (analysis, asked) => analysis.meetings(both(asked, fixed)),
    (slug) => session.meeting(slug),
  );
  return connectNodes(context, ['meetings', query, ascending], list, args, ascending);
}

/** The same participants in another order are the same list. */
function both(filter: MeetingQuery, fixed: MeetingQuery): MeetingQuery {
  const members = [...new Set([...(fixed.members ?? []), ...(filter.members ?? [])])].sort();
  return { ...filter, ...fixed, ...(members.length > 0 ? { members } : {}) };
}

builder.queryField('meetings', (t) =>
  t.field({
    type: MeetingConnection,
    description: 'Lists meetings by date.',
    args: meetingArguments,
    complexity: priceOfYears,
    resolve: (_root, args, context) => connectMeetings(context, args, meetingQueryOf(args.filter)),
  }),
);
