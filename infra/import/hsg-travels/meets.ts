import type { Span } from '../days.ts';
import type { Party } from '../parties.ts';
import { countryOf, type Place, sharedPlace } from '../places.ts';
import { lineageOf, type State, stateById } from '../states.ts';
import { presidentNamed, presidentOn } from '../us-officials.ts';
import type { Homes } from './home.ts';
import type { Journey } from './journey.ts';

/** A person on the other side of a meeting. */
export interface Counterpart {
  readonly name: string;
  readonly office: string;
  readonly state: State;
}

/** A meeting of the traveller with one other side, or with several that the source names in one. */
export interface Meet {
  readonly journey: Journey;
  readonly states: readonly State[];
  readonly persons: readonly Counterpart[];
  /** The office that the sides hold, where they are met under its plural and without their names. */
  readonly holders: string | undefined;
  readonly place: Place | undefined;
  readonly days: Span;
  /** Whether it was a meeting of the President whom the traveller accompanied. */
  readonly ofPresident: boolean;
  /** Ids of the topics that were talked about. */
  readonly topics: readonly string[];
}

/** Offices of the traveller's own country. */
const AMERICAN =
  /^(?:Secretary of State|Secretary of (?:Defense|Treasury|Commerce|Energy|Agriculture|Homeland)|(?:Defense|Treasury|Commerce|Energy) Secretary|Under Secretary|Assistant Secretary|Special Envoy|Special Representative|Attorney General)/;
const AMERICAN_NAME =
  /\b(?:Mitchell|Petraeus|Crocker|Cheney|Pence|Kamala Harris|Mondale|Waltz|Witkoff|Holbrooke|Khalilzad|Bremer|Zinni|Kushner|Bolton|O'Brien|Zoellick|Mnuchin|Austin|Mattis|Panetta|Hagel|Yellen|Raimondo|Garland|Mayorkas|Burns|Pritzker|Moniz|Lew|Mike Pompeo|Geithner|Gates|Rumsfeld|Scowcroft|Brzezinski)$/;

/** Offices that no state has: without the organization it is not clear for whom their holder was there. */
const OF_AN_ORGANIZATION =
  /(?:Secretary[- ]General|High Representative|Envoy|Special Representative|Chairperson|^Director|^Commissioner$)/;

/** What is left out of a trip, and why. */
export type LeaveOut = (journey: Journey, printed: string, why: string) => void;

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
      if (party.kind === 'UNCLEAR') leaveOut(journey, party.printed, 'for whom they were there');
      if (party.kind === 'HOLDERS') put(party.states, [], party.office, place, span, ofPresident, topics);
      if (party.kind === 'OFFICIALS')
        put([party.state ?? host], [], undefined, place, span, ofPresident, topics);
      if (party.kind !== 'PERSON' || isAmerican(party, journey)) continue;
      if (party.state === undefined && OF_AN_ORGANIZATION.test(party.office)) {
        leaveOut(journey, party.printed, 'for whom they were there');
        continue;
      }
      const state =
        party.office === 'Pope'
          ? stateById('holy-see')
          : (party.state ?? homeOf(party, carried, journey, homesOf));
      if (!state) {
        leaveOut(journey, party.printed, 'of which state');
        continue;
      }
      carried = party.state;
      put(
        [state],
        [{ name: party.name, office: party.office, state }],
        undefined,
        place,
        span,
        ofPresident,
        topics,
      );
    }
  }
  if (meets.size === 0 && said.talks && said.accompanied === undefined)
    put([host], [], undefined, wholePlace, days, false, said.topics);
  // "Met with Prime Minister Shamir. Discussed a peace initiative.": the talks were those with the host.
  return [...meets.values()].map((meet) =>
    meet.states.length === 1 && meet.states[0] === host
      ? { ...meet, topics: [...new Set([...meet.topics, ...said.topics])] }
      : meet,
  );
}

function isAmerican(
  { name, office, state }: Extract<Party, { kind: 'PERSON' }>,
  { days, traveller, state: host }: Journey,
): boolean {
  if (state !== undefined) return false;
  if (AMERICAN_NAME.test(name)) return true;
  if (AMERICAN.test(office))
    return host.id !== 'holy-see' && host.id !== 'mexico' && host.id !== 'philippines';
  return (
    traveller !== presidentOn(days) &&
    /^(?:President|Vice President)/.test(office) &&
    presidentNamed(name, days, false) !== undefined
  );
}

/** The state of a person who is printed without one: the host, unless the person is known for another and not for the host. */
function homeOf(
  { name, office }: Extract<Party, { kind: 'PERSON' }>,
  carried: State | undefined,
  { state: host, days, trip }: Journey,
  homesOf: Homes,
): State | undefined {
  const { homes, sure } = homesOf(name, office, days.start, trip.id);
  if (homes.has(lineageOf(host))) return host;
  if (carried && carried !== host && carried.kind === 'STATE')
    return homes.has(lineageOf(carried)) ? carried : undefined;
  if (sure.size === 1) {
    const [home = ''] = sure;
    return stateById(home);
  }
  return host;
}

/** A place that the remarks name within the trip. */
function placeNamed(name: string, { places, state }: Journey): Place {
  const known = places.find((each) => each.name === name);
  return known?.place ?? { venue: name, ...countryOf(state) };
}
