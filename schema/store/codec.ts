import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type {
  Attendance,
  Attribute,
  Counter,
  Head,
  Identifier,
  MeetingHead,
  MeetingRef,
  OfficeHeld,
  ParticipantRef,
  ParticipantSummary,
  ReadoutFull,
  ReadoutRef,
  StatementFull,
  TopicFull,
  TopicRef,
  Voice,
  Year,
} from './rows.ts';

/**
 * How each shape stands in a row: `pack…` and `unpack…` side by side. A reference is one string whose parts are parted
 * by bars, what may itself hold a bar last; an absent value is an absent attribute.
 */

/**
 * A row as DynamoDB sends it. It is unpacked straight from there: a document client would first build an object of every
 * attribute, which takes several times as long.
 */
export type Stored = Readonly<Record<string, AttributeValue>>;
type Attributes = Record<string, Attribute>;

export const textOrNull = (row: Stored, name: string): string | null => row[name]?.S ?? null;
export function text(row: Stored, name: string): string {
  const value = row[name]?.S;
  if (value === undefined) throw new Error(`row ${row.PK?.S} ${row.SK?.S} lacks ${name}`);
  return value;
}
export const number = (row: Stored, name: string): number => Number(row[name]?.N ?? 0);
const texts = (row: Stored, name: string): readonly string[] => (row[name]?.L ?? []).map(({ S = '' }) => S);
/** `undefined` for an empty list, so that nothing is stored for it. */
const some = (list: readonly string[]): readonly string[] | undefined =>
  list.length === 0 ? undefined : list;
const words = (list: readonly string[]): string | undefined =>
  list.length === 0 ? undefined : list.join(' ');
const split = (row: Stored, name: string): readonly string[] => textOrNull(row, name)?.split(' ') ?? [];

/** The first `count` parts between bars and the rest, whatever it holds. */
function parts(reference: string, count: number): string[] {
  const result: string[] = [];
  let from = 0;
  for (let index = 0; index < count; index += 1) {
    const bar = reference.indexOf('|', from);
    if (bar === -1) throw new Error(`a stored reference is malformed: ${reference}`);
    result.push(reference.slice(from, bar));
    from = bar + 1;
  }
  result.push(reference.slice(from));
  return result;
}

export const packParticipantRef = (ref: ParticipantRef): string =>
  `${ref.slug}|${ref.kind}|${ref.country ?? ''}|${ref.name}`;
export function unpackParticipantRef(packed: string): ParticipantRef {
  const [slug = '', kind = '', country = '', name = ''] = parts(packed, 3);
  return { slug, kind: kind as ParticipantRef['kind'], country: country || null, name };
}

export const packTopicRef = (ref: TopicRef): string => `${ref.slug}|${ref.prefLabel}`;
export function unpackTopicRef(packed: string): TopicRef {
  const [slug = '', prefLabel = ''] = parts(packed, 1);
  return { slug, prefLabel };
}

export const packMeetingRef = (ref: MeetingRef): string => `${ref.slug}|${ref.edtf}|${ref.title}`;
export function unpackMeetingRef(packed: string): MeetingRef {
  const [slug = '', edtf = '', title = ''] = parts(packed, 2);
  return { slug, edtf, title };
}

const packIdentifier = (identifier: Identifier): string => `${identifier.scheme}|${identifier.value}`;
function unpackIdentifier(packed: string): Identifier {
  const [scheme = '', value = ''] = parts(packed, 1);
  return { scheme, value };
}

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
  return {
    ...unpackMeetingRef(text(row, 'meeting')),
    form: text(row, 'form') as MeetingHead['form'],
    status: text(row, 'status') as MeetingHead['status'],
    place:
      city || region || country || venue
        ? { city: city ?? null, region: region ?? null, country: country ?? null, venue: venue ?? null }
        : null,
    within: within === null ? null : unpackMeetingRef(within),
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
});
export const unpackAttendance = (row: Stored): Attendance => ({
  ...unpackVoice(row),
  role: text(row, 'role') as Attendance['role'],
});

