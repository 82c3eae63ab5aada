import type { Person } from '../identify-persons.ts';
import { nameOf } from '../names.ts';
import type { createOverlaps } from '../overlaps.ts';
import type { MeetingRecord } from '../source.ts';
import type { Leader } from './companions.ts';
import { correctionsOf, noteOf } from './corrections.ts';
import type { Counterpart } from './counterparts.ts';
import type { Journey } from './journey.ts';
import type { Meet } from './meetings-of-trip.ts';
import { note, type Outcomes } from './outcomes.ts';
import { type Known, meetingOf } from './records.ts';

/** The persons of the other sides, and the ids of their participants. */
interface Persons {
  readonly found: ReadonlyMap<Counterpart, Person>;
  readonly ids: ReadonlyMap<Person, string>;
}

/**
 * The records of all meetings with persons or officials, except those that the content already has. Notes in
 * `outcomes` what each trip is in.
 */
export function recordsOfMeets(
  meets: readonly Meet[],
  { found, ids }: Persons,
  companions: ReadonlyMap<Journey, readonly Journey[]>,
  leaderOf: (journey: Journey) => Leader,
  overlaps: ReturnType<typeof createOverlaps>,
  outcomes: Outcomes,
): MeetingRecord[] {
  const meetings: MeetingRecord[] = [];
  const numbers = new Map<string, number>();
  const led = new Map<Journey, Set<string>>();
  for (const meet of meets) for (const { id } of meet.states) note(led, meet.journey, id);
  for (const meet of meets) {
    const { journey } = meet;
    const leader = leaderOf(journey);
    // A Secretary's part in the President's meeting is in the President's record.
    if (
      meet.ofPresident &&
      typeof leader === 'object' &&
      meet.states.every(({ id }) => led.get(leader)?.has(id))
    )
      continue;
    const named = meet.persons.flatMap((counterpart): Known[] => {
      const person = found.get(counterpart);
      return person ? [{ counterpart, who: ids.get(person) ?? '', name: nameOf(person) }] : [];
    });
    // A person whom the source names but who cannot be identified is not replaced by their state.
    if (meet.persons.length > 0 && named.length === 0) continue;
    const with_ = (companions.get(journey) ?? []).filter(
      (companion) =>
        meet.states[0] === journey.state ||
        companion.said.events.some(({ ofPresident }) => ofPresident && journey.said.events.length === 0) ||
        meets.some(
          (other) =>
            other.journey === companion &&
            other.ofPresident &&
            other.states.some((state) => meet.states.includes(state)),
        ),
    );
    const side = `${journey.trip.id}|${meet.states.length > 1 ? 'several' : meet.states[0]?.id}`;
    const number = numbers.get(side) ?? 0;
    numbers.set(side, number + 1);
    const record = meetingOf(meet, named, with_, number);
    const same = overlaps(record, meet.days);
    const curated = same.find((other) => other.curated);
    if (curated) {
      for (const each of [journey, ...with_]) note(outcomes.already, each, curated.meeting.id);
      continue;
    }
    const visit = same.find(({ meeting }) =>
      meeting.participants.some(({ who }) => named.some((each) => each.who === who)),
    );
    const notes = [
      ...correctionsOf(journey.trip)
        .filter(({ right }) => named.some(({ counterpart }) => right.includes(counterpart.name)))
        .map(noteOf),
      ...(visit ? [`The visit of the same days in the other direction is ${visit.meeting.id}.`] : []),
    ];
    meetings.push(withNote(record, notes.join(' ')));
    for (const each of [journey, ...with_]) note(outcomes.recorded, each, record.id);
  }
  return meetings;
}

/** A record with a note, in the order of the keys of the content format. */
function withNote(record: MeetingRecord, note: string): MeetingRecord {
  if (note === '') return record;
  const { participants, participantsKnown, readouts, ...head } = record;
  return {
    ...head,
    note,
    participants,
    ...(participantsKnown === undefined ? {} : { participantsKnown }),
    readouts,
  };
}
