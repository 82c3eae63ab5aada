import type { Meeting } from '../record/corpus.ts';
import { unpackMeetingHead } from './codec/meeting.ts';
import { boundsOf, type Days } from './date-bounds.ts';
import { type List, list } from './keys.ts';
import { type Listing, sourceOfList, sourceOfYears } from './listing.ts';
import type { MeetingHead } from './rows.ts';
import type { Session } from './session.ts';

export interface MeetingQuery {
  readonly days?: Days;
  /** Slugs of participants, persons or parties, all of whom were there. */
  readonly members?: readonly string[];
  /** Whether the predecessors of a member count as the member. */
  readonly withPredecessors?: true;
  /** ISO 3166-1 alpha-2 of the country where it was held. */
  readonly country?: string;
  /** Slug of a topic; narrower ones count. */
  readonly topic?: string;
  readonly forms?: readonly Meeting['form'][];
  readonly statuses?: readonly Meeting['status'][];
  readonly visits?: readonly NonNullable<Meeting['visit']>[];
  /** Slug of its series. */
  readonly series?: string;
  /** The surrounding meeting, by its slug and its first day. */
  readonly within?: { readonly slug: string; readonly start: string };
}

/** The list in the table that contains exactly what a query matches; undefined if there is none. */
export function keyedMeetings(session: Session, query: MeetingQuery): Listing<MeetingHead> | undefined {
  const { days = {}, withPredecessors } = query;
  const isNarrowed = [query.forms, query.statuses, query.visits].some((words) => words?.length);
  // A list is ordered by first day, so meetings that began earlier and extend into the range are scattered
  // before it.
  if (isNarrowed || withPredecessors || days.from !== undefined) return undefined;
  const [only, another] = listsOf(query);
  if (another) return undefined;
  if (!only) return everyMeeting(session, days);
  const source = sourceOfList(session.reader, only, unpackMeetingHead, boundsOf(days));
  if (days.to !== undefined) return { source };
  return { source, total: async () => (await session.counter(only)).n };
}

/** One list for each condition that has one. */
function listsOf(query: MeetingQuery): List[] {
  return [
    ...[...new Set(query.members)].map(list.meetingsOfParticipant),
    ...(query.country === undefined ? [] : [list.meetingsInCountry(query.country)]),
    ...(query.topic === undefined ? [] : [list.meetingsOnTopic(query.topic)]),
    ...(query.within === undefined ? [] : [list.meetingsWithin(query.within.slug)]),
    ...(query.series === undefined ? [] : [list.meetingsOfSeries(query.series)]),
  ];
}

function everyMeeting({ head, reader }: Session, days: Days): Listing<MeetingHead> {
  const source = sourceOfYears({
    reader,
    years: head.meetingYears,
    listOf: list.meetingsOfYear,
    unpack: unpackMeetingHead,
    days,
  });
  return days.to === undefined ? { source, total: async () => head.meetings } : { source };
}
