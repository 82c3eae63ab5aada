import type { Corpus, Meeting, Participant, Series, Topic } from '../record/corpus.ts';
import type {
  MeetingPage,
  OfficeHeld,
  ParticipantRef,
  ParticipantSummary,
  TopicFull,
  TopicRef,
} from '../store/rows.ts';
import type { CompileMemory, Kind, Lookup, Shown } from './compile-memory.ts';
import { knownRecord } from './known-record.ts';
import { pageOf, refOfMeeting } from './page.ts';

/** A valid corpus with every reference resolved: what a record shows about the records that it refers to. */
export interface Resolved {
  readonly corpus: Corpus;
  readonly meetings: ReadonlyMap<string, Meeting>;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly series: ReadonlyMap<string, Series>;
  page(meeting: Meeting): MeetingPage;
  participant(participant: Participant): ParticipantSummary;
  topic(topic: Topic): TopicFull;
  /** As recorded at meetings, newest first. */
  offices(participant: Participant): readonly OfficeHeld[];
}

const byId = <T extends { id: string }>(records: readonly T[]): Map<string, T> =>
  new Map(records.map((record) => [record.id, record]));

const unique = <T>(values: Iterable<T>): T[] => [...new Set(values)];

/**
 * The corpus must be valid: a dangling reference is a defect of the checker and throws.
 *
 * @param memory keeps pages from one corpus to the next; without it they are made on each request
 */
export function resolve(corpus: Corpus, memory?: CompileMemory): Resolved {
  const meetings = byId(corpus.meetings);
  const participants = byId(corpus.participants);
  const topics = byId(corpus.topics);
  const series = byId(corpus.series);
  const successors = successorsOf(corpus.participants);
  const narrower = narrowerTopics(corpus.topics);
  const offices = officesHeld(corpus.meetings);

  const participantRefs = new Map(corpus.participants.map((each) => [each.id, refOfParticipant(each)]));
  const topicRefs = new Map(corpus.topics.map((each) => [each.id, refOfTopic(each)]));
  const seriesRefs = new Map(corpus.series.map(({ id: slug, name }) => [slug, { slug, name }]));
  const before = ancestry((slug) => knownRecord(participants, slug).predecessors);
  const shown: { readonly [K in Kind]: (slug: string) => Shown[K] } = {
    participant: (slug) => knownRecord(participantRefs, slug),
    topic: (slug) => knownRecord(topicRefs, slug),
    above: ancestry((slug) => knownRecord(topics, slug).broader),
    meeting: (slug) => refOfMeeting(knownRecord(meetings, slug)),
    series: (slug) => knownRecord(seriesRefs, slug),
  };
  const show: Lookup = (kind, slug) => shown[kind](slug);
  const remembered = memory?.begin(show, pageOf);
  const look = remembered?.look ?? show;
  const participantRef = (slug: string): ParticipantRef => look('participant', slug);
  const topicRef = (slug: string): TopicRef => look('topic', slug);

  return {
    corpus,
    meetings,
    participants,
    topics,
    series,
    page: (meeting) => remembered?.page(meeting) ?? pageOf(meeting, show),
    participant: (participant) => ({
      ...participantRef(participant.id),
      names: [
        { name: participant.name, language: null },
        ...participant.names.map(({ name, language }) => ({ name, language: language ?? null })),
      ],
      identifiers: pairs(participant.identifiers),
      predecessors: participant.predecessors.map(participantRef),
      successors: (successors.get(participant.id) ?? []).map(participantRef),
      earlier: before(participant.id),
    }),
    topic: (topic) => ({
      ...topicRef(topic.id),
      altLabels: topic.altLabels,
      description: topic.description ?? null,
      broader: topic.broader.map(topicRef),
      narrower: (narrower.get(topic.id) ?? []).map(topicRef),
      exactMatch: pairs(topic.exactMatch),
    }),
    offices: (participant) =>
      (offices.get(participant.id) ?? []).map(({ party, ...office }) => ({
        ...office,
        onBehalfOf: party === undefined ? null : participantRef(party),
      })),
  };
}

function refOfParticipant({ id: slug, kind, country, name }: Participant): ParticipantRef {
  return { slug, kind, country: country ?? null, name };
}

const refOfTopic = ({ id: slug, prefLabel }: Topic): TopicRef => ({ slug, prefLabel });

function pairs(record: Readonly<Record<string, string>>): { scheme: string; value: string }[] {
  return Object.keys(record)
    .sort()
    .map((scheme) => ({ scheme, value: record[scheme] ?? '' }));
}

/** All ancestors of a record, nearest first, in a relation without cycles. */
function ancestry(next: (slug: string) => readonly string[]): (slug: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  const above = (slug: string): readonly string[] => {
    const found = known.get(slug) ?? unique(next(slug).flatMap((each) => [each, ...above(each)]));
    known.set(slug, found);
    return found;
  };
  return above;
}

function successorsOf(participants: readonly Participant[]): Map<string, string[]> {
  const successors = new Map<string, string[]>();
  for (const { id, predecessors } of participants)
    for (const before of predecessors) successors.set(before, [...(successors.get(before) ?? []), id]);
  return successors;
}

function narrowerTopics(topics: readonly Topic[]): Map<string, string[]> {
  const narrower = new Map<string, string[]>();
  for (const topic of topics) {
    for (const broader of topic.broader) narrower.set(broader, [...(narrower.get(broader) ?? []), topic.id]);
  }
  return narrower;
}

interface Office {
  readonly title: string;
  readonly party: string | undefined;
  from: string;
  to: string;
}

/**
 * Every office that a record gives a participant, once, with the first and last day on which a record
 * mentions it.
 */
function officesHeld(meetings: readonly Meeting[]): Map<string, Office[]> {
  const held = new Map<string, Map<string, Office>>();
  for (const meeting of meetings) {
    for (const { who, for: party, office: title } of [...meeting.participants, ...meeting.voices]) {
      if (title === undefined) continue;
      const offices = held.get(who) ?? new Map<string, Office>();
      held.set(who, offices);
      const key = `${party ?? ''}|${title}`;
      const { start, end } = meeting.date;
      const office = offices.get(key) ?? { title, party, from: start, to: end };
      if (start < office.from) office.from = start;
      if (end > office.to) office.to = end;
      offices.set(key, office);
    }
  }
  return new Map([...held].map(([who, offices]) => [who, [...offices.values()].sort(newestFirst)]));
}

function newestFirst(a: Office, b: Office): number {
  const order = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return (
    order(b.to, a.to) ||
    order(b.from, a.from) ||
    order(a.title, b.title) ||
    order(a.party ?? '', b.party ?? '')
  );
}
