import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type Source,
} from 'graphql';
import type { ErrorCode } from '../../schema/errors.ts';
import { countSelections } from './count-selections.ts';

/**
 * Points an operation may cost. A field costs a point and a list multiplies what is under it by the size asked for, so this is
 * about ten thousand values: four times the largest documented page, and well under a second of one Lambda and 6 MB of response.
 */
export const COMPLEXITY_LIMIT = 10_000;

/** Levels of fields. The deepest documented operations have six. */
export const DEPTH_LIMIT = 12;

/** Fields after fragments are written out, lists counted once; also bounds what stands under a `first: 0`. */
const FIELD_LIMIT = 1_000;

/** Aliases after fragments are written out. */
const ALIAS_LIMIT = 50;

/** Fields of the first level: each is at least one request to the table. */
const ROOT_FIELD_LIMIT = 20;

/** Selections of `__schema`, `__type` and `types`; the usual introspection query has two. */
const INTROSPECTION_LIMIT = 10;

/** Lexical tokens and comments of a document; the introspection query of the usual tools has under 200 tokens. */
const TOKEN_LIMIT = 2_000;
const COMMENT_LIMIT = 200;

/** The cost of an operation as limits see it. */
export interface Cost {
  /** Points by the schema's own prices, see COMPLEXITY_LIMIT. */
  complexity: number;
  depth: number;
}

/**
 * Parses a document of bounded size.
 *
 * @throws GraphQLError with code QUERY_TOO_COMPLEX when it has too many tokens or comments, else a syntax error
 */
export function parseBounded(source: string | Source): DocumentNode {
  try {
    return parse(source, { maxLexicalTokens: TOKEN_LIMIT, maxComments: COMMENT_LIMIT });
  } catch (error) {
    // The parser gives no code; its words for reaching a limit are pinned by the exact version and by a test.
    const reached =
      error instanceof Error && /contains more than (\d+) (\w+)\. Parsing aborted/.exec(error.message);
    if (!reached) throw error;
    throw tooComplex(
      `The document has more than ${reached[1]} ${reached[2]}. Split it into several operations, or leave out what is not needed.`,
      { limit: Number(reached[1]) },
    );
  }
}

/**
 * The errors of validating a document. Validation gives up on one that names the same fields too often to compare them all, and
 * says so in words that help nobody.
 */
export function withinValidation(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  if (!errors.some(({ message }) => message === 'Validation aborted.')) return errors;
  return [
    tooComplex(
      'The document names the same fields too often to be checked. Name each field once a level.',
      {},
    ),
  ];
}

/**
 * What an operation costs with these variables.
 *
 * @param variables as sent; they must be known to be coercible
 * @throws GraphQLError with code QUERY_TOO_COMPLEX, `cost` and `limit` when the operation is beyond a limit
 */
export function costOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
  variables: Record<string, unknown>,
  context: object,
): Cost {
  const shape = countSelections(
    operation,
    new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
  );
  assertWithin(
    shape.aliases,
    ALIAS_LIMIT,
    'aliases',
    'Send several requests instead of many aliases in one.',
  );
  assertWithin(
    shape.rootFields,
    ROOT_FIELD_LIMIT,
    'fields at its first level',
    'Split it into several requests.',
  );
  assertWithin(
    shape.introspection,
    INTROSPECTION_LIMIT,
    'selections of the schema',
    'Ask for the schema once.',
  );

  // Only the operation that will run counts, and the plugin looks at the first of a document.
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  const measured = complexityFromQuery(document, { schema, variables, ctx: context });
  const cost = { complexity: finite(measured.complexity), depth: finite(measured.depth) };
  assertWithin(
    cost.depth,
    DEPTH_LIMIT,
    'levels of fields',
    'Nest less deeply: fetch by id what lies further down.',
  );
  assertWithin(
    finite(measured.breadth),
    FIELD_LIMIT,
    'fields',
    'Select fewer fields, or split it into several requests.',
  );
  assertWithin(
    cost.complexity,
    COMPLEXITY_LIMIT,
    'points of cost',
    'Ask for smaller pages ("first" or "last"), fewer lists within lists, or fewer ids at once.',
  );
  return cost;
}

function assertWithin(cost: number, limit: number, what: string, advice: string): void {
  if (cost <= limit) return;
  throw tooComplex(`This operation has ${cost} ${what}; the limit is ${limit}. ${advice}`, { cost, limit });
}

function tooComplex(message: string, extensions: Record<string, number>): GraphQLError {
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
