import type { Meeting } from '../record/corpus.ts';
import type { Attendance, MeetingHead, MeetingPage, MeetingRef, StatementFull } from '../store/rows.ts';
import { presentAt, sidesAt } from './attendance.ts';
import type { Lookup } from './compile-memory.ts';
import { knownRecord } from './known-record.ts';

/** The page of a meeting, which depends only on the meeting and what it looks up. */
export function pageOf(meeting: Meeting, look: Lookup): MeetingPage {
  const ref = refOfMeeting(meeting);
  const participantRef = (slug: string) => look('participant', slug);
  const voice = ({ who, for: party, office }: Meeting['voices'][number]) => ({
    participant: participantRef(who),
    office: office ?? null,
    onBehalfOf: party === undefined ? null : participantRef(party),
  });
  const standsFor = sidesAt(meeting);
  const readoutRefs = new Map(
    meeting.readouts.map(({ id, publisher, url }) => [id, { meeting: ref, id, publisher, url: url ?? null }]),
  );
  const version = (id: string | undefined) => (id === undefined ? null : knownRecord(readoutRefs, id));
  const readouts = meeting.readouts.map((readout) => ({
    ...knownRecord(readoutRefs, readout.id),
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
      topics: statement.topics.map((slug) => look('topic', slug)),
      broaderTopics: aboveAll(statement.topics, look),
      readout: knownRecord(readoutRefs, statement.cite.readout),
      locator: statement.cite.at ?? null,
      document:
        statement.document === undefined
          ? null
          : 1 + meeting.documents.findIndex(({ id }) => id === statement.document),
    };
  });
  return {
    head: headOf(meeting, look),
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

/** What a statement or a session shows about its meeting. */
export const refOfMeeting = ({ id: slug, date: { edtf }, title }: Meeting): MeetingRef => ({
  slug,
  edtf,
  title,
});

function headOf(meeting: Meeting, look: Lookup): MeetingHead {
  const { parties, persons } = presentAt(meeting, (who) => look('participant', who).kind === 'PERSON');
  const onTopics = unique([
    ...meeting.topics,
    ...meeting.statements.flatMap((statement) => statement.topics),
  ]);
  const { place } = meeting;
  return {
    ...refOfMeeting(meeting),
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
    within: meeting.within === undefined ? null : look('meeting', meeting.within),
    visit: meeting.visit ?? null,
    series: seriesPlace(meeting, look),
    participantsKnown: meeting.participantsKnown,
    parties: parties.map((slug) => look('participant', slug)),
    persons,
    topics: onTopics.map((slug) => look('topic', slug)),
    broaderTopics: aboveAll(onTopics, look),
  };
}

function seriesPlace({ series: place }: Meeting, look: Lookup): MeetingHead['series'] {
  return place ? { series: look('series', place.id), ordinal: place.ordinal ?? null } : null;
}

function aboveAll(slugs: readonly string[], look: Lookup): string[] {
  const direct = new Set(slugs);
  return unique(slugs.flatMap((slug) => look('above', slug))).filter((slug) => !direct.has(slug));
}

const unique = <T>(values: Iterable<T>): T[] => [...new Set(values)];
