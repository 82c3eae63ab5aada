import {
  type Attributes,
  joinSlugs,
  number,
  type Stored,
  splitSlugs,
  text,
  textOrNull,
  texts,
  unlessEmpty,
  unlessUsual,
} from '../attributes.ts';
import {
  packMeetingRef,
  packParticipantRef,
  packTopicRef,
  packVersion,
  unpackMeetingRef,
  unpackParticipantRef,
  unpackTopicRef,
  unpackVersion,
} from '../references.ts';
import type { ReadoutFull, ReadoutRef, StatementFull } from '../rows.ts';

// Packs the accounts of a meeting and its statements into rows, and back. A missing value is a missing
// attribute.

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
    onBehalfOf: unlessEmpty(statement.onBehalfOf.map(packParticipantRef)),
    addressees: unlessEmpty(statement.addressees.map(packParticipantRef)),
    mode: statement.mode,
    setting: unlessUsual(statement.setting, 'TALKS'),
    date: statement.date ?? undefined,
    text: statement.text,
    quote: statement.quote ?? undefined,
    stance: statement.stance ?? undefined,
    topics: unlessEmpty(statement.topics.map(packTopicRef)),
    broaderTopics: joinSlugs(statement.broaderTopics),
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
    broaderTopics: splitSlugs(row, 'broaderTopics'),
    readout,
    locator: textOrNull(row, 'locator'),
    document: number(row, 'document') || null,
  };
}
