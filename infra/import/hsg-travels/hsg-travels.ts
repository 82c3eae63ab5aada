import {
  type Attendance,
  distinct,
  distinctReadouts,
  type Event,
  eventsOf,
  type Presence,
  seriesRecord,
} from '../events.ts';
import { knownPersons } from '../known.ts';
import { idsOf, nameOf, personRecord, stateRecords } from '../names.ts';
import { sameOffice } from '../offices.ts';
import { createOverlaps } from '../overlaps.ts';
import { DECIDED } from '../persons.ts';
import { sharedPlace } from '../places.ts';
import type {
  Aside,
  Known as Content,
  Import,
  MeetingRecord,
  ParticipantRecord,
  Remark,
  Report,
  Source,
} from '../source.ts';
import { lineageOf, STATES } from '../states.ts';
import { type Official, officialRecord } from '../us-officials.ts';
import { createWho, type Person } from '../who.ts';
import { createLeaders } from './companions.ts';
import { correctionOf, noteOf } from './corrections.ts';
import { createHomes, type Sure } from './home.ts';
import { type Journey, journeyOf, reasonFor } from './journey.ts';
import { type Counterpart, type Meet, meetsOf } from './meets.ts';
import { readTrips } from './read-trips.ts';
import { type Known, meetingOf, readoutOf, travellerOf } from './records.ts';
import type { Trip } from './trip.ts';

/** Travels abroad of Presidents and Secretaries of State of the United States, from the data files of the Office of the Historian (HistoryAtState/travels). */
export const hsgTravels: Source = {
  name: 'hsg-travels',
  about: `Travels abroad of Presidents and Secretaries of State of the United States since 1866, from the data files of the [Office of the Historian](https://history.state.gov/departmenthistory/travels), U.S. Department of State (HistoryAtState/travels, public domain, CC0 1.0). Facts are taken over, remarks are not: whom the traveller met, for which state, in which office as printed, in which city, on which days, and which events they attended. A meeting with the country visited has a guest and a host; with others the sides are participants. Nobody is put into one meeting whom the source does not put there: persons of two states are two records, unless one phrase names them. All who attended an event are in one record. A Secretary who accompanied the President is in the President's record. A visit is a record of its own without a person of the other side where the source speaks of an official visit or of talks and names none. Titles are ours; persons are the same as in the visits.`,
  read: async (dir, known) => importTrips(await readTrips(dir), known),
};

