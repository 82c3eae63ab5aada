import type { Days } from '../../store/date-bounds.ts';
import type { Numbers } from './layout.ts';
import { type Kind, type Members, membersOfHeld, numbersOf, type Places, placesOf } from './members.ts';
import type { ReleaseIndex } from './release-index.ts';
import { Best } from './top-k.ts';

/** How often two participants met. */
export interface Meetings {
  readonly meetings: number;
  /** First day of the first and of the last meeting. */
  readonly first: string;
  readonly last: string;
}

/** Two participants who met, by slug; `a` sorts first. */
export interface Edge extends Meetings {
  readonly a: string;
  readonly b: string;
  /** In thousandths. */
  readonly weight: number;
}

export interface NetworkQuery {
  readonly kind: Kind;
  readonly days?: Days;
  readonly minMeetings: number;
  /**
   * Whether a meeting of n counts 1/(n − 1) for each pair, so that everyone gains one from it; otherwise it
   * counts one.
   */
  readonly isShared: boolean;
}

/** The strongest pairs, and whether there are more. Only meetings that were held count. */
export function networkOf(
  index: ReleaseIndex,
  { kind, days, minMeetings, isShared }: NetworkQuery,
  limit: number,
): { edges: readonly Edge[]; truncated: boolean } {
  const members = membersOfHeld(index, kind, days);
  const placed = placesOf(members, index.participants);
  const best = new Best<Pair>(limit, compareWith(index.participantRanks));
  const truncated = offerPairs(best, members, placed, minMeetings, isShared) > limit;
  const startOf = (row: number) => index.startOfMeeting(members.meetings[row] ?? 0);
  const edges = best.inOrder().map((pair): Edge => {
    const [a, b] = [index.participantSlugs.at(pair.a), index.participantSlugs.at(pair.b)];
    return {
      ...(a < b ? { a, b } : { a: b, b: a }),
      meetings: pair.count,
      weight: pair.weight,
      first: startOf(outermostMeeting(placed, pair, 1)),
      last: startOf(outermostMeeting(placed, pair, -1)),
    };
  });
  return { edges, truncated };
}

/** Two participants who met, by number; `a` is the lower one. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly count: number;
  readonly weight: number;
}

/**
 * Offers all pairs that met often enough, and returns their number. Processes the matrix row by row: what one
 * participant shares with those of higher numbers, in reused arrays.
 */
function offerPairs(
  best: Best<Pair>,
  { values, sides }: Members,
  placed: Places,
  minMeetings: number,
  isShared: boolean,
): number {
  const { firsts, places, sizes, behind, followers } = placed;
  const participants = firsts.length - 1;
  const counts = new Uint32Array(participants);
  const weights = new Float64Array(participants);
  /** The participants with whom this one shares anything. */
  const met = numbersOf(participants, participants);
  let pairs = 0;
  let least = 0;
  for (let a = 0; a < participants; a += 1) {
    let length = 0;
    const last = firsts[a + 1] ?? 0;
    for (let at = firsts[a] ?? 0; at < last; at += 1) {
      const share = isShared ? 1 / ((sizes[at] ?? 0) - 1) : 1;
      const side = placed.sides?.[at] ?? 0;
      let b = followers[at] ?? 0;
      let other = (places[at] ?? 0) + 1;
      const end = other + (behind[at] ?? 0);
      while (other < end) {
        if (side === 0 || sides?.[other] !== side) {
          const count = counts[b] ?? 0;
          if (count === 0) met[length++] = b;
          counts[b] = count + 1;
          weights[b] = (weights[b] ?? 0) + share;
        }
        other += 1;
        if (other < end) b = values[other] ?? 0;
      }
    }
    for (let at = 0; at < length; at += 1) {
      const b = met[at] ?? 0;
      const count = counts[b] ?? 0;
      const weight = Math.round((weights[b] ?? 0) * 1_000);
      counts[b] = 0;
      weights[b] = 0;
      if (count < minMeetings) continue;
      pairs += 1;
      if (weight < least) continue;
      best.offer({ a, b, count, weight });
      least = best.worst?.weight ?? 0;
    }
  }
  return pairs;
}

/** Orders pairs by weight, then by number of meetings, then by slug. */
const compareWith =
  (ranks: Numbers) =>
  (x: Pair, y: Pair): number => {
    if (x.weight !== y.weight) return y.weight - x.weight;
    if (x.count !== y.count) return y.count - x.count;
    const [xa, xb] = [ranks[x.a] ?? 0, ranks[x.b] ?? 0];
    const [ya, yb] = [ranks[y.a] ?? 0, ranks[y.b] ?? 0];
    return Math.min(xa, xb) - Math.min(ya, yb) || Math.max(xa, xb) - Math.max(ya, yb);
  };

/** The row of the first meeting of a pair, or of the last one when searching backwards. */
function outermostMeeting({ firsts, rows, sides }: Places, { a, b }: Pair, step: 1 | -1): number {
  const outermost = (participant: number) =>
    step === 1 ? (firsts[participant] ?? 0) : (firsts[participant + 1] ?? 0) - 1;
  let [left, right] = [outermost(a), outermost(b)];
  for (;;) {
    const row = rows[left] ?? 0;
    const distance = (row - (rows[right] ?? 0)) * step;
    if (distance === 0) {
      const side = sides?.[left] ?? 0;
      if (side === 0 || sides?.[right] !== side) return row;
    }
    if (distance <= 0) left += step;
    if (distance >= 0) right += step;
  }
}
