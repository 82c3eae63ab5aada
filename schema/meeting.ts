import { countedListOf } from './analysis.ts';
import { builder } from './builder.ts';
import {
  type Connected,
  type ConnectionArguments,
  connect,
  countedConnectionOf,
  priceOfPage,
  priceOfPart,
  priceOfYears,
} from './connection.ts';
import type { Context } from './context.ts';
import { DateRange, daysOf } from './date-range.ts';
import { Document } from './document.ts';
import { enumOf } from './enum.ts';
import { badArgument } from './errors.ts';
import { EventDateType } from './event-date.ts';
import { globalId, keyOf, slugOf } from './global-id.ts';
import { fieldsOf, whenLoaded } from './loaded.ts';
import { connectAttendances, MeetingParticipantConnection } from './meeting-participant.ts';
import { ParticipantKind } from './participant-kind.ts';
import { Place } from './place.ts';
import { ROW_PRICE } from './prices.ts';
import { coverages, forms, statuses, visitKinds } from './record/vocabulary.ts';
import { Meeting, Participant, Readout, Topic } from './refs.ts';
import type { FacetField } from './release/index/facet.ts';
import { selectsAny } from './selection.ts';
import { SeriesPlace } from './series-place.ts';
import { connectStatements, StatementConnection, StatementFilter, statementQueryOf } from './statement.ts';
import { spanOf } from './store/date-bounds.ts';
import { keyedMeetings, type MeetingQuery } from './store/meetings.ts';
import type { MeetingHead, MeetingRef } from './store/rows.ts';
import { Voice } from './voice.ts';

const MeetingForm = enumOf('MeetingForm', forms);

const MeetingStatus = enumOf('MeetingStatus', statuses);

const VisitKind = enumOf('VisitKind', visitKinds);

const Coverage = enumOf('Coverage', coverages);

export const MeetingOrder = builder.enumType('MeetingOrder', {
  description: 'Orders meetings by first day, then by slug.',
  values: {
    DATE_ASC: { description: 'Oldest first.' },
    DATE_DESC: { description: 'Newest first; the exact reverse of DATE_ASC.' },
  } as const,
});

const ofHead = fieldsOf(
  (meeting: MeetingRef | MeetingHead, { session }: Context) =>
    'form' in meeting ? meeting : session.meeting(meeting.slug),
  ({ slug }) => `meeting ${slug}`,
);
const ofPage = fieldsOf(
  ({ slug }: MeetingRef, { session }: Context) => session.page(slug),
  ({ slug }) => `meeting ${slug}`,
);

/** Fields that need a meeting whole; the others are told by its head. */
const OF_PAGE = ['participants', 'voices', 'documents', 'readouts', 'statements', 'compare'];

