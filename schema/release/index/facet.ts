import { addValues } from './count-values.ts';
import type { FacetField } from './facet-fields.ts';
import { facetValues } from './facet-values.ts';
import type { StringList } from './front-coded.ts';
import type { Numbers } from './layout.ts';
import type { ReleaseIndex } from './release-index.ts';
import type { Rows } from './rows.ts';
import { Best } from './top-k.ts';

/**
 * A value of a facet (a slug, a word, a year, a code or a name), and the number of documents that have it.
 */
export interface FacetCount {
  readonly key: string;
  readonly count: number;
}

/**
 * The most frequent values of a field among meetings and statements, then by key. Only dated documents have
 * values.
 */
export function countFacet(
  index: ReleaseIndex,
  rows: Rows,
  field: FacetField,
  limit: number,
): readonly FacetCount[] {
  const { from, size, keyOf, compare } = KEYS[field](index);
  const counts = new Uint32Array(size);
  const { meetings, statements } = facetValues(index, field);
  addValues(counts, meetings, rows.meetings);
  if (statements) addValues(counts, statements, rows.statements);
  else addValues(counts, meetings, rows.meetingsOfStatements);
  const best = new Best<number>(limit, (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || compare(a, b));
  for (let value = from; value < size; value += 1) {
    if ((counts[value] ?? 0) > 0) best.offer(value);
  }
  return best.inOrder().map((value) => ({ key: keyOf(value), count: counts[value] ?? 0 }));
}

/** The meaning of the values of a field. */
interface Keys {
  /** The lowest value: 1 if 0 means none. */
  readonly from: 0 | 1;
  readonly size: number;
  readonly keyOf: (value: number) => string;
  /** Compares two values by their keys. */
  readonly compare: (a: number, b: number) => number;
}

const KEYS: Readonly<Record<FacetField, (index: ReleaseIndex) => Keys>> = {
  PARTY: (index) => ofSlugs(index.participantSlugs, index.participantRanks),
  SPEAKER: (index) => ofSlugs(index.participantSlugs, index.participantRanks),
  TOPIC: (index) => ofSlugs(index.topicSlugs, index.topicRanks),
  FORM: ({ words }) => ofWords(words.form, 0),
  YEAR: () => ({
    from: 0,
    size: 10_000,
    keyOf: (year) => String(year).padStart(4, '0'),
    compare: (a, b) => a - b,
  }),
  COUNTRY: ({ words }) => ofWords(words.country, 1),
  MODE: ({ words }) => ofWords(words.mode, 0),
  STANCE: ({ words }) => ofWords(words.stance, 1),
  PUBLISHER: ({ words }) => ofWords(words.publisher, 0),
};

const ofSlugs = (slugs: StringList, ranks: Numbers): Keys => ({
  from: 0,
  size: ranks.length,
  keyOf: (value) => slugs.at(value),
  compare: (a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0),
});

function ofWords(words: readonly string[], from: 0 | 1): Keys {
  const keyOf = (value: number) => words[value - from] ?? '';
  return {
    from,
    size: words.length + from,
    keyOf,
    compare: (a, b) => (keyOf(a) < keyOf(b) ? -1 : 1),
  };
}
