import { faultOfDay } from '../../../schema/record/value/day.ts';
import { type Attendance, eventsOf, namedSeries } from '../events.ts';
import { createWho, type Person } from '../identify-persons.ts';
import { knownPersons } from '../known-content.ts';
import { namedParticipants } from '../named-participants.ts';
import { idsOf, nameOf } from '../names.ts';
import { DECIDED } from '../persons.ts';
import type { Import, Known, MeetingRecord, Remark, Report, Source } from '../source.ts';
import { isShared, lineageOf, plainName, type State, stateById, stateOf } from '../states.ts';
import { calledOf } from '../titles.ts';
import { CORRECTIONS } from './corrections.ts';
import { DOUBTS } from './doubts.ts';
import { attendanceOf, meetingsOf, type Settled, sessionAttendanceOf } from './meeting.ts';
import { readVisits } from './read-visits.ts';
import { stayOf } from './stay.ts';
import type { Visit } from './visit.ts';
import { type Visitor, visitorsOf } from './visitor.ts';

/**
 * Visits by foreign leaders to the United States since 1874, from the data files of the Office of the
 * Historian (HistoryAtState/visits).
 */
export const hsgVisits: Source = {
  name: 'hsg-visits',
  about: `Visits by foreign leaders to the United States since 1874, from the data files of the [Office of the Historian](https://history.state.gov/departmenthistory/visits), U.S. Department of State (HistoryAtState/visits, public domain, CC0 1.0). The records contain the facts, not the descriptions: who came, for whom, in which office, on which days, where, for what kind of visit and for which event, and when the visitors met the President. A meeting with the President whose day is printed is a separate record within the visit; an event that two or more visits name is a separate record that contains them. Titles and notes are ours. A misspelt name is corrected and kept among the names of the person; the labels that the source prints for a country are among the names of the state. The day of the visit decides between states that share a label, and between persons who share a name.`,
  read: async (dir, known) => importVisits(await readVisits(dir), known),
};

interface Understood {
  readonly visit: Visit;
  readonly state: State;
  readonly visitors: readonly Visitor[];
  /** The visitors' home state, even if they came for an organization. */
  readonly home: State;
}

/** The records of visits. Pure. Every visit becomes a meeting or a report with the open question. */
export function importVisits(visits: readonly Visit[], known: Known): Import {
  const reports: Report[] = [];
  const report = ({ file, line, id, visitor, label }: Visit, undecided: string) =>
    reports.push({ file, line, record: `visit ${id}`, found: `${visitor}, ${label}`, undecided });

  const understood = visits.flatMap((visit): Understood[] => {
    const result = understand(visit);
    if (typeof result === 'object') return [result];
    report(visit, result);
    return [];
  });
  const who = createWho(
    DECIDED,
    understood.flatMap((each) => each.visitors.map((visitor) => appearance(each, visitor))),
    knownPersons(known),
  );
  const answered = understood.flatMap((each) => {
    const answers = each.visitors.map((visitor) => who(appearance(each, visitor)));
    const open = answers.flatMap((answer) => (answer.person ? [] : [answer.why]));
    if (open.length === 0) return [{ ...each, persons: answers.flatMap(({ person }) => person ?? []) }];
    report(each.visit, open.join('; '));
    return [];
  });

  const persons = [...new Set(answered.flatMap((each) => each.persons))];
  const ids = idsOf(persons, new Set(known.participants.keys()));
  const countries = new Map<Person, string | undefined>();
  const settled = answered.map(({ visit, state, home, visitors, persons }): Settled => {
    // The state of the last visit counts: somebody who led Czechoslovakia and then the Czech Republic belongs
    // to the latter.
    for (const person of persons) countries.set(person, home.country ?? countries.get(person));
    const days = { start: visit.start, end: visit.end };
    return {
      visit,
      days,
      state,
      home,
      label: state === home && !isShared(visit) ? visit.label : plainName(state),
      guests: persons.map((person, index) => {
        const office = visitors[index]?.office;
        return {
          who: ids.get(person) ?? '',
          ...(office === undefined ? {} : { office }),
          called: calledOf(office, nameOf(person)),
        };
      }),
      stay: stayOf(visit.description, days),
      correction: CORRECTIONS.get(visit.id)?.because,
    };
  });

  const { events, within } = eventsOfVisits(settled);
  const meetings = [...settled.flatMap((each) => meetingsOf(each, within.get(each))), ...events];
  const officials = new Set(settled.flatMap(({ stay }) => stay.president?.who ?? []));
  reports.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return {
    read: visits.length,
    written: settled.length,
    meetings,
    participants: namedParticipants(meetings, { ids, countries, officials }, known.participants),
    series: namedSeries(events, known.series),
    reports,
    asides: [],
    corrections: settled.flatMap(({ visit, correction }): Remark[] =>
      correction === undefined
        ? []
        : [{ record: `visit ${visit.id}`, text: `${visit.visitor}, ${visit.label}: ${correction}` }],
    ),
    readings: [],
    leftOut: [],
  };
}

