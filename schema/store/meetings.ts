import type { Meeting } from '../record/corpus.ts';

import { unpackMeetingHead } from './codec.ts';
import {
  type Bounds,
  boundsOf,
  type Candidate,
  type Days,
  narrowest,
  needsLook,
  overlaps,
} from './date-bounds.ts';
import { type List, list, pairsOf } from './keys.ts';
import { EMPTY, type Listing, shortest, sourceOfList, sourceOfYears } from './listing.ts';
import { sourceOfAll, sourceOfBoth } from './page.ts';
import { type Group, groupsOf } from './predecessors.ts';
import type { MeetingHead } from './rows.ts';
import type { Session } from './session.ts';

export interface MeetingQuery {
  readonly days?: Days;
  /** Slugs of participants who were all there, persons or parties. */
  readonly members?: readonly string[];
  /** Whether the predecessors of a member count as the member. */
  readonly withPredecessors?: true;
  /** ISO 3166-1 alpha-2 of the country where it was held. */
  readonly country?: string;
  /** Slug of a topic; the narrower ones count. */
  readonly topic?: string;
  readonly forms?: readonly Meeting['form'][];
  readonly statuses?: readonly Meeting['status'][];
  readonly visits?: readonly NonNullable<Meeting['visit']>[];
  /** Slug of its series. */
  readonly series?: string;
  /** The meeting around it, by its slug and its first day. */
  readonly within?: { readonly slug: string; readonly start: string };
}

/**
 * The meetings that a query asks for. The list with the fewest entries among those that hold every answer is read, and
 * what it holds beyond them is passed over.
 */
export async function listMeetings(session: Session, query: MeetingQuery): Promise<Listing<MeetingHead>> {
  const days = query.days ?? {};
  const members = [...new Set(query.members ?? [])];
  const isNarrowed = [query.forms, query.statuses, query.visits].some((words) => words?.length);
  const groups = await groupsOf(session, members, query.withPredecessors);
  if (groups.some((group) => group.length > 1)) return listOfGroups(session, query, groups);
  const single = listsOf(query, members);
  const [only] = single;
  if (!only) return everyMeeting(session, query, days, isNarrowed);

  const isDated = days.from !== undefined || days.to !== undefined;
  if (single.length === 1 && !isDated) {
    // No choice to make and no bounds to find: the counter is wanted for the total alone.
    const source = sourceOfList(session.reader, only, unpackMeetingHead, {}, isNarrowed);
    if (isNarrowed) return { source, keep: keeps(query, groups), total: async () => null };
    return { source, total: async () => (await session.counter(only)).n };
  }
  const best = narrowest(await candidates(session, single, members));
  if (!best || best.n === 0) return EMPTY;
  const isAnswer = best.answers === single.length;
  const isKept = isNarrowed || !isAnswer || needsLook(days, best.longest);
  return {
    source: await sourceOfCandidate(session, best, boundsOf(days, best.longest), isKept),
    ...(isKept || best.large ? { keep: keeps(query, groups) } : {}),
    total: async () => (isAnswer && !isNarrowed && !isDated ? best.n : null),
  };
}

/** The meetings where somebody of each group was. */
async function listOfGroups(
  session: Session,
  query: MeetingQuery,
  groups: readonly Group[],
): Promise<Listing<MeetingHead>> {
  const choices = [
    ...groups.map((group) => group.map(list.meetingsOfParticipant)),
    ...listsOf(query, []).map((each) => [each]),
  ];
  const best = await shortest(session, choices);
  const bounds = boundsOf(query.days ?? {}, best.longest);
  return {
    source: sourceOfAll(
      best.lists.map((each) => sourceOfList(session.reader, each, unpackMeetingHead, bounds, true)),
    ),
    keep: keeps(query, groups),
    total: async () => null,
  };
}

/** The lists that hold every answer, one for each condition that has lists. */
function listsOf(query: MeetingQuery, members: readonly string[]): List[] {
  return [
    ...members.map(list.meetingsOfParticipant),
    ...(query.country === undefined ? [] : [list.meetingsInCountry(query.country)]),
    ...(query.topic === undefined ? [] : [list.meetingsOnTopic(query.topic)]),
    ...(query.within === undefined ? [] : [list.meetingsWithin(query.within.slug)]),
    ...(query.series === undefined ? [] : [list.meetingsOfSeries(query.series)]),
  ];
}