/** The records of trips. Pure. Every trip becomes part of a meeting, a report that says what about it is open, or is set aside with a reason. */
export function importTrips(trips: readonly Trip[], known: Content): Import {
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

  const who = createWho(
    DECIDED,
    meets.flatMap((meet) => meet.persons.map((each) => appearance(meet, each))),
    persons,
  );
  const found = new Map<Counterpart, Person>();
  for (const meet of meets)
    for (const counterpart of meet.persons) {
      const answer = who(appearance(meet, counterpart));
      if (answer.person) found.set(counterpart, answer.person);
      else doubt(meet.journey, `${counterpart.office} ${counterpart.name}`, answer.why);
    }
  const everybody = [...new Set(found.values())];
  const ids = idsOf(everybody, new Set(known.participants.keys()));

  const leaderOf = createLeaders(journeys);
  const companions = new Map<Journey, Journey[]>();
  for (const journey of journeys) {
    const leader = leaderOf(journey);
    if (typeof leader === 'object') companions.set(leader, [...(companions.get(leader) ?? []), journey]);
  }

  // What each trip became: records that it is in.
  const overlaps = createOverlaps(known);
  const recorded = new Map<Journey, Set<string>>();
  const already = new Map<Journey, Set<string>>();
  const note = (map: Map<Journey, Set<string>>, journey: Journey, id: string) =>
    map.set(journey, new Set([...(map.get(journey) ?? []), id]));
  const meetings: MeetingRecord[] = [];
  const numbers = new Map<string, number>();
  const led = new Map<Journey, Set<string>>();
  for (const meet of meets) for (const { id } of meet.states) note(led, meet.journey, id);
  for (const meet of meets) {
    const { journey } = meet;
    const leader = leaderOf(journey);
    // What a Secretary saw of the President's meeting is in the President's record.
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
    // Whoever the source names and nobody knows is not replaced by their state.
    if (meet.persons.length > 0 && named.length === 0) continue;
    const with_ = (companions.get(journey) ?? []).filter(
      (companion) =>
        meet.states[0] === journey.state ||
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
      for (const each of [journey, ...with_]) note(already, each, curated.meeting.id);
      continue;
    }
    const visit = same.find(({ meeting }) =>
      meeting.participants.some(({ who }) => named.some((each) => each.who === who)),
    );
    const correction = correctionOf(journey.trip);
    const notes = [
      ...(correction && named.some(({ counterpart }) => correction.right.endsWith(counterpart.name))
        ? [noteOf(correction)]
        : []),
      ...(visit ? [`The visit of the same days in the other direction is ${visit.meeting.id}.`] : []),
    ];
    meetings.push(withNote(record, notes.join(' ')));
    for (const each of [journey, ...with_]) note(recorded, each, record.id);
  }

  const attendances = journeys.flatMap((journey) => attendancesOf(journey, companions, leaderOf));
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
      note(curated === undefined ? recorded : already, journey, curated ?? event.record.id);
  }

  let written = 0;
  for (const journey of journeys) {
    const doubts = open.get(journey) ?? [];
    const leader = leaderOf(journey);
    const copy = already.get(journey);
    if (recorded.has(journey)) {
      written += 1;
      for (const text of [...doubts, ...(copy ? [`recorded already: ${[...copy].join(', ')}`] : [])])
        leftOut.push({ record: `trip ${journey.trip.id}`, text });
    } else if (copy) setAside(journey.trip, `recorded already: ${[...copy].join(', ')}`);
    else if (doubts.length > 0) report(journey.trip, doubts.join('; '));
    else if (leader === 'NOT FOUND')
      report(journey.trip, `which trip of the President "${journey.said.accompanied}" this was part of`);
    else if (typeof leader === 'object')
      setAside(journey.trip, 'accompanied the President on a trip that shows no meeting');
    else setAside(journey.trip, reasonFor(journey.trip.remarks));
  }

  const participants = participantsOf(meetings, everybody, ids, found, journeys, known.participants).filter(
    ({ id }) => !known.participants.has(id),
  );
  reports.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return {
    read: trips.length,
    written,
    meetings,
    participants,
    series: [...new Set(meetings.flatMap(({ series }) => series?.id ?? []))]
      .filter((id) => !known.series.has(id))
      .flatMap((id) => seriesRecord(id) ?? []),
    reports,
    asides,
    corrections: journeys.flatMap(({ trip }): Remark[] => {
      const correction = correctionOf(trip);
      return correction
        ? [{ record: `trip ${trip.id}`, text: `${correction.printed}: ${correction.because}` }]
        : [];
    }),
    leftOut,
  };
}

