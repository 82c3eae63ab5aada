import { overlap, spanOfAll } from '../days.ts';
import { type Attendance, distinct, distinctReadouts, type Event, keyOf, type Presence } from '../events.ts';
import { sharedPlace } from '../places.ts';
import type { Known } from '../source.ts';
import type { State } from '../states.ts';
import type { Leader } from './companions.ts';
import type { Journey } from './journey.ts';
import type { Attended } from './parse-attended.ts';
import { readoutOf, travellerOf } from './records.ts';

/**
 * The events that a trip attended. An event that a Secretary attended with the President gets the words and
 * the place of the President's trip.
 */
export function attendancesOf(
  journey: Journey,
  companions: ReadonlyMap<Journey, readonly Journey[]>,
  leaderOf: (journey: Journey) => Leader,
  presentAt: (event: Attended) => readonly Presence[],
): { journey: Journey; attendance: Attendance }[] {
  const { said, days, trip } = journey;
  const with_ = companions.get(journey) ?? [];
  return said.events.flatMap((event) => {
    const named = namedBy(event, journey, leaderOf(journey));
    if (!named) return [];
    const { days: printed } = event;
    const inTrip = printed && printed.start >= days.start && printed.end <= days.end ? printed : undefined;
    const attendance: Attendance = {
      ...named,
      days: inTrip ?? days,
      daysPrinted: inTrip !== undefined,
      leaders: trip.role === 'president' || event.states.length > 0,
      participants: distinct([
        travellerOf(journey, 'PARTICIPANT'),
        ...with_.map((each) => travellerOf(each, 'PARTICIPANT')),
        ...presentAt(event),
        ...sidesOf(event).map(({ id }): Presence => ({ who: id, role: 'PARTICIPANT' })),
      ]),
      readouts: distinctReadouts([readoutOf(journey), ...with_.map(readoutOf)]),
    };
    return [{ journey, attendance }];
  });
}

/**
 * The words and the place of an event; undefined if it was the President's and his trip shows other meetings
 * but no such event.
 */
function namedBy(
  event: Attended,
  journey: Journey,
  leader: Leader,
): Pick<Attendance, 'words' | 'place'> | undefined {
  const own = { words: event.words, place: placeOf(event, journey) };
  if (typeof leader !== 'object') return own;
  const { events, encounters } = leader.said;
  const same = events.find(({ words }) => keyOf(words) === keyOf(event.words));
  const [only] = events;
  const his = same ?? (event.ofPresident && events.length === 1 ? only : undefined);
  if (his) {
    const place = placeOf(his, leader);
    return { words: same ? event.words : his.words, place: place.city === undefined ? own.place : place };
  }
  return event.ofPresident && events.length + encounters.length > 0 ? undefined : own;
}

function placeOf({ place }: Attended, { places, state }: Journey): Attendance['place'] {
  const shared = sharedPlace(
    places.filter(({ name }) => place === undefined || name === place).map((each) => each.place),
    state,
  );
  // A former state corresponds to several present countries; other attendees may be known to have been in one
  // of them.
  return shared === undefined || shared.country?.length === 4 ? {} : shared;
}

const sidesOf = ({ states, parties }: Attended): State[] => [
  ...states,
  ...parties.flatMap((party) => (party.kind === 'HOLDERS' || party.kind === 'OFFICIALS' ? party.states : [])),
];

/**
 * The hand-written record of the same event: in the same country on the same days, with the traveller or the
 * event's organization.
 */
export function curatedEvent({ record, attendances }: Event, { meetings }: Known): string | undefined {
  const days = spanOfAll(attendances.map((each) => each.days));
  const who = new Set(record.participants.map((each) => each.who));
  return meetings.find(
    ({ meeting, curated }) =>
      curated &&
      (meeting.form === 'MULTILATERAL' || meeting.form === 'SUMMIT') &&
      overlap(meeting.date, days) &&
      meeting.place?.country === record.place?.country &&
      meeting.participants.length > 2 &&
      meeting.participants.some((each) => who.has(each.who)),
  )?.meeting.id;
}
