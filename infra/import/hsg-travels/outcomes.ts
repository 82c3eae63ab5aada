import type { Journey } from './journey.ts';

/**
 * What became of the trips: the ids of the records that were made of each, and of those that the content had
 * before.
 */
export interface Outcomes {
  readonly recorded: Map<Journey, Set<string>>;
  readonly already: Map<Journey, Set<string>>;
}

export const createOutcomes = (): Outcomes => ({ recorded: new Map(), already: new Map() });

/** Adds an id to those of a trip. */
export function note(map: Map<Journey, Set<string>>, journey: Journey, id: string): void {
  map.set(journey, new Set([...(map.get(journey) ?? []), id]));
}
