import type {
  Identifier,
  IndexFile,
  MeetingRef,
  ParticipantRef,
  ReadoutRef,
  SeriesPlace,
  TopicRef,
  Year,
} from './rows.ts';

/**
 * References and other small objects, each as one string with parts separated by bars; a part that may itself
 * contain a bar comes last: `china|STATE|CN|China`.
 */

/** The first `count` parts between bars, and the rest, whatever it contains. */
export function parts(reference: string, count: number): string[] {
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

export const packIdentifier = (identifier: Identifier): string => `${identifier.scheme}|${identifier.value}`;
export function unpackIdentifier(packed: string): Identifier {
  const [scheme = '', value = ''] = parts(packed, 1);
  return { scheme, value };
}

export const packSeriesPlace = ({ series, ordinal }: SeriesPlace): string =>
  `${series.slug}|${ordinal ?? ''}|${series.name}`;
export function unpackSeriesPlace(packed: string): SeriesPlace {
  const [slug = '', ordinal = '', name = ''] = parts(packed, 2);
  return { series: { slug, name }, ordinal: ordinal === '' ? null : Number(ordinal) };
}

/** What a readout shows about another one of its meeting. */
export const packVersion = (ref: ReadoutRef): string => `${ref.id}|${ref.url ?? ''}|${ref.publisher}`;
export function unpackVersion(packed: string, meeting: MeetingRef): ReadoutRef {
  const [id = '', url = '', publisher = ''] = parts(packed, 2);
  return { meeting, id, url: url || null, publisher };
}

export const packIndexFile = (file: IndexFile): string => `${file.bytes}|${file.sha256}|${file.key}`;
export function unpackIndexFile(packed: string): IndexFile {
  const [bytes, sha256 = '', key = ''] = parts(packed, 2);
  return { key, sha256, bytes: Number(bytes) };
}

export const packYear = ({ year, n }: Year): string => `${year}|${n}`;
export function unpackYear(packed: string): Year {
  const [year, n] = parts(packed, 1);
  return { year: Number(year), n: Number(n) };
}
