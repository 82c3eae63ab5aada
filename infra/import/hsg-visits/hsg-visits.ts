import { faultOfDay } from '../../../schema/record/value/day.ts';
import { slug } from '../../../schema/record/value/id.ts';
import type { Import, MeetingRecord, ParticipantRecord, Report, Source } from '../source.ts';
import { DOUBTS } from './doubts.ts';
import { meetingOf } from './meeting.ts';
import { idsOf, personRecord, stateRecord } from './names.ts';
import { DECIDED } from './persons.ts';
import { presidentMet } from './president.ts';
import { readVisits } from './read-visits.ts';
import { STATES, type State, stateOf } from './states.ts';
import type { Visit } from './visit.ts';
import { type Visitor, visitorsOf } from './visitor.ts';
import { createWho, type Person } from './who.ts';

/** Visits by foreign leaders to the United States since 1874, from the data files of the Office of the Historian (HistoryAtState/visits). */
export const hsgVisits: Source = {
  name: 'hsg-visits',
  about: `Visits by foreign leaders to the United States since 1874, from the data files of the [Office of the Historian](https://history.state.gov/departmenthistory/visits), U.S. Department of State (HistoryAtState/visits, public domain, CC0 1.0). Facts are taken over, descriptions are not: who came, for which state, with which office, on which days, and the President where the source says that they met him. Titles are ours and keep the spelling of the source; the labels that it prints for a country are among the names of the state. The day of the visit decides between states that share a label, and between persons who share a name.`,
  read: async (dir, known) => importVisits(await readVisits(dir), known),
};

interface Understood {
  readonly visit: Visit;
  readonly state: State;
  readonly visitors: readonly Visitor[];
}

/** The records of visits. Pure. Every visit becomes one meeting, or one report that says what about it is open. */
export function importVisits(
  visits: readonly Visit[],
  known: ReadonlyMap<string, ParticipantRecord>,
): Import {
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
    understood.flatMap(({ visit, state, visitors }) =>
      visitors.map((visitor) => appearance(visit, state, visitor)),
    ),
  );
  const settled = understood.flatMap(({ visit, state, visitors }) => {
    const answers = visitors.map((visitor) => who(appearance(visit, state, visitor)));
    const open = answers.flatMap((answer) => (answer.person ? [] : [answer.why]));
    if (open.length > 0) {
      report(visit, open.join('; '));
      return [];
    }
    return [{ visit, state, visitors, persons: answers.flatMap(({ person }) => person ?? []) }];
  });

  const persons = [...new Set(settled.flatMap(({ persons }) => persons))];
  const ids = idsOf(persons, new Set(known.keys()));
  const countries = new Map<Person, string | undefined>();
  const presidents = new Map<string, string>();
  const meetings = settled.map(({ visit, state, visitors, persons }): MeetingRecord => {
    const guests = visitors.map(({ office, name }, index) => {
      const person = persons[index];
      const id = (person && ids.get(person)) ?? '';
      // The state of the last visit counts: who led Czechoslovakia before the Czech Republic belongs to the latter.
      if (person) countries.set(person, state.country ?? countries.get(person));
      return { who: id, ...(office === undefined ? {} : { office }), called: calledOf(office, name) };
    });
    const president = presidentMet(visit.description, visit.start, visit.end);
    if (president !== undefined) presidents.set(slug(president), president);
    return meetingOf(visit, state, guests, president === undefined ? undefined : slug(president));
  });

  const seen = new Set(settled.map(({ state }) => state.id));
  const participants = [
    ...STATES.filter(({ id }) => seen.has(id)).map(stateRecord),
    ...persons.map((person) => personRecord(ids.get(person) ?? '', person, countries.get(person))),
    ...[...presidents].map(([id, name]): ParticipantRecord => ({ id, kind: 'PERSON', name, country: 'US' })),
  ].filter(({ id }) => !known.has(id));
  reports.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return { read: visits.length, written: meetings.length, meetings, participants, reports };
}

/** What a visit says, or why that cannot be said. */
function understand(visit: Visit): Understood | string {
  const doubt = DOUBTS.get(visit.id);
  if (doubt !== undefined) return doubt;
  const fault = faultOfDay(visit.start) ?? faultOfDay(visit.end);
  if (fault) return `${fault.found}; ${fault.right}`;
  if (visit.end < visit.start) return `it ends on ${visit.end}, before it begins on ${visit.start}`;
  const state = stateOf(visit.slug, visit.label, visit.start);
  if (!state) return `which state "${visit.label}" (${visit.slug}) was on ${visit.start}`;
  const visitors = visitorsOf(visit.visitor);
  return visitors.length === 0 ? 'who came: no name beside a title' : { visit, state, visitors };
}

const appearance = ({ start }: Visit, { id, lineage }: State, { name }: Visitor) => ({
  lineage: lineage ?? id,
  name,
  day: start,
});

/** Title and name, the title once: `President A`, `King B`, `Premier and Prince C`. */
function calledOf(office: string | undefined, name: string): string {
  if (office === undefined) return name;
  const titles = office.split(' and ');
  if (!name.startsWith(`${titles.at(-1)} `)) return `${office} ${name}`;
  return [...titles.slice(0, -1), name].join(' and ');
}
