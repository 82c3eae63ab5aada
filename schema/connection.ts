import type { builder } from './builder.ts';
import type { Context } from './context.ts';
import { badArgument, codedError } from './errors.ts';
import type { CursorCodec } from './store/cursor.ts';
import type { Listing } from './store/listing.ts';
import { type Entry, LookedTooFarError, type Page, type PageRequest, readPage } from './store/page.ts';

/** The most that one page holds, and what it holds when nothing is said. */
const PAGE_LIMIT = 100;
const PAGE_DEFAULT = 20;

/** The price of a list beside that of its entries: it takes a request to DynamoDB. */
export const LIST_COST = 10;

export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** What a cursor is bound to: the field, whose it is, what was asked for, and in which order. */
export type Scope = readonly unknown[];

export interface Connected<T extends object, E extends object> {
  readonly edges: Promise<({ cursor: string; node: T } & E)[]>;
  readonly pageInfo: Promise<{
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  }>;
  readonly total: () => Promise<number | null>;
}

/**
 * A page of a listing as a connection. Arguments are judged at once (BAD_ARGUMENT, BAD_CURSOR); the page is read when
 * its edges are wanted, so that a total alone costs no page.
 */
export function connect<V, T extends object, E extends object>(
  context: Context,
  scope: Scope,
  listing: Listing<V>,
  args: ConnectionArguments,
  ascending: boolean,
  edgeOf: (value: V) => { node: T } & E,
): Connected<T, E> {
  const cursors = context.session.cursors(JSON.stringify(scope));
  const request = pageRequest(args, cursors, ascending);
  let reading: Promise<Page<V>> | undefined;
  const page = () => {
    reading ??= readPage(listing.source, request, listing.keep, context.session.lookThrough).catch(explain);
    return reading;
  };
  return {
    get edges() {
      return page().then(({ entries }) =>
        entries.map(({ at, value }) => ({ ...edgeOf(value), cursor: cursors.encode(at) })),
      );
    },
    get pageInfo() {
      return page().then(({ entries, hasNextPage, hasPreviousPage }) => ({
        hasNextPage,
        hasPreviousPage,
        startCursor: cursorOf(cursors, entries[0]),
        endCursor: cursorOf(cursors, entries.at(-1)),
      }));
    },
    async total() {
      const known = await listing.total();
      if (known !== null) return known;
      // A list that fits on this page is as long as the page.
      const { isWhole, entries } = await page();
      return isWhole ? entries.length : null;
    },
  };
}

const cursorOf = (cursors: CursorCodec, entry: Entry<unknown> | undefined) =>
  entry ? cursors.encode(entry.at) : null;

/** How many entries a connection may bring, for its price: what is asked for, or the default. */
export const sizeOf = ({ first, last }: ConnectionArguments): number =>
  Math.min(Math.max(first ?? last ?? PAGE_DEFAULT, 0), PAGE_LIMIT);

function pageRequest(args: ConnectionArguments, cursors: CursorCodec, ascending: boolean): PageRequest {
  const { first, last } = args;
  if (typeof first === 'number' && typeof last === 'number') {
    throw badArgument('last', 'first and last were both given; give one: the start of the list or its end.');
  }
  checkSize('first', first);
  checkSize('last', last);
  const after = positionOf('after', args.after, cursors);
  const before = positionOf('before', args.before, cursors);
  // Who goes back from a cursor and says no number wants what stands right before it.
  const side = typeof last === 'number' || (typeof first !== 'number' && before && !after) ? 'last' : 'first';
  return {
    side,
    size: first ?? last ?? PAGE_DEFAULT,
    ascending,
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  };
}

function checkSize(name: 'first' | 'last', size: number | null | undefined): void {
  if (typeof size !== 'number' || (size >= 0 && size <= PAGE_LIMIT)) return;
  throw badArgument(name, `${name} is ${size}; give a number from 0 to ${PAGE_LIMIT}.`);
}

function positionOf(
  name: string,
  cursor: string | null | undefined,
  cursors: CursorCodec,
): string | undefined {
  if (typeof cursor !== 'string') return undefined;
  const position = cursors.decode(cursor);
  if (position !== null) return position;
  throw codedError(
    'BAD_CURSOR',
    `${name} is not a cursor of this list; use a cursor that the same field gave with the same filter and order.`,
    { argument: name },
  );
}

function explain(error: unknown): never {
  if (!(error instanceof LookedTooFarError)) throw error;
  throw codedError(
    'QUERY_TOO_COMPLEX',
    `The filters of this request keep too little: ${error.limit} entries were looked through and the page is not full. Ask for a shorter date range, or filter by a participant or topic.`,
    { limit: error.limit },
  );
}

/** The total of a connection; every one has this field. */
export const totalCount = (
  t: PothosSchemaTypes.ObjectFieldBuilder<
    typeof builder.$inferSchemaTypes,
    { total: () => Promise<number | null> }
  >,
) =>
  t.int({
    nullable: true,
    description:
      'How many entries the whole list has, where that is known exactly without reading it; else null.',
    resolve: ({ total }) => total(),
  });
