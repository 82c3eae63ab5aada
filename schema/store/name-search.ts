import { fold } from '../record/value/fold-name.ts';

import { number, type Stored } from './attributes.ts';
import { firstCharacter, HIGHEST, type List } from './keys.ts';
import { EMPTY, sourceOfList } from './listing.ts';
import type { Batches, Scan, Source } from './page.ts';
import type { Session } from './session.ts';

/**
 * The matches of a prefix. A record with several matching names is in the range several times; all but the
 * first store how much they share with the previous one, and are skipped if the prefix is within that.
 */
export function sourceByName<T>(
  session: Session,
  prefix: string,
  listOf: (firstCharacter: string) => List,
  unpack: (row: Stored) => T,
): Source<T> {
  const folded = fold(prefix);
  if (folded === '') return EMPTY.source;
  const length = [...folded].length;
  const unpackFirst = (row: Stored) => ({ value: unpack(row), isFirst: number(row, 'shared') < length });
  const bounds = { low: folded, high: `${folded}${HIGHEST}` };
  const source = sourceOfList(session.reader, listOf(firstCharacter(folded)), unpackFirst, bounds);
  return (scan) => firsts(source, scan);
}

async function* firsts<T>(source: Source<{ value: T; isFirst: boolean }>, scan: Scan): Batches<T> {
  // Twice as many as needed, so that skipped ones rarely cost a second request.
  for await (const batch of source({ ...scan, want: scan.want * 2 })) {
    yield batch.flatMap(({ at, value: { value, isFirst } }) => (isFirst ? [{ at, value }] : []));
  }
}
