import { builder } from './builder.ts';
import { priceOfPage, priceOfPart } from './connection.ts';
import type { Context } from './context.ts';
import { Coverage } from './coverage.ts';
import { Document } from './document.ts';
import { EventDateType } from './event-date.ts';
import { globalId, slugOf } from './global-id.ts';
import { fieldsOf, whenLoaded } from './loaded.ts';
import { MeetingForm } from './meeting-form.ts';
import { connectMeetings, MeetingConnection } from './meeting-list.ts';
import { connectAttendances, MeetingParticipantConnection } from './meeting-participant.ts';
import { MeetingStatus } from './meeting-status.ts';
import { ParticipantKind } from './participant-kind.ts';
import { Place } from './place.ts';
import { OF_WHOLE_MEETING, ROW_PRICE } from './prices.ts';
import { Meeting, Participant, Readout, Topic } from './refs.ts';
import { selectsAny } from './selection.ts';
import { SeriesPlace } from './series-place.ts';
import { connectStatements, StatementConnection, StatementFilter, statementQueryOf } from './statement.ts';
import { spanOf } from './store/date-bounds.ts';
import type { MeetingHead, MeetingRef } from './store/rows.ts';
import { VisitKind } from './visit-kind.ts';
import { Voice } from './voice.ts';

const ofHead = fieldsOf(
  (meeting: MeetingRef | MeetingHead, { session }: Context) =>
    'form' in meeting ? meeting : session.meeting(meeting.slug),
  ({ slug }) => `meeting ${slug}`,
);
const ofPage = fieldsOf(
  ({ slug }: MeetingRef, { session }: Context) => session.page(slug),
  ({ slug }) => `meeting ${slug}`,
);

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
      description: 'The series that the meeting belongs to, and its number in it.',
      resolve: ofHead(({ series }) => series),
    }),
    visit: t.field({
      type: VisitKind,
      nullable: true,
      description: 'Kind of visit, as the sources call it; null if they give none.',
      resolve: ofHead(({ visit }) => visit),
    }),
    note: t.string({
      nullable: true,
      description: 'Editorial note: what could not be verified, and what the record leaves out.',
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
      // Usually two; a summit has fifty or more.
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

const MeetingBy = builder.inputType('MeetingBy', {
  description: 'Identifies a meeting. Give exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    slug: t.string({ description: 'Slug, such as `2022-03-30-china-russia-tunxi`.' }),
  }),
});

builder.queryField('meeting', (t) =>
  t.field({
    type: Meeting,
    nullable: true,
    description: 'Returns one meeting, or null if it does not exist.',
    complexity: ROW_PRICE,
    args: { by: t.arg({ type: MeetingBy, required: true, description: 'Identifies the record.' }) },
    resolve: (_root, { by }, { session }, info) => {
      const slug = slugOf(by, 'Meeting');
      if (slug === undefined) return null;
      // If the whole meeting is needed, read it at once rather than its head first.
      if (!selectsAny(info, OF_WHOLE_MEETING)) return session.meeting(slug);
      return whenLoaded(session.page(slug), (whole) => whole?.head ?? null);
    },
  }),
);
