import { overlap } from '../days.ts';
import { keyOf } from '../events.ts';
import { presidentNamed, presidentOn } from '../us-officials.ts';
import type { Journey } from './journey.ts';

/**
 * The President's trip that a Secretary's trip was part of; `NOT FOUND` if the remarks mention one that is
 * not listed.
 */
export type Leader = Journey | 'NOT FOUND' | undefined;

/**
 * The President's trip that a Secretary's trip was part of; none if the remarks name no President who was in
 * the country then.
 */
export function createLeaders(journeys: readonly Journey[]): (journey: Journey) => Leader {
  const presidents = Map.groupBy(
    journeys.filter(({ trip }) => trip.role === 'president'),
    ({ state }) => state.id,
  );
  return (journey) => {
    const { trip, said, days, state, places } = journey;
    if (trip.role !== 'secretary' || said.accompanied === undefined) return undefined;
    const president =
      said.accompanied === '' ? presidentOn(days) : presidentNamed(said.accompanied, days, false);
    // "Joined President Mubarak" does not mean an American; "accompanied President Bush" in the other Bush's
    // years is a mistake.
    if (!president) return undefined;
    const there = (presidents.get(state.id) ?? []).filter(
      (other) => other.traveller === president && overlap(other.days, days),
    );
    const shared = there.filter((other) =>
      other.places.some(({ name }) => places.some((place) => place.name === name)),
    );
    const keys = new Set(said.events.map(({ words }) => keyOf(words)));
    const same = shared.find((other) => other.said.events.some(({ words }) => keys.has(keyOf(words))));
    return same ?? shared[0] ?? there[0] ?? 'NOT FOUND';
  };
}