interface MeetingCandidate extends Candidate {
  readonly longest: number;
  /** How many of the query's lists this one stands for. */
  readonly answers: number;
  /** For a pair some of whose meetings are large: the two, in whose lists of large meetings those stand. */
  readonly large?: readonly [string, string];
}

/** All lists to choose from with their lengths, and those of pairs: one BatchGetItem. */
async function candidates(
  session: Session,
  single: readonly List[],
  members: readonly string[],
): Promise<MeetingCandidate[]> {
  const pairs = pairsOf(members);
  const [known, counted, paired] = await Promise.all([
    Promise.all((pairs.length > 0 ? members : []).map((slug) => session.participant(slug))),
    Promise.all(single.map((each) => session.counter(each))),
    Promise.all(pairs.map((pair) => session.counter(list.meetingsOfPair(...pair)))),
  ]);
  const parties = new Set(known.flatMap((each) => (each && each.kind !== 'PERSON' ? [each.slug] : [])));
  return [
    ...pairs.flatMap((pair, index): MeetingCandidate[] => {
      const counter = paired[index];
      // Persons have no lists of pairs: that theirs is empty says nothing.
      if (!counter || !pair.every((slug) => parties.has(slug))) return [];
      const { n, longest, large } = counter;
      return [
        { list: list.meetingsOfPair(...pair), n, longest, answers: 2, ...(large > 0 ? { large: pair } : {}) },
      ];
    }),
    ...single.map((each, index): MeetingCandidate => {
      const { n = 0, longest = 0 } = counted[index] ?? {};
      return { list: each, n, longest, answers: 1 };
    }),
  ];
}

async function sourceOfCandidate(session: Session, best: MeetingCandidate, bounds: Bounds, isKept: boolean) {
  const source = sourceOfList(session.reader, best.list, unpackMeetingHead, bounds, isKept);
  if (!best.large) return source;
  const lists = best.large.map(list.largeMeetingsOfParticipant);
  const counted = await Promise.all(
    lists.map(async (each) => ({ list: each, n: (await session.counter(each)).n })),
  );
  const fewest = narrowest(counted);
  if (!fewest) return source;
  // Rows of large meetings are long, and few of them fall on one page: no more than a page is asked for at first.
  const large = sourceOfList(session.reader, fewest.list, unpackMeetingHead, bounds);
  return sourceOfBoth(source, large);
}

function everyMeeting(
  session: Session,
  query: MeetingQuery,
  days: Days,
  isNarrowed: boolean,
): Listing<MeetingHead> {
  const { meetingYears, meetings } = session.head;
  const isKept = isNarrowed || meetingYears.some(({ longest }) => needsLook(days, longest));
  const isExact = !isNarrowed && days.from === undefined && days.to === undefined;
  return {
    source: sourceOfYears({
      reader: session.reader,
      years: meetingYears,
      listOf: list.meetingsOfYear,
      unpack: unpackMeetingHead,
      days,
      isKept,
    }),
    ...(isKept ? { keep: keeps(query, []) } : {}),
    total: async () => (isExact ? meetings : null),
  };
}

/** Whether a meeting is one that the query asks for, as its summary tells. */
function keeps(query: MeetingQuery, groups: readonly Group[]): (meeting: MeetingHead) => boolean {
  return (meeting) =>
    (!query.days || overlaps(meeting.edtf, query.days)) &&
    groups.every((group) =>
      group.some(
        (slug) => meeting.persons.includes(slug) || meeting.parties.some((party) => party.slug === slug),
      ),
    ) &&
    (query.country === undefined || meeting.place?.country === query.country) &&
    (query.topic === undefined ||
      meeting.broaderTopics.includes(query.topic) ||
      meeting.topics.some((topic) => topic.slug === query.topic)) &&
    (!query.forms?.length || query.forms.includes(meeting.form)) &&
    (!query.statuses?.length || query.statuses.includes(meeting.status)) &&
    (!query.visits?.length || (meeting.visit !== null && query.visits.includes(meeting.visit))) &&
    (query.series === undefined || meeting.series?.series.slug === query.series) &&
    (query.within === undefined || meeting.within?.slug === query.within.slug);
}
