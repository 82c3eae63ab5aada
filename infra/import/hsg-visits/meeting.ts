import { dateOf, inWords, type Span } from '../days.ts';
import type { Attendance, Presence } from '../events.ts';
import { historianReadout } from '../history-state-gov.ts';
import type { MeetingRecord } from '../source.ts';
import type { State } from '../states.ts';
import { calledFor, listed } from '../titles.ts';
import { UNITED_STATES } from '../us-officials.ts';
import { NEW_YORK, type Stay } from './stay.ts';
import type { Visit } from './visit.ts';

/** A visitor whose person is known. */
export interface Guest {
  /** Id of the participant. */
  readonly who: string;
  readonly office?: string;
  /** Title and name for a sentence. */
  readonly called: string;
}

/** A visit with all questions decided. */
export interface Settled {
  readonly visit: Visit;
  readonly days: Span;
  readonly state: State;
  /** The visitors' home state; it is part of the ids, even if they came for an organization. */
  readonly home: State;
  /** The state as the record's titles name it. */
  readonly label: string;
  readonly guests: readonly Guest[];
  readonly stay: Stay;
  readonly correction: string | undefined;
}

/** Guests of a visit as participants in some role. */
const presences = ({ guests, state }: Settled): Presence[] =>
  guests.map(({ who, office }) => ({
    who,
    for: state.id,
    ...(office === undefined ? {} : { office }),
    role: 'GUEST',
  }));

const visitId = ({ visit, home }: Settled): string => `${visit.start}-${home.id}-us-visit-${visit.id}`;

/**
 * The meetings of a visit: the visit itself and, if its day is printed and is not the whole visit, the
 * meeting with the President.
 */
export function meetingsOf(settled: Settled, within: string | undefined): MeetingRecord[] {
  const { visit, days, label, guests, stay, correction } = settled;
  const called = guests.map((guest) => guest.called);
  const { president } = stay;
  const ofItsOwn = president?.day !== undefined && dateOf(president.day) !== dateOf(days);
  const host: Presence[] = president ? [presidential(president, 'HOST')] : [];
  const note = noteOf(settled, within !== undefined, correction);
  const readouts = [historianReadout(`visits/${visit.slug}`)];
  const record: MeetingRecord = {
    id: visitId(settled),
    title: `${calledFor(called, label)} ${guests.length > 1 ? 'visit' : 'visits'} the United States`,
    form: 'VISIT',
    status: 'HELD',
    date: dateOf(days),
    place: stay.place ?? { country: 'US' },
    ...(within === undefined ? {} : { within }),
    ...(stay.kind === undefined ? {} : { visit: stay.kind }),
    ...(stay.topics.length === 0 ? {} : { topics: [...stay.topics] }),
    ...(note === '' ? {} : { note }),
    participants: [...presences(settled), { who: UNITED_STATES, role: 'HOST' }, ...(ofItsOwn ? [] : host)],
    readouts,
  };
  if (!president || !ofItsOwn || president.day === undefined) return [record];
  const { day, who, elect, place } = president;
  const meeting: MeetingRecord = {
    id: `${day.start}-${settled.home.id}-us-president-${visit.id}`,
    title: `${calledFor(called, label)} and ${elect ? 'President-elect' : 'President'} ${who.name} meet`,
    form: 'BILATERAL',
    status: 'HELD',
    date: dateOf(day),
    place: place ?? { country: 'US' },
    within: record.id,
    participants: [...presences(settled), ...host],
    readouts,
  };
  return [record, meeting];
}

/** Who came, as attendance at the event of the visit. */
export function attendanceOf(settled: Settled): Attendance | undefined {
  const { event, president, session } = settled.stay;
  if (!event) return undefined;
  const place = event.place ?? (session?.around ? NEW_YORK : { country: 'US' });
  return attendance(settled, event.words, place, [
    ...presences(settled),
    { who: UNITED_STATES, role: 'HOST' },
    ...(president && event.withPresident ? [presidential(president, 'HOST')] : []),
  ]);
}

/**
 * Who came, as attendance at a session of the UN General Assembly, where the United States are not the host.
 */
export function sessionAttendanceOf(settled: Settled): Attendance | undefined {
  const { session, president } = settled.stay;
  if (!session) return undefined;
  return attendance(settled, 'Session of the UN General Assembly', NEW_YORK, [
    ...presences(settled).map((each): Presence => ({ ...each, role: 'PARTICIPANT' })),
    ...(president && session.withPresident ? [presidential(president, 'PARTICIPANT')] : []),
  ]);
}

const attendance = (
  { days, visit }: Settled,
  words: string,
  place: Attendance['place'],
  participants: readonly Presence[],
): Attendance => ({
  words,
  place,
  days,
  daysPrinted: false,
  leaders: true,
  participants,
  readouts: [historianReadout(`visits/${visit.slug}`)],
});

const presidential = ({ who, elect }: NonNullable<Stay['president']>, role: Presence['role']): Presence => ({
  who: who.id,
  for: UNITED_STATES,
  office: elect ? 'President-elect' : 'President',
  role,
});

/**
 * A note with what does not fit into the record's other fields: all days in the country, further places, a
 * single event, corrections.
 */
function noteOf({ stay, visit }: Settled, hasEvent: boolean, correction: string | undefined): string {
  const { inCountry, alsoIn, places, event, again } = stay;
  const other = alsoIn.filter((name) => !places.includes(name));
  const parts = [
    inCountry && `in the United States from ${inWords(inCountry.start)} to ${inWords(inCountry.end)}`,
    places.length > 1 && `held in ${listed(places)}`,
    other.length > 0 && `also in ${listed(other)}`,
    again &&
      (again.start === again.end
        ? `again in Washington on ${inWords(again.start)}`
        : `again in Washington from ${inWords(again.start)} to ${inWords(again.end)}`),
    event && !hasEvent && `occasion: ${event.words}`,
  ].filter((part) => typeof part === 'string');
  const said = parts.length === 0 ? '' : `${capital(parts.join('; '))}.`;
  const wrong = correction === undefined ? '' : `The source prints ${visit.visitor}. ${correction}`;
  return [said, wrong].filter((part) => part !== '').join(' ');
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
