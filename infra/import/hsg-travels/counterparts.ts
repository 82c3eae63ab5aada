import type { Party } from '../party.ts';
import { lineageOf, type State, stateById } from '../states.ts';
import { presidentNamed, presidentOn } from '../us-officials.ts';
import type { Homes } from './home-states.ts';
import type { Journey } from './journey.ts';
import type { Attended } from './parse-attended.ts';

type PersonParty = Extract<Party, { kind: 'PERSON' }>;

/** A person on the other side of a meeting. */
export interface Counterpart {
  readonly name: string;
  readonly office: string;
  readonly state: State;
}

/** Offices of the traveller's own country. */
const AMERICAN =
  /^(?:Secretary of State|Secretary of (?:Defense|Treasury|Commerce|Energy|Agriculture|Homeland)|(?:Defense|Treasury|Commerce|Energy) Secretary|Under Secretary|Assistant Secretary|Special Envoy|Special Representative|Attorney General)/;
const AMERICAN_NAME =
  /\b(?:Mitchell|Petraeus|Crocker|Cheney|Pence|Kamala Harris|Mondale|Waltz|Witkoff|Holbrooke|Khalilzad|Bremer|Zinni|Kushner|Bolton|O'Brien|Zoellick|Mnuchin|Austin|Mattis|Panetta|Hagel|Yellen|Raimondo|Garland|Mayorkas|Burns|Pritzker|Moniz|Lew|Mike Pompeo|Eisenhower|Geithner|Gates|Rumsfeld|Scowcroft|Brzezinski)$/;

/** Offices that no state has; without the organization it is unclear whom the holder represented. */
const OF_AN_ORGANIZATION =
  /(?:Secretary[- ]General|High Representative|Envoy|Special Representative|Chairperson|^Director|^Commissioner$)/;

/** Records what is left out of a trip, and why. */
export type LeaveOut = (journey: Journey, printed: string, why: string) => void;

/** Whether words end with the name of an American who speaks for the traveller's own side. */
export const isAmericanName = (words: string): boolean => AMERICAN_NAME.test(words);

/**
 * A person of another side with their state, which is `carried` over from the previous person, the host's, or
 * known from elsewhere; undefined if it is unclear.
 */
export function counterpartOf(
  party: PersonParty,
  carried: State | undefined,
  journey: Journey,
  homesOf: Homes,
  leaveOut: LeaveOut,
): Counterpart | undefined {
  if (party.state === undefined && OF_AN_ORGANIZATION.test(party.office)) {
    leaveOut(journey, party.printed, 'unclear whom they represented');
    return undefined;
  }
  const state =
    party.office === 'Pope'
      ? stateById('holy-see')
      : (party.state ?? homeOf(party, carried, journey, homesOf));
  if (!state) leaveOut(journey, party.printed, 'unclear of which state');
  return state && { name: party.name, office: party.office, state };
}

/** The persons whom a trip's remarks name as attending an event. */
export function attendingWith(
  { parties }: Attended,
  journey: Journey,
  homesOf: Homes,
  leaveOut: LeaveOut,
): Counterpart[] {
  let carried: State | undefined;
  return parties.flatMap((party) => {
    if (party.kind !== 'PERSON' || isAmerican(party, journey)) return [];
    const person = counterpartOf(party, carried, journey, homesOf, leaveOut);
    carried = party.state ?? carried;
    return person ?? [];
  });
}

/** Whether somebody is on the traveller's own side. */
export function isAmerican(
  { name, office, state }: PersonParty,
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

/**
 * The state of a person printed without one: the host, unless the person is known for another state and not
 * for the host.
 */
function homeOf(
  { name, office }: PersonParty,
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
