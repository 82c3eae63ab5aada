import { placeOf } from '../read/place-of.ts';
import type { Problem } from '../read/problem.ts';
import type { Kept, Lists } from '../read/record-read.ts';
import { cyclesOf } from './find-cycles.ts';

/**
 * Chains of `predecessors` or `broader` that lead back to themselves; each is reported once, at its first id.
 */
export function checkCycles({ participants, topics }: Lists): Problem[] {
  return [
    ...checkChains('predecessors', participants, ({ predecessors }) => predecessors, true),
    ...checkChains('broader', topics, ({ broader }) => broader, true),
  ];
}

/** Chains of one key that lead back to themselves. `listed` if the key holds a list. */
export function checkChains<W extends L, L extends { id?: string | undefined }>(
  key: 'predecessors' | 'broader' | 'within',
  records: readonly Kept<W, L>[],
  referencesOf: (links: L) => readonly (string | undefined)[],
  listed: boolean,
): Problem[] {
  const byId = new Map<string, Kept<W, L>>();
  const nextOf = new Map<string, string[]>();
  for (const kept of records) {
    const next = referencesOf(kept.links).flatMap((id) => id ?? []);
    if (kept.links.id === undefined || next.length === 0) continue;
    byId.set(kept.links.id, kept);
    nextOf.set(kept.links.id, next);
  }
  return cyclesOf(nextOf).flatMap((cycle): Problem[] => {
    const [first = '', second = first] = cycle;
    const kept = byId.get(first);
    if (!kept) return [];
    const place = listed ? placeOf(kept, key, referencesOf(kept.links).indexOf(second)) : placeOf(kept, key);
    return [
      {
        ...place,
        found: `a cycle in "${key}": ${[...cycle, first].join(' → ')}`,
        right: 'remove one of these references',
      },
    ];
  });
}
