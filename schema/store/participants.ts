import type { Participant } from '../record/corpus.ts';
import { number, type Stored, unpackParticipant, unpackTopic } from './codec.ts';
import { fold } from './fold.ts';
import { HIGHEST, type List, list } from './keys.ts';
import { EMPTY, type Listing, sourceOfList } from './listing.ts';
import { firstCharacter } from './lists.ts';
import type { Source } from './page.ts';
import type { ParticipantSummary, TopicFull } from './rows.ts';
import type { Session } from './session.ts';
import { narrowest } from './span.ts';

export interface ParticipantQuery {
  readonly kinds?: readonly Participant['kind'][];
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Beginning of a word of any name, in any script. */
  readonly name?: string;
}

/** Participants by name; those found by a name in the order of the names found. */
export async function listParticipants(
  session: Session,
  query: ParticipantQuery,
): Promise<Listing<ParticipantSummary>> {
  const kinds = [...new Set(query.kinds ?? [])];
  const keep = (participant: ParticipantSummary) =>
    (kinds.length === 0 || kinds.includes(participant.kind)) &&
    (query.country === undefined || participant.country === query.country);
  if (query.name !== undefined) {
    const source = sourceByName(session, query.name, list.participantsByName, unpackParticipant);
    return {
      source,
      ...(kinds.length > 0 || query.country !== undefined ? { keep } : {}),
      total: async () => null,
    };
  }
  const [kind] = kinds;
  const choices = [
    ...(kind !== undefined && kinds.length === 1 ? [list.participantsOfKind(kind)] : []),
    ...(query.country === undefined ? [] : [list.participantsOfCountry(query.country)]),
  ];
  const conditions = Number(kinds.length > 0) + Number(query.country !== undefined);
  const counted =
    choices.length > 1
      ? await Promise.all(choices.map(async (each) => ({ list: each, n: (await session.counter(each)).n })))
      : choices.map((each) => ({ list: each, n: 0 }));
  const chosen = narrowest(counted)?.list ?? list.participants;
  const isExact = choices.length === conditions && conditions < 2;
  return {
    source: sourceOfList(session.reader, chosen, unpackParticipant, {}, !isExact),
    ...(isExact ? {} : { keep }),
    total: async () => {
      if (!isExact) return null;
      return conditions === 0 ? session.head.participants : (await session.counter(chosen)).n;
    },
  };
}

/** What is longer names nothing, and DynamoDB would refuse it as a key. */
const LONGEST_IDENTIFIER = 500;

/** The participant that an outside identifier names, or null: one Query of one row. */
export async function participantByIdentifier(
  session: Session,
  scheme: string,
  value: string,
): Promise<ParticipantSummary | null> {
  if (scheme.length + value.length > LONGEST_IDENTIFIER) return null;
  const source = sourceOfList(session.reader, list.participantByIdentifier(scheme, value), unpackParticipant);
  for await (const [entry] of source({ ascending: true, want: 1 })) return entry?.value ?? null;
  return null;
}

export interface TopicQuery {
  /** Only those with nothing broader. */
  readonly roots?: boolean;
  /** Beginning of a word of any label. */
  readonly label?: string;
}

/** Topics by label. */
export function listTopics(session: Session, query: TopicQuery): Listing<TopicFull> {
  const isRoot = (topic: TopicFull) => (topic.broader.length === 0) === query.roots;
  if (query.label !== undefined) {
    const source = sourceByName(session, query.label, list.topicsByLabel, unpackTopic);
    return { source, ...(query.roots === undefined ? {} : { keep: isRoot }), total: async () => null };
  }
  if (query.roots === false) {
    const source = sourceOfList(session.reader, list.topics, unpackTopic, {}, true);
    return { source, keep: isRoot, total: async () => null };
  }
  const chosen = query.roots ? list.rootTopics : list.topics;
  return {
    source: sourceOfList(session.reader, chosen, unpackTopic),
    total: async () => (query.roots ? (await session.counter(chosen)).n : session.head.topics),
  };
}

/**
 * What a prefix finds. A record with several names that begin with it stands in the range several times; all but the
 * first say how much they share with the one before, and are left out when the prefix is within that.
 */
function sourceByName<T>(
  session: Session,
  prefix: string,
  listOf: (firstCharacter: string) => List,
  unpack: (row: Stored) => T,
): Source<T> {
  const folded = fold(prefix);
  if (folded === '') return EMPTY.source;
  const length = [...folded].length;
  const unpackFirst = (row: Stored) => ({ value: unpack(row), isFirst: number(row, 'shared') < length });
  const bounds = { low: folded, high: `${folded}${HIGHEST}` };
  const source = sourceOfList(session.reader, listOf(firstCharacter(folded)), unpackFirst, bounds);
  return async function* (scan) {
    // Twice as many as wanted, so that those left out seldom cost a second request.
    for await (const batch of source({ ...scan, want: scan.want * 2 })) {
      yield batch.flatMap(({ at, value: { value, isFirst } }) => (isFirst ? [{ at, value }] : []));
    }
  };
}
