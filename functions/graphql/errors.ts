import { GraphQLError } from 'graphql';

/** What DynamoDB, its client and the store call a request that came too fast. */
const THROTTLING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledError',
  'ThrottledException',
  'TooManyRequestsException',
]);

/** Seconds after which a throttled client may try again; on-demand tables double their capacity within moments. */
export const RETRY_AFTER = '1';

/** An error as clients may see it, and the error that it hides, if any. */
export interface Presented {
  shown: GraphQLError;
  hidden?: unknown;
}

/**
 * The error that a client may see in place of this one. Every result has `extensions.code`: coded GraphQL errors stay as they
 * are, wrong arguments become BAD_ARGUMENT, a throttled table THROTTLED, and everything else INTERNAL with the request id.
 */
export function present(error: unknown, requestId: string): Presented {
  const graphql = error instanceof GraphQLError ? error : undefined;
  const root = rootOf(error);
  if (root instanceof Error && THROTTLING.has(root.name)) {
    return {
      shown: coded(
        graphql,
        'The record is asked for too much at the moment. Try again shortly.',
        'THROTTLED',
      ),
    };
  }
  if (graphql && root instanceof GraphQLError) {
    const code: unknown = graphql.extensions.code;
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      return { shown: coded(graphql, graphql.message, code, visible(graphql.extensions)) };
    }
    // What graphql-js says of an argument or variable that only execution could judge; it gives no code.
    if (code === undefined && /^(Argument|Variable) "/.test(graphql.message)) {
      return { shown: coded(graphql, graphql.message, 'BAD_ARGUMENT') };
    }
  }
  const message = 'Something went wrong on our side. If it stays so, report it with the request id.';
  return { shown: coded(graphql, message, 'INTERNAL', { requestId }), hidden: root };
}

/** The error at the bottom of a chain of GraphQL errors that wrap one another. */
function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

function coded(
  at: GraphQLError | undefined,
  message: string,
  code: string,
  extensions: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, {
    ...(at?.nodes ? { nodes: at.nodes } : { source: at?.source, positions: at?.positions }),
    path: at?.path,
    extensions: { ...extensions, code },
  });
}

function visible({
  http: _http,
  unexpected: _unexpected,
  ...rest
}: Record<string, unknown>): Record<string, unknown> {
  return rest;
}
