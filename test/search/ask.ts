import { expect } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import {
  type Analysis,
  openAnalysis,
  type RecordKey,
  type SearchOrder,
} from '../../schema/release/index/analysis.ts';
import { buildIndex } from '../../schema/release/index/build.ts';
import { parseQuery } from '../../schema/release/index/query.ts';
import { resolve } from '../../schema/release/resolve.ts';
import type { SearchConditionsOfOracle } from './oracle.ts';

export const opened = (corpus: Corpus): Analysis => openAnalysis(buildIndex(resolve(corpus)));

/** A record as the oracle names it. */
export const nameOf = (key: RecordKey) =>
  key.type === 'STATEMENT' ? `STATEMENT ${key.meeting}#${key.position}` : `${key.type} ${key.slug}`;

export function asked(
  analysis: Analysis,
  query: string,
  { date, mode, stance, ...rest }: SearchConditionsOfOracle,
) {
  return analysis.search(parseQuery(query)).within({
    ...rest,
    ...(date ? { days: date } : {}),
    ...(mode ? { modes: mode } : {}),
    ...(stance ? { stances: stance } : {}),
  } as Parameters<ReturnType<Analysis['search']>['within']>[0]);
}

/** All results, page by page, with what each page says of its neighbours. */
export function paged(found: ReturnType<typeof asked>, order: SearchOrder, size: number) {
  const names: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = found.page(order, size, after);
    expect(page.hasPreviousPage).toBe(names.length > 0);
    names.push(...page.entries.map(({ key }) => nameOf(key)));
    expect(page.hasNextPage).toBe(names.length < found.total);
    after = page.entries.at(-1)?.at;
    if (!page.hasNextPage) return names;
  }
}

export const isNamed = (name: string) => name.startsWith('PARTICIPANT') || name.startsWith('TOPIC');