Meeting.implement({
  description: 'Who met whom, where and when, and what each side said.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque, permanent id.',
      resolve: ({ slug }) => globalId('Meeting', slug),
    }),
    slug: t.exposeString('slug', {
      description: 'Readable id for use in URLs, such as `2022-03-30-china-russia-tunxi`.',
    }),
    title: t.exposeString('title', { description: 'Headline: who met whom, and where or how.' }),
    form: t.field({
      type: MeetingForm,
      description: 'How the parties met.',
      resolve: ofHead(({ form }) => form),
    }),
    status: t.field({
      type: MeetingStatus,
      description: 'Whether the meeting took place.',
      resolve: ofHead(({ status }) => status),
    }),
    date: t.field({
      type: EventDateType,
      description: 'When the meeting took place; the planned date if it did not.',
      resolve: ({ edtf }) => spanOf(edtf),
    }),
    place: t.field({
      type: Place,
      nullable: true,
      description:
        'Where the meeting took place; null for calls and video meetings, and if no place was verified.',
      resolve: ofHead(({ place }) => place),
    }),
    within: t.field({
      type: Meeting,
      nullable: true,
      description: 'The larger meeting that this one was part of.',
      resolve: ofHead(({ within }) => within),
    }),
    series: t.field({
      type: SeriesPlace,
      nullable: true,
      description: 'The series that the meeting belongs to, and its number there.',
      resolve: ofHead(({ series }) => series),
    }),
    visit: t.field({
      type: VisitKind,
      nullable: true,
      description: 'The kind of visit, as the sources call it; null if they do not.',
      resolve: ofHead(({ visit }) => visit),
    }),
    note: t.string({
      nullable: true,
      description: 'Editorial note: what could not be verified, what the record leaves out.',
      resolve: ({ slug }, _args, { session }) => session.note(slug),
    }),
    sessions: t.field({
      type: MeetingConnection,
      description: 'The meetings held as part of this one, oldest first.',
      args: { ...t.arg.connectionArgs() },
      complexity: priceOfPage,
      resolve: ({ slug, edtf }, args, context) => {
        const within = { slug, start: spanOf(edtf).start };
        return connectMeetings(context, { ...args, orderBy: 'DATE_ASC' }, {}, { within });
      },
    }),
    participants: t.field({
      type: MeetingParticipantConnection,
      description:
        'The participants in the order of the record, with the role and office each held that day.',
      args: {
        kind: t.arg({
          type: [ParticipantKind],
          description: 'Returns only participants of these kinds. An empty list does not filter.',
        }),
        ...t.arg.connectionArgs(),
      },
      complexity: priceOfPart,
      resolve: ofPage(({ head, participants }, args, context) =>
        connectAttendances(context, args, head.slug, participants),
      ),
    }),
    participantsKnown: t.field({
      type: Coverage,
      description: 'Whether the record names all participants.',
      resolve: ofHead(({ participantsKnown }) => participantsKnown),
    }),
    voices: t.field({
      type: [Voice],
      complexity: { field: 1, multiplier: 5 },
      description: 'People and bodies quoted in the record who were not present.',
      resolve: ofPage(({ voices }) => [...voices]),
    }),
    parties: t.field({
      type: [Participant],
      // Two as a rule; a summit has fifty and more.
      complexity: { field: 1, multiplier: 25 },
      description: 'The states and organizations represented, in the order of the record.',
      resolve: ofHead(({ parties }) => [...parties]),
    }),
    documents: t.field({
      type: [Document],
      complexity: { field: 1, multiplier: 5 },
      description: 'The texts that the meeting issued or signed.',
      resolve: ofPage(({ documents }) => [...documents]),
    }),
    readouts: t.field({
      type: [Readout],
      complexity: { field: 1, multiplier: 10 },
      description: 'The published accounts that the record is based on.',
      resolve: ofPage(({ readouts }) => [...readouts]),
    }),
    statements: t.field({
      type: StatementConnection,
      description: 'What was said and done, in the order of the record.',
      args: {
        filter: t.arg({ type: StatementFilter, description: 'Filters the list.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: priceOfPart,
      resolve: ({ slug }, args, context) =>
        connectStatements(context, { ...args, orderBy: 'DATE_ASC' }, statementQueryOf(args.filter), {
          meeting: slug,
        }),
    }),
    topics: t.field({
      type: [Topic],
      description: 'The topics of the meeting and of its statements.',
      resolve: ofHead(({ topics }) => [...topics]),
    }),
  }),
});

export const MeetingConnection = countedConnectionOf(
  Meeting,
  'Meeting',
  'A meeting',
  'meetings',
  'TOPIC, FORM, YEAR and COUNTRY leave out the filter on the same thing (`topic`, `form`, `date`, `country`), so that they show what else could be chosen; all other filters apply.',
);

const MeetingBy = builder.inputType('MeetingBy', {
  description: 'Identifies a meeting. Give exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    slug: t.string({ description: 'Slug, such as `2022-03-30-china-russia-tunxi`.' }),
  }),
});

/** So many participants can be asked for at once. */
const BETWEEN_LIMIT = 10;

