import { personRecord, stateRecords } from '../names.ts';
import type { Known, MeetingRecord, ParticipantRecord } from '../source.ts';
import { STATES } from '../states.ts';
import { type Official, officialRecord } from '../us-officials.ts';
import type { Person } from '../who.ts';
import type { Counterpart } from './counterparts.ts';
import type { Journey } from './journey.ts';

/** The participants that the meetings name. */
export function participantsOf(
  meetings: readonly MeetingRecord[],
  persons: readonly Person[],
  ids: ReadonlyMap<Person, string>,
  found: ReadonlyMap<Counterpart, Person>,
  journeys: readonly Journey[],
  known: Known['participants'],
): ParticipantRecord[] {
  const named = new Set(
    meetings.flatMap(({ participants }) => participants.flatMap(({ who, for: side }) => [who, side ?? who])),
  );
  const countries = new Map<Person, string | undefined>();
  for (const [{ state }, person] of found)
    if (state.kind === 'STATE') countries.set(person, state.country ?? countries.get(person));
  const officials = new Set<Official>(journeys.map(({ traveller }) => traveller));
  const records = [
    ...stateRecords(
      STATES.filter(({ id }) => named.has(id)),
      known,
    ),
    ...persons.map((person) => personRecord(ids.get(person) ?? '', person, countries.get(person))),
    ...[...officials].map(officialRecord),
  ].filter(({ id }) => named.has(id));
  return [...new Map(records.map((record) => [record.id, record])).values()];
}
