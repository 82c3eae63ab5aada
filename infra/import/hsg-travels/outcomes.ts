import type { Journey } from './journey.ts';

/**
 * The outcome of each trip: the ids of the records made from it, and of the records that the content already
 * had.
 */
export interface Outcomes {
  readonly recorded: Map<Journey, Set<string>>;
  readonly already: Map<Journey, Set<string>>;
}

export const createOutcomes = (): Outcomes => ({ recorded: new Map(), already: new Map() });

/** Adds an id to the ids of a trip. */
export function note(map: Map<Journey, Set<string>>, journey: Journey, id: string): void {
  map.set(journey, new Set([...(map.get(journey) ?? []), id]));
}
