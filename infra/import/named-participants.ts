import type { Person } from './identify-persons.ts';
import { personRecord, stateRecords } from './names.ts';
import type { Known, MeetingRecord, ParticipantRecord } from './source.ts';
import { STATES } from './states.ts';
import { type Official, officialRecord } from './us-officials.ts';

/**
 * The persons that an import has found, with their ids and countries, and the American officials among them.
 */
interface Found {
  readonly ids: ReadonlyMap<Person, string>;
  readonly countries: ReadonlyMap<Person, string | undefined>;
  readonly officials: Iterable<Official>;
}

/** The records of the participants that meetings refer to but the content does not have yet. */
export function namedParticipants(
  meetings: readonly MeetingRecord[],
  { ids, countries, officials }: Found,
  known: Known['participants'],
): ParticipantRecord[] {
  const named = new Set(
    meetings.flatMap(({ participants }) => participants.flatMap(({ who, for: side }) => [who, side ?? who])),
  );
  const records = [
    ...stateRecords(
      STATES.filter(({ id }) => named.has(id)),
      known,
    ),
    ...[...ids].map(([person, id]) => personRecord(id, person, countries.get(person))),
    ...[...officials].map(officialRecord),
  ].filter(({ id }) => named.has(id) && !known.has(id));
  return [...new Map(records.map((record) => [record.id, record])).values()];
}
