import type { Days } from '../../store/date-bounds.ts';
import { Best } from './best.ts';
import { meetingsOverlapping } from './flags.ts';
import { dateOf, type Numbers } from './layout.ts';
import type { ReleaseIndex } from './open.ts';

/** Two participants who met, by their numbers, `a` with the earlier slug. */
export interface Meetings {
  readonly meetings: number;
  /** First day of the first and of the last meeting. */
  readonly first: string;
  readonly last: string;
}
export interface Edge extends Meetings {
  readonly a: string;
  readonly b: string;
  /** In thousandths. */
  readonly weight: number;
}

export interface NetworkQuery {
  readonly kind: 'PERSON' | 'STATE' | 'ORGANIZATION';
  readonly days?: Days;
  readonly minMeetings: number;
  /**
   * Whether a meeting of n counts 1/(n − 1) for each pair, so that everybody gains one by it; else it counts
   * one.
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
  const { firsts, places } = placesOfParticipants(members, index.participants);
  const shared = new Shared(index.participants);
  const best = new Best<Pair>(limit, compareWith(index.participantRanks));
  let pairs = 0;
  // Row by row of the matrix: what one participant shares with those of higher numbers, in arrays that are
  // used again.
  for (let a = 0; a < index.participants; a += 1) {
    const end = firsts[a + 1] ?? 0;
    for (let at = firsts[a] ?? 0; at < end; at += 1) shared.add(members, places[at] ?? 0, isShared);
    pairs += shared.offerTo(best, a, minMeetings);
  }
  const { meetings } = members;
  const startOf = (row: number) => index.startOfMeeting(meetings[row] ?? 0);
  const edges = best.inOrder().map(({ a, b, count, weight, first, last }): Edge => {
    const [x, y] = [index.participantSlugs.at(a), index.participantSlugs.at(b)];
    const pair = x < y ? { a: x, b: y } : { a: y, b: x };
    return { ...pair, meetings: count, weight, first: startOf(first), last: startOf(last) };
  });
  return { edges, truncated: pairs > limit };
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly count: number;
  readonly weight: number;
  /** Rows of the first and of the last meeting of the two. */
  readonly first: number;
  readonly last: number;
}

/** What one participant shares with each other one. */
class Shared {
  readonly #counts: Uint32Array;
  readonly #weights: Float64Array;
  readonly #firsts: Uint32Array;
  readonly #lasts: Uint32Array;
  /** Those with whom it shares anything. */
  readonly #met: Uint32Array;
  #length = 0;

  constructor(participants: number) {
    this.#counts = new Uint32Array(participants);
    this.#weights = new Float64Array(participants);
    this.#firsts = new Uint32Array(participants);
    this.#lasts = new Uint32Array(participants);
    this.#met = new Uint32Array(participants);
  }

