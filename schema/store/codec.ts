import {
  type Attributes,
  number,
  type Stored,
  some,
  split,
  text,
  textOrNull,
  texts,
  words,
} from './attributes.ts';
import {
  packIdentifier,
  packIndexFile,
  packMeetingRef,
  packParticipantRef,
  packSeriesPlace,
  packTopicRef,
  packVersion,
  packYear,
  parts,
  unpackIdentifier,
  unpackIndexFile,
  unpackMeetingRef,
  unpackParticipantRef,
  unpackSeriesPlace,
  unpackTopicRef,
  unpackVersion,
  unpackYear,
} from './references.ts';
import type {
  Attendance,
  Counter,
  Document,
  Head,
  MeetingHead,
  OfficeHeld,
  ParticipantSummary,
  ReadoutFull,
  ReadoutRef,
  SeriesRef,
  StatementFull,
  TopicFull,
  Voice,
} from './rows.ts';

/**
 * How each record stands in a row: `pack…` and `unpack…` side by side. An absent value is an absent
 * attribute.
 */

/** `undefined` for the usual value, so that nothing is stored for it. */
const unlessUsual = <W extends string>(word: W, usual: W): W | undefined =>
  word === usual ? undefined : word;

export function packMeetingHead(head: MeetingHead): Attributes {
  return {
    meeting: packMeetingRef(head),
    form: head.form,
    status: head.status,
    city: head.place?.city ?? undefined,
    region: head.place?.region ?? undefined,
    country: head.place?.country ?? undefined,
    venue: head.place?.venue ?? undefined,
    within: head.within ? packMeetingRef(head.within) : undefined,
    visit: head.visit ?? undefined,
    series: head.series ? packSeriesPlace(head.series) : undefined,
    participantsKnown: unlessUsual(head.participantsKnown, 'COMPLETE'),
    parties: some(head.parties.map(packParticipantRef)),
    persons: words(head.persons),
    topics: some(head.topics.map(packTopicRef)),
    broaderTopics: words(head.broaderTopics),
  };
}
export function unpackMeetingHead(row: Stored): MeetingHead {
  const [city, region, country, venue] = ['city', 'region', 'country', 'venue'].map((name) =>
    textOrNull(row, name),
  );
  const within = textOrNull(row, 'within');
  const series = textOrNull(row, 'series');
  return {
    ...unpackMeetingRef(text(row, 'meeting')),
    form: text(row, 'form') as MeetingHead['form'],
    status: text(row, 'status') as MeetingHead['status'],
    place:
      city || region || country || venue
        ? { city: city ?? null, region: region ?? null, country: country ?? null, venue: venue ?? null }
        : null,
    within: within === null ? null : unpackMeetingRef(within),
    visit: textOrNull(row, 'visit') as MeetingHead['visit'],
    series: series === null ? null : unpackSeriesPlace(series),
    participantsKnown: (textOrNull(row, 'participantsKnown') ??
      'COMPLETE') as MeetingHead['participantsKnown'],
    parties: texts(row, 'parties').map(unpackParticipantRef),
    persons: split(row, 'persons'),
    topics: texts(row, 'topics').map(unpackTopicRef),
    broaderTopics: split(row, 'broaderTopics'),
  };
}

export function packVoice(voice: Voice): Attributes {
  return {
    participant: packParticipantRef(voice.participant),
    office: voice.office ?? undefined,
    onBehalfOf: voice.onBehalfOf ? packParticipantRef(voice.onBehalfOf) : undefined,
  };
}
export function unpackVoice(row: Stored): Voice {
  const onBehalfOf = textOrNull(row, 'onBehalfOf');
  return {
    participant: unpackParticipantRef(text(row, 'participant')),
    office: textOrNull(row, 'office'),
    onBehalfOf: onBehalfOf === null ? null : unpackParticipantRef(onBehalfOf),
  };
}

export const packAttendance = (attendance: Attendance): Attributes => ({
  ...packVoice(attendance),
  role: attendance.role,
  remote: attendance.remote ? 1 : undefined,
});
export const unpackAttendance = (row: Stored): Attendance => ({
  ...unpackVoice(row),
  role: text(row, 'role') as Attendance['role'],
  remote: number(row, 'remote') === 1,
});

export const packNote = (note: string): Attributes => ({ note });
export const unpackNote = (row: Stored): string => text(row, 'note');

