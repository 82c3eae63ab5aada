import { eventsOf, namedSeries, type Presence } from '../events.ts';
import { type Appearance, createWho, type Person } from '../identify-persons.ts';
import { knownPersons } from '../known-content.ts';
import { namedParticipants } from '../named-participants.ts';
import { idsOf } from '../names.ts';
import { createOverlaps } from '../overlaps.ts';
import { DECIDED } from '../persons.ts';
import type { Aside, Import, Known, Remark, Report, Source } from '../source.ts';
import { lineageOf } from '../states.ts';
import { attendancesOf, curatedEvent } from './attendances.ts';
import { createLeaders } from './companions.ts';
import { correctionsOf, readingsOf } from './corrections.ts';
import { attendingWith, type Counterpart } from './counterparts.ts';
import { createHomes } from './home-states.ts';
import { type Journey, reasonFor } from './journey.ts';
import { recordsOfMeets } from './meeting-records.ts';
import { meetsOf } from './meetings-of-trip.ts';
import { createOutcomes, note } from './outcomes.ts';
import type { Attended } from './parse-attended.ts';
import { readTrips } from './read-trips.ts';
import { sureIn, understand } from './readable-trips.ts';
import { presenceOf } from './records.ts';
import type { Trip } from './trip.ts';

/**
 * Travels abroad of Presidents and Secretaries of State of the United States, from the data files of the
 * Office of the Historian (HistoryAtState/travels).
 */
export const hsgTravels: Source = {
  name: 'hsg-travels',
  about: `Travels abroad of Presidents and Secretaries of State of the United States since 1866, from the data files of the [Office of the Historian](https://history.state.gov/departmenthistory/travels), U.S. Department of State (HistoryAtState/travels, public domain, CC0 1.0). The records contain the facts, not the remarks: whom the traveller met, for which state, in which office as printed, in which city, on which days, and which events they attended. A meeting with the country visited has a guest and a host; in other meetings the sides are participants. Only persons whom the source puts into one meeting are in one record: persons of two states are in two records, unless one phrase names them. Everyone who attended an event is in one record. A Secretary who accompanied the President is in the President's record. If the source mentions an official visit or talks but names nobody on the other side, the visit is a record without a person of that side. Titles are ours; persons are the same as in the visits.`,
  read: async (dir, known) => importTrips(await readTrips(dir), known),
};

/**
 * The records of trips. Pure. Every trip becomes part of a meeting, becomes a report with the open question,
 * or is set aside with a reason.
 */
