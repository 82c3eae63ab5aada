import type { KnownPerson } from '../identify-persons.ts';
import { isFullName, nameKey } from '../name-key.ts';
import { sameOffice } from '../offices.ts';
import { DECIDED, decide } from '../persons.ts';

/** Years around an appearance in which a person is assumed to hold the same office. */
const TERM = 5;
/** Number of trips that must link a surname to a state before it counts as known there. */
const OFTEN = 3;

/** A name that the source itself links to a state. */
export interface Sure {
  readonly lineage: string;
  readonly name: string;
  readonly office: string;
  readonly day: string;
  /** The trip that links them; a trip is no evidence for itself. */
  readonly trip: string;
}

/**
 * The states for which a name in an office on a day of a trip is known: all of them, and those certain enough
 * to outweigh the country of the trip.
 */
export type Homes = (
  name: string,
  office: string,
  day: string,
  trip: string,
) => { homes: ReadonlySet<string>; sure: ReadonlySet<string> };

/**
 * Returns the lineages of the states for which a name in an office on a day is known, from the content and
 * from elsewhere in the source.
 */
export function createHomes(known: readonly KnownPerson[], sure: readonly Sure[]): Homes {
  const byWord = new Map<string, { person: KnownPerson; words: string[] }[]>();
  for (const person of known)
    for (const name of [person.record.name, ...(person.record.names ?? []).map((each) => each.name)]) {
      const words = nameKey(name).split(' ');
      for (const word of new Set(words)) byWord.set(word, [...(byWord.get(word) ?? []), { person, words }]);
    }
  const byKey = Map.groupBy(sure, ({ name }) => nameKey(name));
  return (name, office, day, trip) => {
    const key = nameKey(name);
    const words = key.split(' ');
    const homes = new Set<string>();
    const often = new Set<string>();
    for (const { person, words: others } of byWord.get(words.at(-1) ?? '') ?? [])
      if (
        words.every((word) => others.includes(word)) &&
        person.seen.some((seen) => sameOffice(seen.office, office) && yearsBetween(seen.day, day) <= TERM)
      )
        for (const lineage of person.lineages) homes.add(lineage);
    const said = (byKey.get(key) ?? []).filter(
      (each) => each.trip !== trip && sameOffice(each.office, office) && yearsBetween(each.day, day) <= TERM,
    );
    // A surname alone is weak evidence: it takes several trips to determine somebody's state from it.
    for (const [lineage, trips] of Map.groupBy(said, (each) => each.lineage))
      if (isFullName(key) || trips.length >= OFTEN) {
        homes.add(lineage);
        often.add(lineage);
      }
    if (isFullName(key))
      for (const [lineage, decided] of DECIDED)
        if (decide(decided, name, day, office).person) homes.add(lineage);
    return { homes, sure: isFullName(key) ? homes : often };
  };
}

const yearsBetween = (a: string, b: string): number =>
  Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)));
