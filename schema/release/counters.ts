import { type List, list } from '../store/keys.ts';
import type { Counter } from '../store/rows.ts';
import type { ByList } from './places.ts';

export type Counting = { -readonly [K in keyof Counter]: Counter[K] };

/** A list with its count so far. */
export interface Counted {
  readonly list: List;
  readonly counter: Counting;
}

interface Counters {
  /** The counters of the lists of meetings and of statements. */
  readonly of: ByList<Counting>;
  /** The counter of a list of participants or topics. */
  plain(list: List): Counting;
  /** The lists whose counters a group keeps, in order of first use. */
  ofGroup(owner: string): readonly Counted[];
}

/**
 * The counters of all lists, looked up by the slugs that identify a list. A list's name is built only for a
 * new counter, because building and hashing names took most of the time.
 */
export function createCounters(): Counters {
  const groups = new Map<string, Counted[]>();

  function open(list: List): Counting {
    const counter = { n: 0 };
    const group = groups.get(list.owner);
    if (group) group.push({ list, counter });
    else groups.set(list.owner, [{ list, counter }]);
    return counter;
  }
  const bySlug = (listOf: (slug: string) => List) => remember((slug) => open(listOf(slug)));
  const bySlugs = (listOf: (first: string, second: string) => List) => {
    const row = remember((first) => remember((second) => open(listOf(first, second))));
    return (first: string, second: string) => row(first)(second);
  };

  const named = new Map<string, Counting>();
  return {
    of: {
      meetingsOfParticipant: bySlug(list.meetingsOfParticipant),
      meetingsInCountry: bySlug(list.meetingsInCountry),
      meetingsOnTopic: bySlug(list.meetingsOnTopic),
      meetingsWithin: bySlug(list.meetingsWithin),
      meetingsOfSeries: bySlug(list.meetingsOfSeries),
      statementsOfParticipant: bySlug(list.statementsOfParticipant),
      statementsOnTopic: bySlug(list.statementsOnTopic),
      statementsOfParticipantOnTopic: bySlugs(list.statementsOfParticipantOnTopic),
    },
    plain(list) {
      const counter = named.get(list.name) ?? open(list);
      named.set(list.name, counter);
      return counter;
    },
    ofGroup: (owner) => groups.get(owner) ?? [],
  };
}

/** Caches a function: the value of each key is made once. */
function remember<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
