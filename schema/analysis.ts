import type { Context } from './context.ts';
import { codedError } from './errors.ts';
import { type OwnFilters, withoutOwn } from './facet.ts';
import type { Analysis, Documents, Records } from './release/index/analysis.ts';
import { IndexUnavailableError } from './release/index/analysis-cache.ts';
import type { FacetCount } from './release/index/facet.ts';
import type { FacetField } from './release/index/facet-fields.ts';
import type { Listing } from './store/listing.ts';
import { type Entry, type Page, type PageRequest, readPage, sourceOfArray } from './store/page.ts';

/**
 * The index of the release that a request reads.
 *
 * @throws GraphQLError with code INDEX_UNAVAILABLE if it is unavailable
 */
export async function analysisOf({ analysis }: Context): Promise<Analysis> {
  try {
    return await analysis();
  } catch (cause) {
    if (!(cause instanceof IndexUnavailableError)) throw cause;
    throw codedError(
      'INDEX_UNAVAILABLE',
      'Search, filters and totals are unavailable at the moment. Try again shortly.',
      {},
      cause,
    );
  }
}

/** A list as a connection reads it. */
export interface List<V> {
  readonly read: (request: PageRequest) => Promise<Page<V>>;
  readonly total: () => Promise<number>;
  /** The most frequent values of a field among its entries; only for lists of meetings and statements. */
  readonly count?: (field: FacetField, limit: number) => Promise<readonly FacetCount[]>;
}

/**
 * A list that is read from the table if the table has it, with one Query per page; otherwise from the index:
 * the keys of a page, then its records in one BatchGetItem.
 */
export function listOf<V, K>(
  context: Context,
  keyed: Listing<V> | undefined,
  find: (analysis: Analysis) => Records<K>,
  load: (key: K) => Promise<V | null>,
): List<V> {
  return readList(keyed, foundOnce(context, find), load);
}

/**
 * The same for meetings or statements, with their facets.
 *
 * @param filter what the list is filtered by; `own` says which part of it each facet leaves out
 */
export function countedListOf<V, K, Query>(
  context: Context,
  keyed: Listing<V> | undefined,
  filter: Query,
  own: OwnFilters<Query>,
  find: (analysis: Analysis, filter: Query) => Documents<K>,
  load: (key: K) => Promise<V | null>,
): List<V> {
  const found = foundOnce(context, (analysis) => find(analysis, filter));
  return {
    ...readList(keyed, found, load),
    async count(field, limit) {
      const others = withoutOwn(own, field, filter);
      const counted = others ? find(await analysisOf(context), others) : await found();
      return counted.facet(field, limit);
    },
  };
}

/** A list whose entries are already loaded, in order. */
export function listOfEntries<V>(entries: readonly Entry<V>[]): List<V> {
  const source = sourceOfArray(entries);
  return {
    read: (request) => readPage(source, request),
    total: async () => entries.length,
  };
}

function readList<V, K>(
  keyed: Listing<V> | undefined,
  found: () => Promise<Records<K>>,
  load: (key: K) => Promise<V | null>,
): List<V> {
  return {
    read: async (request) =>
      keyed ? readPage(keyed.source, request) : loadPage(await found(), request, load),
    total: keyed?.total ?? (async () => (await found()).total),
  };
}

/** Searches the index once for the page, the total and the facets of a list. */
function foundOnce<T>(context: Context, find: (analysis: Analysis) => T): () => Promise<T> {
  let finding: Promise<T> | undefined;
  return () => {
    finding ??= analysisOf(context).then(find);
    return finding;
  };
}

async function loadPage<V, K>(
  records: Records<K>,
  request: PageRequest,
  load: (key: K) => Promise<V | null>,
): Promise<Page<V>> {
  const { entries, hasPreviousPage, hasNextPage } = records.page(request);
  const values = await Promise.all(entries.map(({ key }) => load(key)));
  return {
    entries: entries.map(({ at, key }, place) => {
      const value = values[place];
      if (!value) throw new Error(`${JSON.stringify(key)} is in the index but not in the table`);
      return { at, value };
    }),
    hasPreviousPage,
    hasNextPage,
  };
}