export const packDocument = (document: Document): Attributes => ({
  title: document.title,
  kind: document.kind,
  url: document.url ?? undefined,
  signedBy: some(document.signedBy.map(packParticipantRef)),
});
export const unpackDocument = (row: Stored): Document => ({
  title: text(row, 'title'),
  kind: text(row, 'kind'),
  url: textOrNull(row, 'url'),
  signedBy: texts(row, 'signedBy').map(unpackParticipantRef),
});

export const packSeries = (series: SeriesRef): Attributes => ({ series: `${series.slug}|${series.name}` });
export function unpackSeries(row: Stored): SeriesRef {
  const [slug = '', name = ''] = parts(text(row, 'series'), 1);
  return { slug, name };
}

export function packReadout(readout: ReadoutFull): Attributes {
  return {
    meeting: packMeetingRef(readout.meeting),
    readout: readout.id,
    publisher: readout.publisher,
    url: readout.url ?? undefined,
    party: readout.party ? packParticipantRef(readout.party) : undefined,
    provenance: readout.provenance ?? undefined,
    title: readout.title ?? undefined,
    kind: readout.kind ?? undefined,
    archivedUrl: readout.archivedUrl ?? undefined,
    accessed: readout.accessed ?? undefined,
    translationOf: readout.translationOf ? packVersion(readout.translationOf) : undefined,
    supersededBy: readout.supersededBy ? packVersion(readout.supersededBy) : undefined,
    published: readout.published ?? undefined,
    language: readout.language,
  };
}
function unpackReadoutRef(row: Stored): ReadoutRef {
  return {
    meeting: unpackMeetingRef(text(row, 'meeting')),
    id: text(row, 'readout'),
    publisher: text(row, 'publisher'),
    url: textOrNull(row, 'url'),
  };
}
export function unpackReadout(row: Stored): ReadoutFull {
  const party = textOrNull(row, 'party');
  const ref = unpackReadoutRef(row);
  const version = (name: string) => {
    const packed = textOrNull(row, name);
    return packed === null ? null : unpackVersion(packed, ref.meeting);
  };
  return {
    ...ref,
    party: party === null ? null : unpackParticipantRef(party),
    provenance: textOrNull(row, 'provenance'),
    title: textOrNull(row, 'title'),
    kind: textOrNull(row, 'kind') as ReadoutFull['kind'],
    archivedUrl: textOrNull(row, 'archivedUrl'),
    accessed: textOrNull(row, 'accessed'),
    translationOf: version('translationOf'),
    supersededBy: version('supersededBy'),
    published: textOrNull(row, 'published'),
    language: text(row, 'language'),
  };
}

export function packStatement(statement: StatementFull): Attributes {
  return {
    meeting: packMeetingRef(statement.meeting),
    statement: statement.slug,
    position: statement.position,
    speakers: statement.speakers.map(packParticipantRef),
    onBehalfOf: some(statement.onBehalfOf.map(packParticipantRef)),
    addressees: some(statement.addressees.map(packParticipantRef)),
    mode: statement.mode,
    setting: unlessUsual(statement.setting, 'TALKS'),
    date: statement.date ?? undefined,
    text: statement.text,
    quote: statement.quote ?? undefined,
    stance: statement.stance ?? undefined,
    topics: some(statement.topics.map(packTopicRef)),
    broaderTopics: words(statement.broaderTopics),
    readout: statement.readout.id,
    publisher: statement.readout.publisher,
    url: statement.readout.url ?? undefined,
    locator: statement.locator ?? undefined,
    document: statement.document ?? undefined,
  };
}
export function unpackStatement(row: Stored): StatementFull {
  const readout = unpackReadoutRef(row);
  return {
    meeting: readout.meeting,
    slug: text(row, 'statement'),
    position: number(row, 'position'),
    speakers: texts(row, 'speakers').map(unpackParticipantRef),
    onBehalfOf: texts(row, 'onBehalfOf').map(unpackParticipantRef),
    addressees: texts(row, 'addressees').map(unpackParticipantRef),
    mode: text(row, 'mode') as StatementFull['mode'],
    setting: (textOrNull(row, 'setting') ?? 'TALKS') as StatementFull['setting'],
    date: textOrNull(row, 'date'),
    text: text(row, 'text'),
    quote: textOrNull(row, 'quote'),
    stance: textOrNull(row, 'stance') as StatementFull['stance'],
    topics: texts(row, 'topics').map(unpackTopicRef),
    broaderTopics: split(row, 'broaderTopics'),
    readout,
    locator: textOrNull(row, 'locator'),
    document: number(row, 'document') || null,
  };
}

