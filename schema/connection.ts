import type { ObjectRef } from '@pothos/core';
import type { List } from './analysis.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { badArgument, codedError } from './errors.ts';
import { facets, type OwnFilters } from './facet.ts';
import { QUERY_PRICE, ROW_PRICE } from './prices.ts';
import type { FacetCount } from './release/index/facet.ts';
import type { FacetField } from './release/index/facet-fields.ts';
import { PAGE_SIZE, PAGE_USUAL } from './size.ts';
import type { CursorCodec } from './store/cursor.ts';
import type { Page, PageRequest } from './store/page.ts';

export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** What a cursor is bound to: the field, its parent record, the filter and the order. */
type Scope = readonly unknown[];

/**
 * The position of an entry. Making a cursor takes as long as resolving ten fields, and few clients ask for
 * more than the two of a page.
 */
class Position {
  readonly #cursors: CursorCodec;
  readonly #at: string;

  constructor(cursors: CursorCodec, at: string) {
    this.#cursors = cursors;
    this.#at = at;
  }

  get cursor(): string {
    return this.#cursors.encode(this.#at);
  }
}

/** Whether the list continues on either side of a page. */
class PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #first: Position | undefined;
  readonly #last: Position | undefined;

  constructor({ entries, hasNextPage, hasPreviousPage }: Page<unknown>, cursors: CursorCodec) {
    const [first, last] = [entries[0], entries.at(-1)];
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#first = first && new Position(cursors, first.at);
    this.#last = last && new Position(cursors, last.at);
  }

  get startCursor(): string | null {
    return this.#first?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.#last?.cursor ?? null;
  }
}

interface Reading<V, T extends object, E extends object> {
  readonly cursors: CursorCodec;
  readonly read: () => Promise<Page<V>>;
  readonly total: () => Promise<number>;
  readonly count: List<V>['count'] | undefined;
  readonly edgeOf: (value: V) => { node: T } & E;
}

/**
 * A page as a connection, read when its edges are selected, so that a total alone costs no page.
 *
 * The getters belong to a class: each object literal with getters gets its own hidden class, in the old heap,
 * which keeps what the getters close over until a full collection.
 */
export class Connected<V, T extends object, E extends object = object> {
  readonly #reading: Reading<V, T, E>;
  #page: Promise<Page<V>> | undefined;

  constructor(reading: Reading<V, T, E>) {
    this.#reading = reading;
  }

  get edges(): Promise<({ node: T } & E & Position)[]> {
    const { cursors, edgeOf } = this.#reading;
    return this.#read().then(({ entries }) =>
      entries.map(({ at, value }) => Object.assign(new Position(cursors, at), edgeOf(value))),
    );
  }

  get pageInfo(): Promise<PageInfo> {
    return this.#read().then((page) => new PageInfo(page, this.#reading.cursors));
  }

  total(): Promise<number> {
    return this.#reading.total();
  }

  /**
   * How many entries of the whole list have each value of a field; only for lists of meetings and statements.
   */
  async count(field: FacetField, limit: number): Promise<readonly FacetCount[]> {
    return (await this.#reading.count?.(field, limit)) ?? [];
  }

  #read(): Promise<Page<V>> {
    this.#page ??= this.#reading.read();
    return this.#page;
  }
}

/** A page of a list as a connection. Arguments are validated at once (BAD_ARGUMENT, BAD_CURSOR). */
export function connect<V, T extends object, E extends object>(
  context: Context,
  scope: Scope,
  { read, total, count }: List<V>,
  args: ConnectionArguments,
  ascending: boolean,
  edgeOf: (value: V) => { node: T } & E,
): Connected<V, T, E> {
  const cursors = context.session.cursors(JSON.stringify(scope));
  const request = pageRequest(args, cursors, ascending);
  return new Connected({ cursors, read: () => read(request), total, count, edgeOf });
}

/** The same, with edges that carry nothing but the node. */
export const connectNodes = <T extends object>(
  context: Context,
  scope: Scope,
  list: List<T>,
  args: ConnectionArguments,
  ascending: boolean,
): Connected<T, T> => connect(context, scope, list, args, ascending, (node) => ({ node }));

interface PricedArguments extends ConnectionArguments {
  readonly filter?: object | null | undefined;
}

/** Number of entries a page may hold, by which the price of one entry is multiplied. */
const sizeOf = ({ first, last }: ConnectionArguments): number => PAGE_SIZE.priced(first ?? last);

