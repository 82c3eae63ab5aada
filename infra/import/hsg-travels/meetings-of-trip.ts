import type { Span } from '../days.ts';
import { countryOf, type Place, sharedPlace } from '../places.ts';
import type { State } from '../states.ts';
import {
  type Counterpart,
  counterpartOf,
  isAmerican,
  isAmericanName,
  type LeaveOut,
} from './counterparts.ts';
import type { Homes } from './home-states.ts';
import type { Journey } from './journey.ts';

/** A meeting of the traveller with one other side, or with several that the source names together. */
export interface Meet {
  readonly journey: Journey;
  readonly states: readonly State[];
  readonly persons: readonly Counterpart[];
  /** The office that the sides hold, if they are named only by its plural. */
  readonly holders: string | undefined;
  readonly place: Place | undefined;
  readonly days: Span;
  /** Whether it was a meeting of the President whom the traveller accompanied. */
  readonly ofPresident: boolean;
  /** Ids of the topics discussed. */
  readonly topics: readonly string[];
}

/** The meetings that the remarks of a trip name, one for each side, place and day. */
export function meetsOf(journey: Journey, homesOf: Homes, leaveOut: LeaveOut): Meet[] {
  const { said, days, state: host, places } = journey;
  const meets = new Map<string, Meet>();
  const wholePlace = sharedPlace(
    places.map(({ place }) => place),
    host,
  );
  const put = (
    states: readonly State[],
    persons: readonly Counterpart[],
    holders: string | undefined,
    place: Place | undefined,
    span: Span,
    ofPresident = false,
    topics: readonly string[] = [],
  ) => {
    const key = [
      states.map(({ id }) => id).join('+'),
      JSON.stringify(place),
      span.start,
      span.end,
      ofPresident,
    ].join('|');
    const held = meets.get(key);
    const known = held?.persons ?? [];
    const added = persons.filter((each) => !known.some((other) => other.name === each.name));
    meets.set(key, {
      journey,
      states,
      persons: [...known, ...added],
      holders: held?.holders ?? holders,
      place,
      days: span,
      ofPresident,
      topics: [...new Set([...(held?.topics ?? []), ...topics])],
    });
  };
  for (const { parties, place: printed, days: printedDays, ofPresident, topics } of said.encounters) {
    const place = printed === undefined ? wholePlace : placeNamed(printed, journey);
    const span =
      printedDays && printedDays.start >= days.start && printedDays.end <= days.end ? printedDays : days;
    let carried: State | undefined;
    for (const party of parties) {
      if (party.kind === 'UNCLEAR' && !isAmericanName(party.printed))
        leaveOut(journey, party.printed, 'unclear whom they represented');
      if (party.kind === 'HOLDERS') put(party.states, [], party.office, place, span, ofPresident, topics);
      if (party.kind === 'OFFICIALS')
        for (const state of party.states.length === 0 ? [host] : party.states)
          put([state], [], undefined, place, span, ofPresident, topics);
      if (party.kind !== 'PERSON' || isAmerican(party, journey)) continue;
      const person = counterpartOf(party, carried, journey, homesOf, leaveOut);
      if (!person) continue;
      carried = party.state;
      put([person.state], [person], undefined, place, span, ofPresident, topics);
    }
  }
  const isInvited = said.kind === 'STATE' || said.kind === 'OFFICIAL' || said.kind === 'WORKING';
  const metHost = [...meets.values()].some(({ states }) => states.length === 1 && states[0] === host);
  if ((meets.size === 0 || (isInvited && !metHost)) && said.talks && said.accompanied === undefined)
    put([host], [], undefined, wholePlace, days, false, said.topics);
  // "Met with Prime Minister Shamir. Discussed a peace initiative.": the talks were those with the host.
  return [...meets.values()].map((meet) =>
    meet.states.length === 1 && meet.states[0] === host
      ? { ...meet, topics: [...new Set([...meet.topics, ...said.topics])] }
      : meet,
  );
}

/** A place that the remarks name within the trip. */
function placeNamed(name: string, { places, state }: Journey): Place {
  const known = places.find((each) => each.name === name);
  return known?.place ?? { venue: name, ...countryOf(state) };
}
