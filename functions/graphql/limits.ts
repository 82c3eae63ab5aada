import { GraphQLError, type ValidatedExecutionArgs } from 'graphql';
import type { ErrorCode } from '../../schema/errors.ts';
import { priceOf } from './price.ts';

/**
 * Points that an operation may cost, at the prices in schema/prices.ts: about ten thousand values, or 50
 * Queries, or 280 rows by key. The most expensive documented operation costs less than a third of it.
 */
export const COMPLEXITY_LIMIT = 10_000;

/** Levels of fields, introspection excluded. The deepest documented operations have six. */
export const DEPTH_LIMIT = 12;

/**
 * Fields after expanding fragments, with lists counted once; also limits what is selected under `first: 0`.
 */
export const FIELD_LIMIT = 1_000;

/** Aliases after expanding fragments. */
const ALIAS_LIMIT = 50;

/** Top-level fields; each is at least one request to the table. */
const ROOT_FIELD_LIMIT = 20;

/**
 * Lexical tokens and comments of a document; the introspection query of the usual tools has under 200 tokens.
 */
export const TOKEN_LIMIT = 2_000;
export const COMMENT_LIMIT = 200;

/** Levels of brackets in a document; the deepest operation that the other limits allow has under 40. */
export const BRACKET_LIMIT = 64;

/** Pairs of fields with the same name that validation has to compare. */
export const PAIR_LIMIT = 5_000;

/** Errors shown for one request; an operation can fail in as many places as its lists have entries. */
export const ERROR_LIMIT = 100;

/** The cost of an operation, as measured against the limits. */
export interface Cost {
  /** Points, see COMPLEXITY_LIMIT. */
  complexity: number;
  depth: number;
}

/**
 * The cost of the operation that will be executed with these variables.
 *
 * @throws GraphQLError with code QUERY_TOO_COMPLEX, `cost` and `limit` if the operation exceeds a limit
 */
export function costOf(validated: ValidatedExecutionArgs): Cost {
  const price = priceOf(validated);
  assertWithin(
    price.aliases,
    ALIAS_LIMIT,
    'aliases',
    'Send several requests instead of many aliases in one.',
  );
  assertWithin(price.rootFields, ROOT_FIELD_LIMIT, 'top-level fields', 'Split it into several requests.');
  assertWithin(price.depth, DEPTH_LIMIT, 'levels of fields', 'Nest less deeply: fetch deeper records by id.');
  assertWithin(
    price.fields,
    FIELD_LIMIT,
    'fields',
    'Select fewer fields, or split it into several requests.',
  );
  const complexity = Math.ceil(finite(price.points));
  assertWithin(
    complexity,
    COMPLEXITY_LIMIT,
    'cost points',
    'Ask for smaller pages ("first" or "last"), fewer nested lists, or fewer ids at once.',
  );
  return { complexity, depth: price.depth };
}

function assertWithin(count: number, limit: number, what: string, advice: string): void {
  const cost = finite(count);
  if (cost <= limit) return;
  throw tooComplex(`This operation has ${cost} ${what}; the limit is ${limit}. ${advice}`, { cost, limit });
}

export function tooComplex(
  message: string,
  extensions: Readonly<Record<string, number | string>>,
): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code: 'QUERY_TOO_COMPLEX' satisfies ErrorCode,
      ...extensions,
      http: { status: 400, spec: true },
    },
  });
}

/** Nested fragments can cost more than a number can hold, and JSON has no infinity. */
function finite(count: number): number {
  return Number.isFinite(count) ? count : Number.MAX_SAFE_INTEGER;
}
