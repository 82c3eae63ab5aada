import { distance } from 'fastest-levenshtein';

/**
 * The candidate nearest to a misspelt `word`, or undefined if none is reasonably close (about one slip in
 * three letters).
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Math.min(Math.floor(Math.max(word.length, 3) / 3), 4) + 1;
  for (const candidate of candidates) {
    // The difference in length is a lower bound, which saves most of the comparisons.
    if (Math.abs(candidate.length - word.length) > least) continue;
    const slips = slipsBetween(lower, candidate.toLowerCase());
    if (slips < least || (slips === least && best !== undefined && candidate < best)) {
      best = candidate;
      least = slips;
    }
  }
  return best;
}

/** Number of letters to add, drop or replace; two swapped letters count as one slip. */
function slipsBetween(a: string, b: string): number {
  const steps = distance(a, b);
  return steps === 2 && a.length === b.length && sorted(a) === sorted(b) ? 1 : steps;
}

function sorted(word: string): string {
  return [...word].sort().join('');
}

/** `did you mean "x"?`, or `otherwise` if nothing is close. */
export function suggest(word: string, candidates: Iterable<string>, otherwise: string): string {
  const near = nearest(word, candidates);
  return near === undefined ? otherwise : `did you mean "${near}"?`;
}
