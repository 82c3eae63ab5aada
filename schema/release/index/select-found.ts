import type { Bits } from './bits.ts';
import { isNamed } from './place.ts';
import type { ReleaseIndex } from './release-index.ts';
import type { Selected } from './select.ts';

/**
 * The next documents of a search by date. Participants and topics have no date: they come first, by name, in
 * both orders.
 */
export function selectFound(
  index: ReleaseIndex,
  hits: Bits,
  ascending: boolean,
  size: number,
  after: number | undefined,
): Selected {
  const first = index.firstParticipant;
  const datedFrom = (place: number | undefined): number => {
    if (!ascending) return hits.previous(place === undefined ? first - 1 : Math.ceil(place) - 1);
    const next = hits.next(place === undefined ? 0 : Math.floor(place) + 1);
    return next < first ? next : -1;
  };
  const following = (place: number | undefined): number => {
    if (place !== undefined && !isNamed(index, place)) return datedFrom(place);
    const named = hits.next(place === undefined ? first : Math.floor(place) + 1);
    return named === -1 ? datedFrom(undefined) : named;
  };
  const documents: number[] = [];
  let next = following(after);
  while (next !== -1 && documents.length < size) {
    documents.push(next);
    next = following(next);
  }
  return { documents, hasNextPage: next !== -1, hasPreviousPage: after !== undefined && isAnyUpTo(after) };

  /** Whether there is anything at or before the place. */
  function isAnyUpTo(place: number): boolean {
    const named = hits.next(first);
    if (isNamed(index, place)) return named !== -1 && named <= place;
    if (named !== -1) return true;
    if (ascending) return hits.previous(Math.floor(place)) !== -1;
    const behind = hits.next(Math.ceil(place));
    return behind !== -1 && behind < first;
  }
}