/** The price of a list that is already loaded, filtered or not, without the price of its entries. */
export const priceOfPart = (args: ConnectionArguments) => ({ field: 1, multiplier: sizeOf(args) });

/**
 * The price of a list that one record owns. With a filter, the entries are found in the index of the release
 * and read row by row; without one, a single Query reads them.
 */
export const priceOfPage = (args: PricedArguments) =>
  conditionsOf(args).length === 0 ? priceOfPart(args) : priceOfFound(args);

/**
 * The price of a list of all records of a type. A list with a single condition may be in the table, where one
 * Query reads it.
 */
export const priceOfList = (args: PricedArguments) => {
  const [one, ...others] = conditionsOf(args);
  const isKeyed = one === undefined || (others.length === 0 && KEYED.has(one));
  return isKeyed ? priceOfPart(args) : priceOfFound(args);
};

/**
 * The price of a list of all meetings or statements. Without a condition each year is a separate list, and a
 * page reads as many of them as it needs: few where records are dense.
 */
export const priceOfYears = (args: PricedArguments) =>
  conditionsOf(args).length === 0
    ? { field: QUERY_PRICE * (1 + sizeOf(args) / 20), multiplier: sizeOf(args) }
    : priceOfList(args);

/** The price of a list that is found in the index of the release: its entries are read row by row. */
export const priceOfFound = (args: ConnectionArguments) => ({
  field: FINDING_PRICE,
  multiplier: sizeOf(args),
  entry: ROW_PRICE,
});

/** The price of finding matches in the index: as much CPU as a few dozen values. */
const FINDING_PRICE = 50;

const KEYED: ReadonlySet<string> = new Set(
  'participant country topic speaker onBehalfOf readout kind name label'.split(' '),
);

const conditionsOf = ({ filter }: PricedArguments): string[] =>
  Object.entries(filter ?? {}).flatMap(([name, value]: [string, unknown]) =>
    value === null || value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [name],
  );

function pageRequest(args: ConnectionArguments, cursors: CursorCodec, ascending: boolean): PageRequest {
  const { first, last } = args;
  if (typeof first === 'number' && typeof last === 'number') {
    throw badArgument('last', 'first and last were both given; give only one of them.');
  }
  PAGE_SIZE.asked('first', first);
  PAGE_SIZE.asked('last', last);
  const after = cursorPosition('after', args.after, cursors);
  const before = cursorPosition('before', args.before, cursors);
  // With `before` alone and no number, the client wants the entries right before the cursor.
  const side = typeof last === 'number' || (typeof first !== 'number' && before && !after) ? 'last' : 'first';
  return {
    side,
    size: first ?? last ?? PAGE_USUAL,
    ascending,
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  };
}

/** The position that a cursor encodes; BAD_CURSOR for a cursor of another list. */
export function cursorPosition(
  name: 'after' | 'before',
  cursor: string | null | undefined,
  cursors: CursorCodec,
): string | undefined {
  if (typeof cursor !== 'string') return undefined;
  const position = cursors.decode(cursor);
  if (position !== null) return position;
  throw codedError(
    'BAD_CURSOR',
    `${name} is not a cursor of this list; use a cursor that the same field returned with the same filter and order.`,
    { argument: name },
  );
}

type Types = typeof builder.$inferSchemaTypes;

/** The total of a connection; every one has this field. */
export const totalCount = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { total: () => Promise<number> }>,
) =>
  t.int({
    description: 'The number of entries in the whole list; exact under every filter.',
    resolve: (connection) => connection.total(),
  });

/** The connection of a type, `<name>Connection`, with edges that carry only the node. */
export const connectionOf = <Shape extends object>(
  type: ObjectRef<Types, Shape>,
  name: string,
  one: string,
  many: string,
) =>
  builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      description: `A page of a list of ${many}.`,
      fields: (t) => ({ totalCount: totalCount(t) }),
    },
    { name: `${name}Edge`, description: `${one} in a list.` },
  );

/**
 * The same with facets, for types that the index counts.
 *
 * @param own the filter that each facet ignores
 */
export const countedConnectionOf = <Shape extends object, Query>(
  type: ObjectRef<Types, Shape>,
  name: string,
  one: string,
  many: string,
  own: OwnFilters<Query>,
) =>
  builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      description: `A page of a list of ${many}.`,
      fields: (t) => ({ totalCount: totalCount(t), facets: facets(t, own) }),
    },
    { name: `${name}Edge`, description: `${one} in a list.` },
  );