/** Names whose state the remarks give, or that can only be the host's because nobody of another state is named before them. */
function sureIn({ said, state: host, days, trip }: Journey): Sure[] {
  return said.encounters.flatMap(({ parties }) => {
    const foreign = parties.findIndex(
      (party) => 'state' in party && party.state !== undefined && party.state !== host,
    );
    return parties.flatMap((party, index) => {
      if (party.kind !== 'PERSON') return [];
      // A second prime minister in one list is hardly the host's.
      const isSecond = parties
        .slice(0, index)
        .some((other) => other.kind === 'PERSON' && !other.state && sameOffice(other.office, party.office));
      if (isSecond && party.state === undefined) return [];
      const state = party.state ?? (foreign < 0 || index < foreign ? host : undefined);
      return state
        ? [
            {
              lineage: lineageOf(state),
              name: party.name,
              office: party.office,
              day: days.start,
              trip: trip.id,
            },
          ]
        : [];
    });
  });
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

/** The trips that can be read, without those that the source lists twice. */
function understand(
  trips: readonly Trip[],
  report: (trip: Trip, why: string) => void,
  setAside: (trip: Trip, why: string) => void,
): Journey[] {
  const first = new Map<string, string>();
  return trips.flatMap((trip): Journey[] => {
    const key = [trip.page, trip.start, trip.end, trip.slug, trip.locale, trip.remarks].join('|');
    const twin = first.get(key);
    if (twin !== undefined) {
      setAside(trip, `the same trip under another id: ${twin}`);
      return [];
    }
    first.set(key, trip.id);
    if (trip.slug === 'antarctica') {
      setAside(trip, reasonFor(trip.remarks));
      return [];
    }
    const journey = journeyOf(trip);
    if (typeof journey === 'object') return [journey];
    report(trip, journey);
    return [];
  });
}

const appearance = ({ days }: Meet, { name, office, state }: Counterpart) => ({
  lineage: lineageOf(state),
  state: state.id,
  name,
  office,
  day: days.start,
});

/** What a trip attended; a Secretary's attendance with the President is the President's. */
function attendancesOf(
  journey: Journey,
  companions: ReadonlyMap<Journey, readonly Journey[]>,
  leaderOf: (journey: Journey) => Journey | 'NOT FOUND' | undefined,
): { journey: Journey; attendance: Attendance }[] {
  const { said, days, places, state, trip } = journey;
  const leader = leaderOf(journey);
  return said.events
    .filter(
      ({ words }) =>
        !(typeof leader === 'object' && leader.said.events.some((event) => event.words === words)),
    )
    .map(({ words, place, days: printed, parties, states }) => {
      const where = places
        .filter(({ name }) => place === undefined || name === place)
        .map((each) => each.place);
      const sides = [
        ...states,
        ...parties.flatMap((party) =>
          party.kind === 'HOLDERS'
            ? party.states
            : party.kind === 'PERSON' && party.state
              ? [party.state]
              : [],
        ),
      ];
      const inTrip = printed && printed.start >= days.start && printed.end <= days.end ? printed : undefined;
      return {
        journey,
        attendance: {
          words,
          place: sharedPlace(where, state) ?? {},
          days: inTrip ?? days,
          daysPrinted: inTrip !== undefined,
          leaders: trip.role === 'president' || states.length > 0,
          participants: distinct([
            travellerOf(journey, 'PARTICIPANT'),
            ...(companions.get(journey) ?? []).map((each) => travellerOf(each, 'PARTICIPANT')),
            ...sides.map(({ id }): Presence => ({ who: id, role: 'PARTICIPANT' })),
          ]),
          readouts: distinctReadouts([readoutOf(journey), ...(companions.get(journey) ?? []).map(readoutOf)]),
        },
      };
    });
}

/** The record that people wrote of the same event: in the same country on the same days, with the traveller or the event's organization. */
function curatedEvent({ record, attendances }: Event, { meetings }: Content): string | undefined {
  const start = attendances.map(({ days }) => days.start).sort()[0] ?? '';
  const end =
    attendances
      .map(({ days }) => days.end)
      .sort()
      .at(-1) ?? '';
  const who = new Set(record.participants.map((each) => each.who));
  return meetings.find(
    ({ meeting, curated }) =>
      curated &&
      (meeting.form === 'MULTILATERAL' || meeting.form === 'SUMMIT') &&
      meeting.date.start <= end &&
      start <= meeting.date.end &&
      meeting.place?.country === record.place?.country &&
      meeting.participants.length > 2 &&
      meeting.participants.some((each) => who.has(each.who)),
  )?.meeting.id;
}

function participantsOf(
  meetings: readonly MeetingRecord[],
  persons: readonly Person[],
  ids: ReadonlyMap<Person, string>,
  found: ReadonlyMap<Counterpart, Person>,
  journeys: readonly Journey[],
  known: Content['participants'],
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
