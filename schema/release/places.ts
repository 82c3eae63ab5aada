import type { Corpus, EventDate } from '../record/corpus.ts';
import { findableNames, fold } from '../record/value/fold-name.ts';
import { datePosition, firstCharacter, type List, list, namePosition } from '../store/keys.ts';
import type {
  MeetingHead,
  MeetingPage,
  ParticipantSummary,
  StatementFull,
  TopicFull,
} from '../store/rows.ts';

/** A place of a record in a list. */
export interface Place {
  readonly list: List;
  readonly at: string;
  /** Distinguishes the places of one record in one list. */
  readonly distinction: string | number;
  /** For a name: how long a prefix must be to find this place and not an earlier one of the same record. */
  readonly shared?: number;
}

/** A value for each list of meetings or statements: the list itself, or its counter. */
export interface ByList<L> {
  meetingsOfParticipant(slug: string): L;
  meetingsInCountry(code: string): L;
  meetingsOnTopic(slug: string): L;
  meetingsWithin(slug: string): L;
  meetingsOfSeries(slug: string): L;
  statementsOfParticipant(slug: string): L;
  statementsOnTopic(slug: string): L;
  statementsOfParticipantOnTopic(participant: string, topic: string): L;
}

/** The lists that contain a meeting, except the list of its year, which its head handles. */
export function listsOfMeeting<L>(head: MeetingHead, list: ByList<L>): L[] {
  const parties = head.parties.map((party) => party.slug);
  return [
    ...[...parties, ...head.persons].map(list.meetingsOfParticipant),
    ...(head.place?.country ? [list.meetingsInCountry(head.place.country)] : []),
    ...[...head.topics.map((topic) => topic.slug), ...head.broaderTopics].map(list.meetingsOnTopic),
    ...(head.within ? [list.meetingsWithin(head.within.slug)] : []),
    ...(head.series ? [list.meetingsOfSeries(head.series.series.slug)] : []),
  ];
}

/** Its places in those lists. */
export function placesOfMeeting({ head }: MeetingPage, date: EventDate): Place[] {
  const at = datePosition(date.start, head.slug);
  return listsOfMeeting(head, list).map((list) => ({ list, at, distinction: '' }));
}

/** Who made the statement, and on whose behalf: the owners of the lists that contain it. */
export const madeBy = (statement: StatementFull): string[] => [
  ...new Set([...statement.speakers, ...statement.onBehalfOf].map((participant) => participant.slug)),
];

/** Slugs of the topics that a statement is about, including broader topics. */
export const topicsOf = (statement: StatementFull): string[] => [
  ...statement.topics.map((topic) => topic.slug),
  ...statement.broaderTopics,
];

/** The lists that contain a statement because of one of its makers. */
export const listsOfMaker = <L>(maker: string, topics: readonly string[], list: ByList<L>): L[] => [
  list.statementsOfParticipant(maker),
  ...topics.map((topic) => list.statementsOfParticipantOnTopic(maker, topic)),
];

/** The lists that contain a statement, except the list of its year, which its own row handles. */
export function placesOfStatement(statement: StatementFull, date: EventDate): Place[] {
  const at = datePosition(date.start, statement.meeting.slug, statement.position);
  const topics = topicsOf(statement);
  return [
    ...madeBy(statement).flatMap((maker) => listsOfMaker(maker, topics, list)),
    ...topics.map(list.statementsOnTopic),
  ].map((list) => ({ list, at, distinction: statement.slug }));
}

/** The lists that contain a participant. */
export function placesOfParticipant(participant: ParticipantSummary): Place[] {
  const { slug, kind, country, name, names, identifiers } = participant;
  const at = namePosition(fold(name), slug);
  return [
    ...[
      list.participants,
      list.participantsOfKind(kind),
      ...(country === null ? [] : [list.participantsOfCountry(country)]),
    ].map((list) => ({ list, at, distinction: '' })),
    ...identifiers.map(({ scheme, value }) => ({
      list: list.participantByIdentifier(scheme, value),
      at: slug,
      distinction: '',
    })),
    ...placesByName(
      names.map(({ name }) => name),
      slug,
      list.participantsByName,
    ),
  ];
}

/** The lists that contain a topic. */
export function placesOfTopic(topic: TopicFull): Place[] {
  const at = namePosition(fold(topic.prefLabel), topic.slug);
  return [
    ...[list.topics, ...(topic.broader.length === 0 ? [list.rootTopics] : [])].map((list) => ({
      list,
      at,
      distinction: '',
    })),
    ...placesByName([topic.prefLabel, ...topic.altLabels], topic.slug, list.topicsByLabel),
  ];
}

function placesByName(
  names: readonly string[],
  slug: string,
  listOf: (firstCharacter: string) => List,
): Place[] {
  return findableNames(names).map(({ folded, shared }) => ({
    list: listOf(firstCharacter(folded)),
    at: namePosition(folded, slug),
    distinction: folded,
    shared,
  }));
}

export const yearOf = (date: EventDate): number => Number(date.start.slice(0, 4));

/** The first day of the first meeting and the last day of the last; null for an empty corpus. */
export function extent(corpus: Corpus): { from: string | null; to: string | null } {
  let from: string | null = null;
  let to: string | null = null;
  for (const { date } of corpus.meetings) {
    if (from === null || date.start < from) from = date.start;
    if (to === null || date.end > to) to = date.end;
  }
  return { from, to };
}
