import type { Corpus, Meeting, Participant, Series, Topic } from '../record/corpus.ts';
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

/** The corpus must be valid: a reference that leads nowhere is a defect of the checker and throws. */
export function resolve(corpus: Corpus): Resolved {
  const meetings = byId(corpus.meetings);
  const participants = byId(corpus.participants);
  const topics = byId(corpus.topics);
  const series = byId(corpus.series);
  const successors = successorsOf(corpus.participants);
  const narrower = narrowerTopics(corpus.topics);
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
  const above = ancestry((slug) => must(topics, slug).broader);
  const before = ancestry((slug) => must(participants, slug).predecessors);
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
    const onTopics = unique([
      ...meeting.topics,
      ...meeting.statements.flatMap((statement) => statement.topics),
    ]);
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
      visit: meeting.visit ?? null,
      series: seriesPlace(meeting),
      participantsKnown: meeting.participantsKnown,
      parties: [...parties].map(participantRef),
      persons: meeting.participants.map(({ who }) => who).filter((who) => !parties.has(who)),
      topics: onTopics.map(topicRef),
      broaderTopics: aboveAll(onTopics),
    };
  }

  function seriesPlace({ series: place }: Meeting): MeetingHead['series'] {
    if (!place) return null;
    const { id: slug, name } = must(series, place.id);
    return { series: { slug, name }, ordinal: place.ordinal ?? null };
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
    const readoutRefs = new Map(
      meeting.readouts.map(({ id, publisher, url }) => [
        id,
        { meeting: ref, id, publisher, url: url ?? null },
      ]),
    );
    const version = (id: string | undefined) => (id === undefined ? null : must(readoutRefs, id));
    const readouts = meeting.readouts.map((readout) => ({
      ...must(readoutRefs, readout.id),
      kind: readout.kind ?? null,
      archivedUrl: readout.archivedUrl ?? null,
      accessed: readout.accessed ?? null,
      translationOf: version(readout.translationOf),
      supersededBy: version(readout.supersededBy),
      party: readout.by === undefined ? null : participantRef(readout.by),
      provenance: readout.provenance ?? null,
      title: readout.title ?? null,
      published: readout.published ?? null,
      language: readout.language,
    }));
    const statements = meeting.statements.map((statement, index): StatementFull => {
      const parties = statement.by.flatMap((speaker) => standsFor.get(speaker) ?? []);
      return {
        meeting: ref,
        slug: statement.id,
        position: index + 1,
        speakers: statement.by.map(participantRef),
        onBehalfOf: unique(parties).map(participantRef),
        addressees: statement.to.map(participantRef),
        mode: statement.mode,
        setting: statement.setting,
        date: statement.date ?? null,
        text: statement.text,
        quote: statement.quote ?? null,
        stance: statement.stance ?? null,
        topics: statement.topics.map(topicRef),
        broaderTopics: aboveAll(statement.topics),
        readout: must(readoutRefs, statement.cite.readout),
        locator: statement.cite.at ?? null,
        document:
          statement.document === undefined
            ? null
            : 1 + meeting.documents.findIndex(({ id }) => id === statement.document),
      };
    });
    return {
      head: head(meeting),
      participants: meeting.participants.map(
        (attendance): Attendance => ({
          ...voice(attendance),
          role: attendance.role,
          remote: attendance.remote ?? false,
        }),
      ),
      note: meeting.note ?? null,
      voices: meeting.voices.map(voice),
      documents: meeting.documents.map(({ title, kind, url, signedBy }) => ({
        title,
        kind,
        url: url ?? null,
        signedBy: signedBy.map(participantRef),
      })),
      readouts,
      statements,
    };
  }

  return {
    corpus,
    meetings,
    participants,
    topics,
    series,
    page,
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

/** All that lies above a record, nearest first, for a relation that has no circles. */
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
