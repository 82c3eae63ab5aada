import { inSentence } from '../country-label.ts';
import { dateOf } from '../days.ts';
import { distinct, distinctReadouts, type Presence, type Readout } from '../events.ts';
import { historianReadout } from '../history-state-gov.ts';
import { inPlace } from '../places.ts';
import type { MeetingRecord } from '../source.ts';
import { isShared, plainName, type State } from '../states.ts';
import { calledOf, listed } from '../titles.ts';
import { UNITED_STATES } from '../us-officials.ts';
import type { Counterpart } from './counterparts.ts';
import type { Journey } from './journey.ts';
import type { Meet } from './meetings-of-trip.ts';

/** A person of the other side, with their participant. */
export interface Known {
  readonly counterpart: Counterpart;
  readonly who: string;
  readonly name: string;
}

/** The page of the source that lists a trip. */
export const readoutOf = ({ trip }: Journey): Readout =>
  historianReadout(`travels/${trip.role}/${trip.page}`);

/** The traveller as a participant. */
export const travellerOf = ({ traveller, office }: Journey, role: Presence['role']): Presence => ({
  who: traveller.id,
  for: UNITED_STATES,
  ...(office === undefined ? {} : { office }),
  role,
});

/** A person of another side as a participant. */
export const presenceOf = (
  { state, office }: Counterpart,
  who: string,
  role: Presence['role'],
): Presence => ({
  who,
  for: state.id,
  office,
  role,
});

/**
 * The name of a state in a sentence: for the country of a trip, the name it had then, if the source prints it
 * plainly.
 */
const nameThen = (state: State, { state: host, trip }: Journey): string =>
  inSentence(state === host && !isShared(trip) && !/[(.]/.test(trip.label) ? trip.label : plainName(state));

/**
 * The record of a meeting. `with` are the persons of the other side whose participants are known, and
 * `companions` those who accompanied the traveller; `number` distinguishes records of one trip with the same
 * states.
 */
export function meetingOf(
  meet: Meet,
  persons: readonly Known[],
  companions: readonly Journey[],
  number: number,
): MeetingRecord {
  const { journey, states, place, days, holders, topics } = meet;
  const { trip, traveller, office, state: host, said } = journey;
  const isHost = states.length === 1 && states[0] === host;
  const side = states.length === 1 ? (states[0]?.id ?? '') : 'several-states';
  const whole = isHost && (persons.length !== 1 || companions.length > 0);
  const form =
    states.length > 1 ? (states.length === 2 ? 'TRILATERAL' : 'MULTILATERAL') : whole ? 'VISIT' : 'BILATERAL';
  const role = isHost ? (['GUEST', 'HOST'] as const) : (['PARTICIPANT', 'PARTICIPANT'] as const);
  const called = calledOf(office, traveller.name);
  const whom = persons.map(({ counterpart, name }) => calledOf(counterpart.office, name));
  const nameOf = (state: State) => nameThen(state, journey);
  const of = listed(states.map(nameOf));
  const others =
    whom.length > 0
      ? `${listed(whom)} of ${of}`
      : holders === undefined || holders === ''
        ? `officials of ${of}`
        : states.length > 6
          ? `${holders} of ${states.length} states`
          : `${holders} of ${of}`;
  return {
    id: `${trip.start}-us-${side}-travel-${trip.id}${number === 0 ? '' : `-${number + 1}`}`,
    title:
      whole && whom.length === 0
        ? `${called} visits ${nameOf(host)}`
        : `${called} ${whole ? `visits ${nameOf(host)} and meets ${listed(whom)}` : `meets ${others}${inPlace(place)}`}`,
    form,
    status: 'HELD',
    date: dateOf(days),
    ...(place === undefined ? {} : { place }),
    ...(isHost && said.kind !== undefined ? { visit: said.kind } : {}),
    ...(topics.length === 0 ? {} : { topics: [...topics] }),
    participants: distinct([
      travellerOf(journey, role[0]),
      ...companions.map((companion) => travellerOf(companion, role[0])),
      ...persons.map(({ counterpart, who }) => presenceOf(counterpart, who, role[1])),
      ...(persons.length > 0 ? [] : states.map(({ id }): Presence => ({ who: id, role: role[1] }))),
    ]),
    participantsKnown: 'PARTIAL',
    readouts: distinctReadouts([readoutOf(journey), ...companions.map(readoutOf)]),
  };
}