export function packParticipant(participant: ParticipantSummary): Attributes {
  return {
    participant: packParticipantRef(participant),
    names: participant.names.map(({ name, language }) => `${language ?? ''}|${name}`),
    identifiers: some(participant.identifiers.map(packIdentifier)),
    predecessors: some(participant.predecessors.map(packParticipantRef)),
    successors: some(participant.successors.map(packParticipantRef)),
    earlier: words(participant.earlier),
  };
}
export function unpackParticipant(row: Stored): ParticipantSummary {
  return {
    ...unpackParticipantRef(text(row, 'participant')),
    names: texts(row, 'names').map((packed) => {
      const [language = '', name = ''] = parts(packed, 1);
      return { name, language: language || null };
    }),
    identifiers: texts(row, 'identifiers').map(unpackIdentifier),
    predecessors: texts(row, 'predecessors').map(unpackParticipantRef),
    successors: texts(row, 'successors').map(unpackParticipantRef),
    earlier: split(row, 'earlier'),
  };
}

/** Two lists side by side, as both a title and a name may hold bars. */
export const packOffices = (offices: readonly OfficeHeld[]): Attributes => ({
  offices: offices.map(({ title, from, to }) => `${from}|${to}|${title}`),
  onBehalfOf: offices.map(({ onBehalfOf }) => (onBehalfOf ? packParticipantRef(onBehalfOf) : '')),
});
export function unpackOffices(row: Stored): readonly OfficeHeld[] {
  const onBehalfOf = texts(row, 'onBehalfOf');
  return texts(row, 'offices').map((packed, index) => {
    const [from = '', to = '', title = ''] = parts(packed, 2);
    const party = onBehalfOf[index];
    return { title, onBehalfOf: party ? unpackParticipantRef(party) : null, from, to };
  });
}

export function packTopic(topic: TopicFull): Attributes {
  return {
    topic: packTopicRef(topic),
    altLabels: some(topic.altLabels),
    description: topic.description ?? undefined,
    broader: some(topic.broader.map(packTopicRef)),
    narrower: some(topic.narrower.map(packTopicRef)),
    exactMatch: some(topic.exactMatch.map(packIdentifier)),
  };
}
export function unpackTopic(row: Stored): TopicFull {
  return {
    ...unpackTopicRef(text(row, 'topic')),
    altLabels: texts(row, 'altLabels'),
    description: textOrNull(row, 'description'),
    broader: texts(row, 'broader').map(unpackTopicRef),
    narrower: texts(row, 'narrower').map(unpackTopicRef),
    exactMatch: texts(row, 'exactMatch').map(unpackIdentifier),
  };
}

export const packCounter = ({ n }: Counter): Attributes => ({ n });
export const unpackCounter = (row: Stored): Counter => ({ n: number(row, 'n') });

export function packHead(head: Head): Attributes {
  return {
    release: head.release,
    title: head.title,
    licence: head.licence,
    meetings: head.meetings,
    participants: head.participants,
    statements: head.statements,
    topics: head.topics,
    from: head.from ?? undefined,
    to: head.to ?? undefined,
    meetingYears: some(head.meetingYears.map(packYear)),
    statementYears: some(head.statementYears.map(packYear)),
    index: head.index && packIndexFile(head.index),
  };
}
export function unpackHead(row: Stored): Head {
  const index = textOrNull(row, 'index');
  return {
    release: text(row, 'release'),
    title: text(row, 'title'),
    licence: text(row, 'licence'),
    meetings: number(row, 'meetings'),
    participants: number(row, 'participants'),
    statements: number(row, 'statements'),
    topics: number(row, 'topics'),
    from: textOrNull(row, 'from'),
    to: textOrNull(row, 'to'),
    meetingYears: texts(row, 'meetingYears').map(unpackYear),
    statementYears: texts(row, 'statementYears').map(unpackYear),
    ...(index === null ? {} : { index: unpackIndexFile(index) }),
  };
}
