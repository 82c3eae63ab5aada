import type { Corpus, Meeting, Participant, Topic } from '../record/corpus.ts';
import type {
  Attendance,
  MeetingHead,
  MeetingPage,
  MeetingRef,
  OfficeHeld,
  ParticipantRef,
  ParticipantSummary,
  StatementFull,
  TopicFull,
  TopicRef,
} from '../store/rows.ts';

/** A valid corpus with every reference followed: what a record shows of the records that it names. */
export interface Resolved {
  readonly corpus: Corpus;
  readonly meetings: ReadonlyMap<string, Meeting>;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly topics: ReadonlyMap<string, Topic>;
  page(meeting: Meeting): MeetingPage;
  participant(participant: Participant): ParticipantSummary;
  topic(topic: Topic): TopicFull;
  /** As recorded at meetings, newest first. */
  offices(participant: Participant): readonly OfficeHeld[];
}

const byId = <T extends { id: string }>(records: readonly T[]): Map<string, T> =>
  new Map(records.map((record) => [record.id, record]));

const unique = <T>(values: Iterable<T>): T[] => [...new Set(values)];

/** The corpus must be valid: a reference that leads nowhere is a defect of the checker and throws. */
export function resolve(corpus: Corpus): Resolved {
  const meetings = byId(corpus.meetings);
  const participants = byId(corpus.participants);
  const topics = byId(corpus.topics);
  const narrower = narrowerTopics(corpus.topics);
  const ancestors = new Map<string, readonly string[]>();
  const offices = officesHeld(corpus.meetings);

  const participantRefs = new Map(corpus.participants.map((each) => [each.id, refOfParticipant(each)]));
  const topicRefs = new Map(corpus.topics.map((each) => [each.id, refOfTopic(each)]));

  const participantRef = (slug: string): ParticipantRef => must(participantRefs, slug);
  const topicRef = (slug: string): TopicRef => must(topicRefs, slug);
  const meetingRef = (meeting: Meeting): MeetingRef => ({
    slug: meeting.id,
    edtf: meeting.date.edtf,
    title: meeting.title,
  });
  const above = (slug: string): readonly string[] => {
    const known = ancestors.get(slug);
    if (known) return known;
    const found = unique(must(topics, slug).broader.flatMap((broader) => [broader, ...above(broader)]));
    ancestors.set(slug, found);
    return found;
  };
  const aboveAll = (slugs: readonly string[]): string[] => {
    const direct = new Set(slugs);
    return unique(slugs.flatMap(above)).filter((slug) => !direct.has(slug));
  };

  function head(meeting: Meeting): MeetingHead {
    const parties = new Set(
      meeting.participants.flatMap(({ who, for: party }) => [
        ...(must(participants, who).kind === 'PERSON' ? [] : [who]),
        ...(party === undefined ? [] : [party]),
      ]),
    );
    const onTopics = unique(meeting.statements.flatMap((statement) => statement.topics));
    const { place } = meeting;
    return {
      ...meetingRef(meeting),
      form: meeting.form,
      status: meeting.status,
      place: place
        ? {
            city: place.city ?? null,
            region: place.region ?? null,
            country: place.country ?? null,
            venue: place.venue ?? null,
          }
        : null,
      within: meeting.within === undefined ? null : meetingRef(must(meetings, meeting.within)),
      parties: [...parties].map(participantRef),
      persons: meeting.participants.map(({ who }) => who).filter((who) => !parties.has(who)),
      topics: onTopics.map(topicRef),
      broaderTopics: aboveAll(onTopics),
    };
  }

  const voice = ({ who, for: party, office }: Meeting['voices'][number]) => ({
    participant: participantRef(who),
    office: office ?? null,
    onBehalfOf: party === undefined ? null : participantRef(party),
  });

  function page(meeting: Meeting): MeetingPage {
    const ref = meetingRef(meeting);
    const standsFor = new Map(
      [...meeting.participants, ...meeting.voices].map(({ who, for: party }) => [who, party]),
    );
    const readouts = meeting.readouts.map((readout) => ({
      meeting: ref,
      id: readout.id,
      publisher: readout.publisher,
      url: readout.url ?? null,
      party: readout.by === undefined ? null : participantRef(readout.by),
      provenance: readout.provenance ?? null,
      title: readout.title ?? null,
      published: readout.published ?? null,
      language: readout.language,
    }));
    const readoutById = byId(readouts);
    const statements = meeting.statements.map((statement, index): StatementFull => {
      const { publisher, url, id } = must(readoutById, statement.cite.readout);
      const parties = statement.by.flatMap((speaker) => standsFor.get(speaker) ?? []);
      return {
        meeting: ref,
        position: index + 1,
        speakers: statement.by.map(participantRef),
        onBehalfOf: unique(parties).map(participantRef),
        addressees: statement.to.map(participantRef),
        mode: statement.mode,
        text: statement.text,
        quote: statement.quote ?? null,
        stance: statement.stance ?? null,
        topics: statement.topics.map(topicRef),
        broaderTopics: aboveAll(statement.topics),
        readout: { meeting: ref, id, publisher, url },
        locator: statement.cite.at ?? null,
      };
    });
    return {
      head: head(meeting),
      participants: meeting.participants.map(
        (attendance): Attendance => ({ ...voice(attendance), role: attendance.role }),
      ),
      voices: meeting.voices.map(voice),
      readouts,
      statements,
    };
  }

  return {
    corpus,
    meetings,
    participants,
    topics,
    page,
    participant: (participant) => ({
      ...participantRef(participant.id),
      names: [
        { name: participant.name, language: null },
        ...participant.names.map(({ name, language }) => ({ name, language: language ?? null })),
      ],
      identifiers: pairs(participant.identifiers),
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

function must<T>(records: ReadonlyMap<string, T>, id: string): T {
  const found = records.get(id);
  if (found === undefined) throw new Error(`the checked content names an unknown id: ${id}`);
  return found;
}

function pairs(record: Readonly<Record<string, string>>): { scheme: string; value: string }[] {
  return Object.keys(record)
    .sort()
    .map((scheme) => ({ scheme, value: record[scheme] ?? '' }));
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

/** Every office that a record gives a participant, once, with the first and the last day on which one does. */
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
