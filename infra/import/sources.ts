import { hsgTravels } from './hsg-travels/hsg-travels.ts';
import { hsgVisits } from './hsg-visits/hsg-visits.ts';
import type { Source } from './source.ts';

/** All sources, in reading order: each knows what earlier ones wrote, but nothing about later ones. */
export const SOURCES: readonly Source[] = [hsgVisits, hsgTravels];

/** The names of the sources that a source builds on. */
export const sourcesBefore = (source: Source): string[] =>
  SOURCES.slice(0, SOURCES.indexOf(source)).map(({ name }) => name);
