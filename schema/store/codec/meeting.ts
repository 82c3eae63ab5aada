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
  packSeriesPlace,
  packTopicRef,
  parts,
  unpackMeetingRef,
  unpackParticipantRef,
  unpackSeriesPlace,
  unpackTopicRef,
} from '../references.ts';
import type { Attendance, Document, MeetingHead, SeriesRef, Voice } from '../rows.ts';

// Packs a meeting, its participants and its documents into rows, and back. A missing value is a missing
// attribute.

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
    parties: unlessEmpty(head.parties.map(packParticipantRef)),
    persons: joinSlugs(head.persons),
    topics: unlessEmpty(head.topics.map(packTopicRef)),
    broaderTopics: joinSlugs(head.broaderTopics),
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
    persons: splitSlugs(row, 'persons'),
    topics: texts(row, 'topics').map(unpackTopicRef),
    broaderTopics: splitSlugs(row, 'broaderTopics'),
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
  signedBy: unlessEmpty(document.signedBy.map(packParticipantRef)),
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