export const MeetingFilter = builder.inputType('MeetingFilter', {
  description: 'Filters meetings. A meeting must satisfy every condition given.',
  fields: (t) => ({
    date: t.field({ type: DateRange, description: "The meeting's dates overlap this range." }),
    participant: t.id({ description: 'This participant took part.' }),
    between: t.idList({
      description: `All of these participants took part; ${BETWEEN_LIMIT} ids at most.`,
    }),
    withPredecessors: t.boolean({
      description:
        'Lets the states that a participant succeeded count as the participant, such as the Soviet Union as Russia; likewise for organizations.',
    }),
    country: t.field({ type: 'CountryCode', description: 'The meeting was held in this country.' }),
    topic: t.id({ description: 'The meeting covers this topic or a narrower one.' }),
    form: t.field({
      type: [MeetingForm],
      description: 'The form is one of these. An empty list does not filter.',
    }),
    status: t.field({
      type: [MeetingStatus],
      description: 'The status is one of these. An empty list does not filter.',
    }),
    visit: t.field({
      type: [VisitKind],
      description: 'The kind of visit is one of these. An empty list does not filter.',
    }),
    series: t.id({ description: 'The meeting belongs to this series.' }),
  }),
});

/** The arguments of a list of meetings that may be filtered. */
export const meetingArguments = builder.args((t) => ({
  filter: t.field({ type: MeetingFilter, description: 'Filters the list.' }),
  orderBy: t.field({ type: MeetingOrder, defaultValue: 'DATE_DESC', description: 'Orders the list.' }),
  ...t.connectionArgs(),
}));

/** What a filter asks of the store; BAD_ID and BAD_ARGUMENT name the condition. */
export function meetingQueryOf(
  filter: typeof MeetingFilter.$inferInput | null | undefined,
): Omit<MeetingQuery, 'within'> {
  if (!filter) return {};
  const { date, participant, between, country, topic, form, status, visit, series, withPredecessors } =
    filter;
  if (between && between.length > BETWEEN_LIMIT) {
    throw badArgument(
      'filter.between',
      `filter.between has ${between.length} ids; give ${BETWEEN_LIMIT} at most.`,
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
    ...(form?.length ? { forms: [...new Set(form)].sort() } : {}),
    ...(status?.length ? { statuses: [...new Set(status)].sort() } : {}),
    ...(visit?.length ? { visits: [...new Set(visit)].sort() } : {}),
    ...(series ? { series: keyOf(series, 'Series', 'filter.series') } : {}),
  };
}

/** The filters that facets leave out: each shows the alternatives to its own. */
const OWN_FILTER: Partial<Record<FacetField, keyof MeetingQuery>> = {
  TOPIC: 'topic',
  FORM: 'forms',
  YEAR: 'days',
  COUNTRY: 'country',
};

/** A page of the meetings that `filter` asks for, among those that fulfil `fixed`: what the list is of. */
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
    (analysis, without) => {
      const own = without && OWN_FILTER[without];
      return analysis.meetings(own ? both({ ...filter, [own]: undefined }, fixed) : query);
    },
    (slug) => session.meeting(slug),
  );
  return connect(context, ['meetings', query, ascending], list, args, ascending, (node) => ({ node }));
}

/** The same participants in another order are the same list. */
function both(filter: MeetingQuery, fixed: MeetingQuery): MeetingQuery {
  const members = [...new Set([...(fixed.members ?? []), ...(filter.members ?? [])])].sort();
  return { ...filter, ...fixed, ...(members.length > 0 ? { members } : {}) };
}

builder.queryFields((t) => ({
  meeting: t.field({
    type: Meeting,
    nullable: true,
    description: 'Returns one meeting, or null if it does not exist.',
    complexity: ROW_PRICE,
    args: { by: t.arg({ type: MeetingBy, required: true, description: 'Identifies the record.' }) },
    resolve: (_root, { by }, { session }, info) => {
      const slug = slugOf(by, 'Meeting');
      if (slug === undefined) return null;
      // What is needed whole is read whole at once, instead of the head first.
      if (!selectsAny(info, OF_PAGE)) return session.meeting(slug);
      return whenLoaded(session.page(slug), (whole) => whole?.head ?? null);
    },
  }),
  meetings: t.field({
    type: MeetingConnection,
    description: 'Lists meetings by date.',
    args: meetingArguments,
    complexity: priceOfYears,
    resolve: (_root, args, context) => connectMeetings(context, args, meetingQueryOf(args.filter)),
  }),
}));
