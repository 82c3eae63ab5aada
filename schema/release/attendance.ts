import type { Meeting } from '../record/corpus.ts';

/**
 * Who was at a meeting: the states and organizations that were represented or listed themselves, and the
 * persons, each once and in the order of the record.
 */
export function presentAt(
  { participants }: Meeting,
  isPerson: (participant: string) => boolean,
): { parties: string[]; persons: string[] } {
  const parties = new Set<string>();
  const persons = new Set<string>();
  for (const { who, for: party } of participants) {
    (isPerson(who) ? persons : parties).add(who);
    if (party !== undefined) parties.add(party);
  }
  return { parties: [...parties], persons: [...persons] };
}

/** Whom each participant and each voice of a meeting represented. */
export const sidesAt = ({ participants, voices }: Meeting): ReadonlyMap<string, string | undefined> =>
  new Map([...participants, ...voices].map(({ who, for: party }) => [who, party]));