export function importTrips(trips: readonly Trip[], known: Known): Import {
  const reports: Report[] = [];
  const asides: Aside[] = [];
  const leftOut: Remark[] = [];
  const report = ({ file, line, id, name, label }: Trip, undecided: string) =>
    reports.push({ file, line, record: `trip ${id}`, found: `${name}, ${label}`, undecided });
  const setAside = ({ id }: Trip, reason: string) => asides.push({ record: id, reason });

  const journeys = understand(trips, report, setAside);
  const persons = knownPersons(known);
  const homesOf = createHomes(persons, journeys.flatMap(sureIn));
  const open = new Map<Journey, string[]>();
  const doubt = (journey: Journey, printed: string, why: string) =>
    open.set(journey, [...(open.get(journey) ?? []), `"${printed}": ${why}`]);
  const meets = journeys.flatMap((journey) => meetsOf(journey, homesOf, doubt));

  const attending = new Map(
    journeys.flatMap((journey) =>
      journey.said.events.map((event) => [event, attendingWith(event, journey, homesOf, doubt)] as const),
    ),
  );
  const appearances = [
    ...meets.flatMap((meet) =>
      meet.persons.map((counterpart) => ({ journey: meet.journey, day: meet.days.start, counterpart })),
    ),
    ...journeys.flatMap((journey) =>
      journey.said.events.flatMap((event) =>
        (attending.get(event) ?? []).map((counterpart) => ({
          journey,
          day: journey.days.start,
          counterpart,
        })),
      ),
    ),
  ];
  const who = createWho(DECIDED, appearances.map(appearance), persons);
  const found = new Map<Counterpart, Person>();
  for (const each of appearances) {
    const { journey, counterpart } = each;
    const answer = who(appearance(each));
    if (answer.person) found.set(counterpart, answer.person);
    else doubt(journey, `${counterpart.office} ${counterpart.name}`, answer.why);
  }
  const everybody = [...new Set(found.values())];
  const ids = idsOf(everybody, new Set(known.participants.keys()));

  const leaderOf = createLeaders(journeys);
  const companions = new Map<Journey, Journey[]>();
  for (const journey of journeys) {
    const leader = leaderOf(journey);
    if (typeof leader === 'object') companions.set(leader, [...(companions.get(leader) ?? []), journey]);
  }

  const outcomes = createOutcomes();
  const meetings = recordsOfMeets(
    meets,
    { found, ids },
    companions,
    leaderOf,
    createOverlaps(known),
    outcomes,
  );

  const presentAt = (event: Attended): Presence[] =>
    (attending.get(event) ?? []).flatMap((counterpart) => {
      const person = found.get(counterpart);
      return person ? [presenceOf(counterpart, ids.get(person) ?? '', 'PARTICIPANT')] : [];
    });
  const attendances = journeys.flatMap((journey) => attendancesOf(journey, companions, leaderOf, presentAt));
  const events = eventsOf(attendances.map(({ attendance }) => attendance));
  const byAttendance = new Map(attendances.map(({ journey, attendance }) => [attendance, journey]));
  for (const event of events) {
    const travellers = event.attendances.flatMap((attendance) => {
      const journey = byAttendance.get(attendance);
      return journey ? [journey, ...(companions.get(journey) ?? [])] : [];
    });
    const curated = curatedEvent(event, known);
    if (curated === undefined) meetings.push(event.record);
    for (const journey of travellers)
      note(curated === undefined ? outcomes.recorded : outcomes.already, journey, curated ?? event.record.id);
  }

  let written = 0;
  for (const journey of journeys) {
    const doubts = open.get(journey) ?? [];
    const leader = leaderOf(journey);
    const copy = outcomes.already.get(journey);
    if (outcomes.recorded.has(journey)) {
      written += 1;
      for (const text of [...doubts, ...(copy ? [`already recorded: ${[...copy].join(', ')}`] : [])])
        leftOut.push(remark(journey.trip, text));
    } else if (copy) setAside(journey.trip, `already recorded: ${[...copy].join(', ')}`);
    else if (doubts.length > 0) report(journey.trip, doubts.join('; '));
    else if (leader === 'NOT FOUND')
      report(
        journey.trip,
        `unclear which trip of the President "${journey.said.accompanied}" this was part of`,
      );
    else if (typeof leader === 'object')
      setAside(journey.trip, 'accompanied the President on a trip that shows no meeting');
    else setAside(journey.trip, reasonFor(journey.trip.remarks));
  }

  const countries = new Map<Person, string | undefined>();
  for (const [{ state }, person] of found)
    if (state.kind === 'STATE') countries.set(person, state.country ?? countries.get(person));
  const officials = new Set(journeys.map(({ traveller }) => traveller));
  reports.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return {
    read: trips.length,
    written,
    meetings,
    participants: namedParticipants(meetings, { ids, countries, officials }, known.participants),
    series: namedSeries(meetings, known.series),
    reports,
    asides,
    corrections: journeys.flatMap(({ trip }) =>
      correctionsOf(trip).map(({ printed, because }): Remark => remark(trip, `${printed}: ${because}`)),
    ),
    readings: journeys.flatMap(({ trip }) =>
      readingsOf(trip).map(({ because }): Remark => remark(trip, because)),
    ),
    leftOut,
  };
}

const appearance = ({
  day,
  counterpart: { name, office, state },
}: {
  day: string;
  counterpart: Counterpart;
}): Appearance => ({ lineage: lineageOf(state), state: state.id, name, office, day });

const remark = ({ id }: Trip, text: string): Remark => ({ record: `trip ${id}`, text });
