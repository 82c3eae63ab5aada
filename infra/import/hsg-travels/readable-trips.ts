import { sameOffice } from '../offices.ts';
import { lineageOf } from '../states.ts';
import type { Sure } from './home-states.ts';
import { type Journey, journeyOf, reasonFor } from './journey.ts';
import type { Trip } from './trip.ts';

/** The trips that can be interpreted, without those that the source lists twice. */
export function understand(
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

/**
 * Names whose state is given in the remarks, or must be the host's because nobody of another state is named
 * before them.
 */
export function sureIn({ said, state: host, days, trip }: Journey): Sure[] {
  return said.encounters.flatMap(({ parties }) => {
    const foreign = parties.findIndex(
      (party) => 'state' in party && party.state !== undefined && party.state !== host,
    );
    return parties.flatMap((party, index) => {
      if (party.kind !== 'PERSON') return [];
      // A second prime minister in one list is unlikely to be the host's.
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
