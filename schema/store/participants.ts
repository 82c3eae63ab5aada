import type { Participant } from '../record/corpus.ts';
import { unpackParticipant } from './codec/participant.ts';
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

/**
 * The list in the table that contains exactly the participants that a query matches; undefined if there is
 * none. Participants found by name are ordered by the matching names.
 */
export function keyedParticipants(
  session: Session,
  { kinds = [], country, name }: ParticipantQuery,
): Listing<ParticipantSummary> | undefined {
  const [kind, another] = new Set(kinds);
  if (name !== undefined) {
    if (kind !== undefined || country !== undefined) return undefined;
    return { source: sourceByName(session, name, list.participantsByName, unpackParticipant) };
  }
  if (another !== undefined || (kind !== undefined && country !== undefined)) return undefined;
  const chosen =
    kind !== undefined
      ? list.participantsOfKind(kind)
      : country !== undefined
        ? list.participantsOfCountry(country)
        : undefined;
  return {
    source: sourceOfList(session.reader, chosen ?? list.participants, unpackParticipant),
    total: async () => (chosen ? (await session.counter(chosen)).n : session.head.participants),
  };
}

/** A longer identifier matches nothing, and DynamoDB would reject it as a key. */
const LONGEST_IDENTIFIER = 500;

/** The participant with an external identifier, or null; one Query of one row. */
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
