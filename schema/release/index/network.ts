import type { Days } from '../../store/date-bounds.ts';
import { meetingsWithin } from './filter.ts';
import { dateOf, type Lists } from './layout.ts';
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
  /** Whether a meeting of n counts 1/(n − 1) for each pair, so that everybody gains one by it; else it counts one. */
  readonly isShared: boolean;
}

/** The strongest pairs, and whether there are more. Only meetings that were held count. */
export function networkOf(
  index: ReleaseIndex,
  { kind, days, minMeetings, isShared }: NetworkQuery,
  limit: number,
): { edges: readonly Edge[]; truncated: boolean } {
  const rows = membersOfHeld(index, kind, days);
  const turned = meetingsOf(rows, index.participants);
  const counts = new Uint32Array(index.participants);
  const weights = new Float64Array(index.participants);
  const firsts = new Uint32Array(index.participants);
  const lasts = new Uint32Array(index.participants);
  const edges: { a: number; b: number; count: number; weight: number; first: number; last: number }[] = [];

  // Row by row of the matrix: what one participant shares with those of higher numbers, in arrays that are used again.
  for (let a = 0; a < index.participants; a += 1) {
    const met: number[] = [];
    const end = turned.starts[a + 1] ?? 0;
    for (let at = turned.starts[a] ?? 0; at < end; at += 1) {
      const meeting = turned.values[at] ?? 0;
      const from = rows.starts[meeting] ?? 0;
      const to = rows.starts[meeting + 1] ?? 0;
      const share = isShared ? 1 / (to - from - 1) : 1;
      const ownSide = sideIn(rows, meeting, a);
      for (let other = from; other < to; other += 1) {
        const b = rows.values[other] ?? 0;
        if (b <= a || (ownSide !== 0 && rows.sides[other] === ownSide)) continue;
        if (counts[b] === 0) {
          met.push(b);
          firsts[b] = meeting;
        }
        counts[b] = (counts[b] ?? 0) + 1;
        weights[b] = (weights[b] ?? 0) + share;
        lasts[b] = meeting;
      }
    }
    for (const b of met) {
      const count = counts[b] ?? 0;
      if (count >= minMeetings) {
        const weight = Math.round((weights[b] ?? 0) * 1_000);
        edges.push({ a, b, count, weight, first: firsts[b] ?? 0, last: lasts[b] ?? 0 });
      }
      counts[b] = 0;
      weights[b] = 0;
    }
  }
  const slug = (participant: number) => index.participantSlugs.at(participant);
  const dayOf = (meeting: number) => index.startOfMeeting(meeting);
  // Names are spelled for the strongest alone: all of those that tie with the last one must be compared.
  edges.sort((x, y) => y.weight - x.weight || y.count - x.count);
  const last = edges[limit - 1];
  const end = last
    ? edges.findIndex(
        ({ weight, count }, at) => at >= limit && (weight !== last.weight || count !== last.count),
      )
    : -1;
  const named = (last && end !== -1 ? edges.slice(0, end) : edges).map(
    ({ a, b, count, weight, first, last }): Edge => {
      const [x, y] = [slug(a), slug(b)];
      const pair = x < y ? { a: x, b: y } : { a: y, b: x };
      return { ...pair, meetings: count, weight, first: dayOf(first), last: dayOf(last) };
    },
  );
  named.sort((x, y) => y.weight - x.weight || y.meetings - x.meetings || compareEdges(x, y));
  return { edges: named.slice(0, limit), truncated: edges.length > limit };
}

const compareEdges = (x: Edge, y: Edge): number => (x.a === y.a ? (x.b < y.b ? -1 : 1) : x.a < y.a ? -1 : 1);

/** Whom a participant met, and how often: most often first, then by slug. Colleagues on the same side did not meet. */
export function counterpartsOf(
  index: ReleaseIndex,
  slug: string,
  limit: number,
): readonly ({ readonly slug: string } & Meetings)[] {
  const own = index.participant(slug);
  if (own === -1) return [];
  const isPerson = index.words.kind[index.participantKind[own] ?? 0] === 'PERSON';
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

interface Members extends Lists {
  /** For each value the side that it was on, 0 for one of its own. */
  readonly sides: Uint16Array;
}

/** For each meeting the participants of a kind; none for one that was not held or lies outside the days. */
function membersOfHeld(index: ReleaseIndex, kind: NetworkQuery['kind'], days: Days | undefined): Members {
  const flags = meetingsWithin(index, days);
  const held = index.words.status.indexOf('HELD');
  const wanted = index.words.kind.indexOf(kind);
  const isPerson = kind === 'PERSON';
  const from = isPerson ? index.meetingPersons : index.meetingParties;
  const starts = new Uint32Array(index.meetings + 1);
  const values = new Uint32Array(from.values.length);
  const sides = new Uint16Array(from.values.length);
  let length = 0;
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    if (flags[meeting] === 1 && index.meetingStatus[meeting] === held) {
      const end = from.starts[meeting + 1] ?? 0;
      for (let at = from.starts[meeting] ?? 0; at < end; at += 1) {
        const participant = from.values[at] ?? 0;
        if (index.participantKind[participant] !== wanted) continue;
        values[length] = participant;
        if (isPerson) sides[length] = index.personSide[at] ?? 0;
        length += 1;
      }
    }
    starts[meeting + 1] = length;
  }
  return { starts, values, sides };
}

/** For each participant its meetings, oldest first. */
function meetingsOf({ starts, values }: Lists, participants: number): Lists {
  const turned = new Uint32Array(participants + 1);
  const length = starts[starts.length - 1] ?? 0;
  for (let at = 0; at < length; at += 1) {
    const next = (values[at] ?? 0) + 1;
    turned[next] = (turned[next] ?? 0) + 1;
  }
  for (let each = 0; each < participants; each += 1)
    turned[each + 1] = (turned[each + 1] ?? 0) + (turned[each] ?? 0);
  const meetings = new Uint32Array(length);
  const next = turned.slice();
  for (let meeting = 0; meeting + 1 < starts.length; meeting += 1) {
    const end = starts[meeting + 1] ?? 0;
    for (let at = starts[meeting] ?? 0; at < end; at += 1) {
      const participant = values[at] ?? 0;
      const place = next[participant] ?? 0;
      meetings[place] = meeting;
      next[participant] = place + 1;
    }
  }
  return { starts: turned, values: meetings };
}

function sideIn({ starts, values, sides }: Members, meeting: number, participant: number): number {
  const end = starts[meeting + 1] ?? 0;
  for (let at = starts[meeting] ?? 0; at < end; at += 1)
    if (values[at] === participant) return sides[at] ?? 0;
  return 0;
}
