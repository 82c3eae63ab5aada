/** Places in ascending order, each of which gives the next; -1 if there is none. */
export interface Ordered {
  readonly size: number;
  next(from: number): number;
  previous(from: number): number;
}

/** A request for a page of documents: like `PageRequest` of the store, but with places instead of cursors. */
interface Selection {
  readonly side: 'first' | 'last';
  readonly size: number;
  readonly ascending: boolean;
  /**
   * The number of a document, or a half-way number for a place between two documents where one no longer
   * exists.
   */
  readonly after?: number;
  readonly before?: number;
}

export interface Selected {
  readonly documents: readonly number[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
}

/** Selects one page of the places in a set. */
export function select(bits: Ordered, { side, size, ascending, after, before }: Selection): Selected {
  const fromFirst = side === 'first';
  const [start, end] = fromFirst ? [after, before] : [before, after];
  const upwards = ascending === fromFirst;
  const beyond = (place: number) =>
    upwards ? bits.next(Math.floor(place) + 1) : bits.previous(Math.ceil(place) - 1);
  const documents: number[] = [];
  let next = start === undefined ? beyond(upwards ? -1 : bits.size) : beyond(start);
  while (
    next !== -1 &&
    documents.length < size &&
    (end === undefined || (upwards ? next < end : next > end))
  ) {
    documents.push(next);
    next = beyond(next);
  }
  const isMore = next !== -1;
  const isBehind =
    start !== undefined && (upwards ? bits.previous(Math.floor(start)) : bits.next(Math.ceil(start))) !== -1;
  return {
    documents: fromFirst ? documents : documents.reverse(),
    hasPreviousPage: fromFirst ? isBehind : isMore,
    hasNextPage: fromFirst ? isMore : isBehind,
  };
}

/** A page of records by key, with the positions from which cursors are made. */
export interface KeyPage<K> {
  readonly entries: readonly { readonly at: string; readonly key: K }[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
}
