import { dateOf } from './layout.ts';
import type { Meetings } from './network.ts';
import type { ReleaseIndex } from './release-index.ts';

/**
 * Whom a participant met and how often, most often first, then by slug. Colleagues on the same side do not
 * count as having met.
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