/** Events that at least two visits name or that belong to a series, and the event of each visit. */
function eventsOfVisits(settled: readonly Settled[]): {
  events: MeetingRecord[];
  within: Map<Settled, string>;
} {
  const sessions = eventsBy(settled, sessionAttendanceOf);
  const events = eventsBy(settled, attendanceOf).filter(
    ({ record, visits }) => visits.length > 1 || record.series !== undefined,
  );
  const sessionOf = new Map(
    sessions.flatMap(({ record, visits }) => visits.map((visit) => [visit, record.id] as const)),
  );
  const around = [...sessionOf].filter(([visit]) => visit.stay.session?.around);
  return {
    events: [
      ...sessions.map(({ record }) => record),
      // A summit held during the assembly.
      ...events.map(({ record, visits }) => {
        const ids = new Set(
          visits.map((visit) => (visit.stay.session?.around ? sessionOf.get(visit) : undefined)),
        );
        const [id] = ids;
        return ids.size === 1 && id !== undefined ? withinOf(record, id) : record;
      }),
    ],
    within: new Map([
      ...around,
      ...events.flatMap(({ record, visits }) => visits.map((visit) => [visit, record.id] as const)),
    ]),
  };
}

/** The events of visits, each with its visits. */
function eventsBy(
  settled: readonly Settled[],
  attendanceOf: (visit: Settled) => Attendance | undefined,
): { record: MeetingRecord; visits: Settled[] }[] {
  const visitOf = new Map<Attendance, Settled>();
  for (const visit of settled) {
    const attendance = attendanceOf(visit);
    if (attendance) visitOf.set(attendance, visit);
  }
  return eventsOf([...visitOf.keys()]).map(({ record, attendances }) => ({
    record,
    visits: attendances.flatMap((attendance) => visitOf.get(attendance) ?? []),
  }));
}

/** A record within another, in the order of the keys of the content format. */
function withinOf(
  { id, title, form, status, date, place, ...rest }: MeetingRecord,
  within: string,
): MeetingRecord {
  return { id, title, form, status, date, ...(place === undefined ? {} : { place }), within, ...rest };
}

/** Interprets a visit, or says why that is impossible. */
function understand(visit: Visit): Understood | string {
  const doubt = DOUBTS.get(visit.id);
  if (doubt !== undefined) return doubt;
  const fault = faultOfDay(visit.start) ?? faultOfDay(visit.end);
  if (fault) return `${fault.found}; ${fault.right}`;
  if (visit.end < visit.start) return `it ends on ${visit.end}, before it begins on ${visit.start}`;
  const home = stateOf(visit.slug, visit.label, visit.start);
  if (!home) return `unclear which state "${visit.label}" (${visit.slug}) was on ${visit.start}`;
  const correction = CORRECTIONS.get(visit.id);
  const visitors = visitorsOf(correction?.visitor ?? visit.visitor).map((visitor) =>
    correction?.office === undefined ? visitor : { ...visitor, office: correction.office },
  );
  if (visitors.length === 0) return 'unclear who came: a title without a name';
  const state = correction?.for === undefined ? home : stateById(correction.for);
  return { visit, state, home, visitors };
}

const appearance = ({ visit, home }: Understood, { name, office }: Visitor) => ({
  lineage: lineageOf(home),
  state: home.id,
  name,
  office,
  day: visit.start,
});
