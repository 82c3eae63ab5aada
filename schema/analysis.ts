import type { Context } from './context.ts';
import { codedError } from './errors.ts';
import type { Analysis, Documents, Records } from './release/index/analysis.ts';
import type { FacetCount, FacetField } from './release/index/facet.ts';
import { IndexUnavailableError } from './release/index/held.ts';
import type { Listing } from './store/listing.ts';
import { type Page, type PageRequest, readPage } from './store/page.ts';

/**
 * The index of the release that a request reads.
 *
 * @throws GraphQLError with code INDEX_UNAVAILABLE when it cannot be had now
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
  /** The most frequent values of a field among its entries; of lists of meetings and statements alone. */
  readonly count?: (field: FacetField, limit: number) => Promise<readonly FacetCount[]>;
}

/**
 * A list that is read from the table when the table has it, one Query a page, and else from the index: the
 * keys of a page, and its records in one BatchGetItem.
 */
export function listOf<V, K>(
  context: Context,
  keyed: Listing<V> | undefined,
  find: (analysis: Analysis) => Records<K>,
  load: (key: K) => Promise<V | null>,
): List<V> {
  let finding: Promise<Records<K>> | undefined;
  const found = () => {
    finding ??= analysisOf(context).then(find);
    return finding;
  };
  return {
    read: async (request) =>
      keyed ? readPage(keyed.source, request) : loadPage(await found(), request, load),
    total: keyed?.total ?? (async () => (await found()).total),
  };
}

/**
 * The same of meetings or statements; `findWithout` leaves out the filter that a facet shows the alternatives
 * to.
 */
export function countedListOf<V, K>(
  context: Context,
  keyed: Listing<V> | undefined,
  find: (analysis: Analysis, without?: FacetField) => Documents<K>,
  load: (key: K) => Promise<V | null>,
): List<V> {
  return {
    ...listOf(context, keyed, (analysis) => find(analysis), load),
    count: async (field, limit) => find(await analysisOf(context), field).facet(field, limit),
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
      if (!value) throw new Error(`${JSON.stringify(key)} is in the index and not in the table`);
      return { at, value };
    }),
    hasPreviousPage,
    hasNextPage,
  };
}