  /**
   * Adds the meeting at which the participant stands at a place; members of higher numbers stand behind it.
   */
  add({ starts, values, sides, rowOf }: Members, place: number, isShared: boolean): void {
    const [counts, weights, firsts, lasts] = [this.#counts, this.#weights, this.#firsts, this.#lasts];
    const row = rowOf[place] ?? 0;
    const end = starts[row + 1] ?? 0;
    const share = isShared ? 1 / (end - (starts[row] ?? 0) - 1) : 1;
    const side = sides[place] ?? 0;
    for (let at = place + 1; at < end; at += 1) {
      if (side !== 0 && sides[at] === side) continue;
      const other = values[at] ?? 0;
      const count = counts[other] ?? 0;
      if (count === 0) {
        firsts[other] = row;
        this.#met[this.#length++] = other;
      }
      counts[other] = count + 1;
      weights[other] = (weights[other] ?? 0) + share;
      lasts[other] = row;
    }
  }

  /** Offers the pairs that met often enough, returns how many they are, and forgets all. */
  offerTo(best: Best<Pair>, a: number, minMeetings: number): number {
    let pairs = 0;
    for (let at = 0; at < this.#length; at += 1) {
      const b = this.#met[at] ?? 0;
      const count = this.#counts[b] ?? 0;
      if (count >= minMeetings) {
        pairs += 1;
        const weight = Math.round((this.#weights[b] ?? 0) * 1_000);
        if (weight >= (best.worst?.weight ?? 0))
          best.offer({ a, b, count, weight, first: this.#firsts[b] ?? 0, last: this.#lasts[b] ?? 0 });
      }
      this.#counts[b] = 0;
      this.#weights[b] = 0;
    }
    this.#length = 0;
    return pairs;
  }
}

/** The heavier first, then the one with more meetings, then by slugs. */
const compareWith =
  (ranks: Numbers) =>
  (x: Pair, y: Pair): number => {
    if (x.weight !== y.weight) return y.weight - x.weight;
    if (x.count !== y.count) return y.count - x.count;
    const [xa, xb, ya, yb] = [ranks[x.a] ?? 0, ranks[x.b] ?? 0, ranks[y.a] ?? 0, ranks[y.b] ?? 0];
    return Math.min(xa, xb) - Math.min(ya, yb) || Math.max(xa, xb) - Math.max(ya, yb);
  };

/**
 * Whom a participant met, and how often: most often first, then by slug. Colleagues on the same side did not
 * meet.
 */
export function counterpartsOf(
  index: ReleaseIndex,
  slug: string,
  limit: number,
): readonly ({ readonly slug: string } & Meetings)[] {
  const own = index.participant(slug);
  if (own === -1) return [];
  const isPerson = index.isPerson(own);
  const { starts, values } = isPerson ? index.meetingPersons : index.meetingParties;
  const held = index.words.status.indexOf('HELD');
  const counts = new Uint32Array(index.participants);
  const firsts = new Uint32Array(index.participants);
  const lasts = new Uint32Array(index.participants);
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    if (index.meetingStatus[meeting] !== held) continue;
    const from = starts[meeting] ?? 0;
    const to = starts[meeting + 1] ?? 0;
    let place = from;
    while (place < to && values[place] !== own) place += 1;
    if (place === to) continue;
    const side = isPerson ? (index.personSide[place] ?? 0) : 0;
    for (let at = from; at < to; at += 1) {
      if (at === place || (side !== 0 && index.personSide[at] === side)) continue;
      const other = values[at] ?? 0;
      if (counts[other] === 0) firsts[other] = meeting;
      counts[other] = (counts[other] ?? 0) + 1;
      lasts[other] = meeting;
    }
  }
  const met: { slug: string; meetings: number; other: number }[] = [];
  counts.forEach((meetings, other) => {
    if (meetings > 0) met.push({ slug: index.participantSlugs.at(other), meetings, other });
  });
  met.sort((a, b) => b.meetings - a.meetings || (a.slug < b.slug ? -1 : 1));
  return met.slice(0, limit).map(({ slug, meetings, other }) => ({
    slug,
    meetings,
    first: dateOf(index.meetingStart[firsts[other] ?? 0] ?? 0),
    last: dateOf(index.meetingStart[lasts[other] ?? 0] ?? 0),
  }));
}

/**
 * The members of meetings; those of row `r` stand from `starts[r]` to before `starts[r + 1]`, in ascending
 * order.
 */
interface Members {
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
  /** For each value the side that it was on, 0 for one of its own, and its row. */
  readonly sides: Uint16Array;
  readonly rowOf: Uint32Array;
  /** The meeting of each row. */
  readonly meetings: Uint32Array;
}

/** The participants of a kind at each meeting that was held within the days and has two of them at least. */
function membersOfHeld(index: ReleaseIndex, kind: NetworkQuery['kind'], days: Days | undefined): Members {
  const { early, start, end } = meetingsOverlapping(index, days);
  const { meetingStatus, participantKind, personSide } = index;
  const held = index.words.status.indexOf('HELD');
  const wanted = index.words.kind.indexOf(kind);
  const isPerson = kind === 'PERSON';
  const from = isPerson ? index.meetingPersons : index.meetingParties;
  const most =
    early.reduce((sum, each) => sum + (from.starts[each + 1] ?? 0) - (from.starts[each] ?? 0), 0) +
    (from.starts[end] ?? 0) -
    (from.starts[start] ?? 0);
  const starts = new Uint32Array(early.length + end - start + 1);
  const meetings = new Uint32Array(early.length + end - start);
  const values = new Uint32Array(most);
  const sides = new Uint16Array(most);
  const rowOf = new Uint32Array(most);
  let [row, length] = [0, 0];
  const add = (meeting: number): void => {
    if (meetingStatus[meeting] !== held) return;
    const first = length;
    const behind = from.starts[meeting + 1] ?? 0;
    for (let at = from.starts[meeting] ?? 0; at < behind; at += 1) {
      const participant = from.values[at] ?? 0;
      if (participantKind[participant] !== wanted) continue;
      values[length] = participant;
      sides[length] = isPerson ? (personSide[at] ?? 0) : 0;
      rowOf[length] = row;
      length += 1;
    }
    if (length - first < 2) {
      length = first;
      return;
    }
    meetings[row] = meeting;
    row += 1;
    starts[row] = length;
  };
  for (const meeting of early) add(meeting);
  for (let meeting = start; meeting < end; meeting += 1) add(meeting);
  return {
    starts: starts.subarray(0, row + 1),
    values: values.subarray(0, length),
    sides,
    rowOf,
    meetings,
  };
}

/** For each participant the places at which it is a member, oldest first. */
function placesOfParticipants(
  { values }: Members,
  participants: number,
): { firsts: Uint32Array; places: Uint32Array } {
  const firsts = new Uint32Array(participants + 1);
  for (let at = 0; at < values.length; at += 1) {
    const next = (values[at] ?? 0) + 1;
    firsts[next] = (firsts[next] ?? 0) + 1;
  }
  for (let each = 0; each < participants; each += 1)
    firsts[each + 1] = (firsts[each + 1] ?? 0) + (firsts[each] ?? 0);
  const places = new Uint32Array(values.length);
  const next = firsts.slice();
  for (let at = 0; at < values.length; at += 1) {
    const participant = values[at] ?? 0;
    const place = next[participant] ?? 0;
    places[place] = at;
    next[participant] = place + 1;
  }
  return { firsts, places };
}