export function packReadout(readout: ReadoutFull): Attributes {
  return {
    meeting: packMeetingRef(readout.meeting),
    readout: readout.id,
    publisher: readout.publisher,
    url: readout.url ?? undefined,
    party: readout.party ? packParticipantRef(readout.party) : undefined,
    provenance: readout.provenance ?? undefined,
    title: readout.title ?? undefined,
    published: readout.published ?? undefined,
    language: readout.language,
  };
}
export function unpackReadoutRef(row: Stored): ReadoutRef {
  return {
    meeting: unpackMeetingRef(text(row, 'meeting')),
    id: text(row, 'readout'),
    publisher: text(row, 'publisher'),
    url: textOrNull(row, 'url'),
  };
}
export function unpackReadout(row: Stored): ReadoutFull {
  const party = textOrNull(row, 'party');
  return {
    ...unpackReadoutRef(row),
    party: party === null ? null : unpackParticipantRef(party),
    provenance: textOrNull(row, 'provenance'),
    title: textOrNull(row, 'title'),
    published: textOrNull(row, 'published'),
    language: text(row, 'language'),
  };
}

export function packStatement(statement: StatementFull): Attributes {
  return {
    meeting: packMeetingRef(statement.meeting),
    position: statement.position,
    speakers: statement.speakers.map(packParticipantRef),
    onBehalfOf: some(statement.onBehalfOf.map(packParticipantRef)),
    addressees: some(statement.addressees.map(packParticipantRef)),
    mode: statement.mode,
    text: statement.text,
    quote: statement.quote ?? undefined,
    stance: statement.stance ?? undefined,
    topics: some(statement.topics.map(packTopicRef)),
    broaderTopics: words(statement.broaderTopics),
    readout: statement.readout.id,
    publisher: statement.readout.publisher,
    url: statement.readout.url ?? undefined,
    locator: statement.locator ?? undefined,
  };
}
export function unpackStatement(row: Stored): StatementFull {
  const readout = unpackReadoutRef(row);
  return {
    meeting: readout.meeting,
    position: number(row, 'position'),
    speakers: texts(row, 'speakers').map(unpackParticipantRef),
    onBehalfOf: texts(row, 'onBehalfOf').map(unpackParticipantRef),
    addressees: texts(row, 'addressees').map(unpackParticipantRef),
    mode: text(row, 'mode') as StatementFull['mode'],
    text: text(row, 'text'),
    quote: textOrNull(row, 'quote'),
    stance: textOrNull(row, 'stance') as StatementFull['stance'],
    topics: texts(row, 'topics').map(unpackTopicRef),
    broaderTopics: split(row, 'broaderTopics'),
    readout,
    locator: textOrNull(row, 'locator'),
  };
}

export function packParticipant(participant: ParticipantSummary): Attributes {
  return {
    participant: packParticipantRef(participant),
    names: participant.names.map(({ name, language }) => `${language ?? ''}|${name}`),
    identifiers: some(participant.identifiers.map(packIdentifier)),
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

export const packCounter = (counter: Counter): Attributes => ({
  n: counter.n,
  longest: counter.longest || undefined,
  spoken: counter.spoken || undefined,
  onBehalf: counter.onBehalf || undefined,
  large: counter.large || undefined,
});
export const unpackCounter = (row: Stored): Counter => ({
  n: number(row, 'n'),
  longest: number(row, 'longest'),
  spoken: number(row, 'spoken'),
  onBehalf: number(row, 'onBehalf'),
  large: number(row, 'large'),
});

const packYear = (year: Year): string => `${year.year}|${year.n}|${year.longest}|${year.until}`;
function unpackYear(packed: string): Year {
  const [year, n, longest, until = ''] = parts(packed, 3);
  return { year: Number(year), n: Number(n), longest: Number(longest), until };
}

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
  };
}
export function unpackHead(row: Stored): Head {
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
  };
}
