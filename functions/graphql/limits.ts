import { GraphQLError, type ValidatedExecutionArgs } from 'graphql';
import type { ErrorCode } from '../../schema/errors.ts';
import { priceOf } from './price.ts';

/**
 * Points an operation may cost, by the prices in schema/prices.ts: about ten thousand values, or 50 Queries,
 * or 280 rows by key. The most expensive documented operation costs less than a third of it.
 */
export const COMPLEXITY_LIMIT = 10_000;

/**
 * Levels of fields, those of the schema's description of itself aside. The deepest documented operations have
 * six.
 */
export const DEPTH_LIMIT = 12;

/** Fields after fragments are written out, lists counted once; also bounds what stands under a `first: 0`. */
export const FIELD_LIMIT = 1_000;

/** Aliases after fragments are written out. */
const ALIAS_LIMIT = 50;

/** Fields of the first level: each is at least one request to the table. */
const ROOT_FIELD_LIMIT = 20;

/**
 * Lexical tokens and comments of a document; the introspection query of the usual tools has under 200 tokens.
 */
export const TOKEN_LIMIT = 2_000;
export const COMMENT_LIMIT = 200;

/** Levels of brackets in a document; the deepest operation that the other limits allow has under 40. */
export const BRACKET_LIMIT = 64;

/** Pairs of fields with one name that validation has to compare. */
export const PAIR_LIMIT = 5_000;

/**
 * Errors of one request that are shown; an operation can fail at as many places as its lists have entries.
 */
export const ERROR_LIMIT = 100;

/** The cost of an operation as its limits count it. */
export interface Cost {
  /** Points, see COMPLEXITY_LIMIT. */
  complexity: number;
  depth: number;
}

/**
 * The cost of the operation that will be executed with these variables.
 *
 * @throws GraphQLError with code QUERY_TOO_COMPLEX, `cost` and `limit` when the operation is beyond a limit
 */
export function costOf(validated: ValidatedExecutionArgs): Cost {
  const price = priceOf(validated);
  assertWithin(
    price.aliases,
    ALIAS_LIMIT,
    'aliases',
    'Send several requests instead of many aliases in one.',
  );
  assertWithin(
    price.rootFields,
    ROOT_FIELD_LIMIT,
    'fields at its first level',
    'Split it into several requests.',
  );
  assertWithin(
    price.depth,
    DEPTH_LIMIT,
    'levels of fields',
    'Nest less deeply: fetch by id what lies further down.',
  );
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
    'points of cost',
    'Ask for smaller pages ("first" or "last"), fewer lists within lists, or fewer ids at once.',
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

/** Fragments within fragments can cost more than a number holds, and JSON knows no infinity. */
function finite(count: number): number {
  return Number.isFinite(count) ? count : Number.MAX_SAFE_INTEGER;
}
