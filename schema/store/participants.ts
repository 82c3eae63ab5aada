import type { Participant } from '../record/corpus.ts';
import { unpackParticipant } from './codec.ts';
import { narrowest } from './date-bounds.ts';
import { list } from './keys.ts';
import { type Listing, sourceOfList } from './listing.ts';
import { sourceByName } from './name-search.ts';
import type { ParticipantSummary } from './rows.ts';
import type { Session } from './session.ts';

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
