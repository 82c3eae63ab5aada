import { GraphQLError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../../schema/errors.ts';
import { WireError } from '../../schema/store/dynamodb-http.ts';
import type { Exchange } from './exchange.ts';
import { type HttpResponse, json } from './http.ts';

/** How an error affects the HTTP response; never part of the body. */
export interface HttpAdvice {
  status: number;
  headers?: Record<string, string>;
  /** The request was well formed, for which GraphQL-over-HTTP requires 200 under `application/json`. */
  spec?: boolean;
}

/**
 * An error about the HTTP request itself, before any GraphQL is read.
 *
 * @param status the HTTP status of the response
 * @param code the value of `extensions.code`
 */
export function refusal(
  status: number,
  code: ErrorCode,
  message: string,
  headers?: Record<string, string>,
): GraphQLError {
  const http: HttpAdvice = headers ? { status, headers } : { status };
  return new GraphQLError(message, { extensions: { code, http } });
}

/** The `http` part of an error's extensions, if it has one. */
export function adviceOf(error: GraphQLError): HttpAdvice | undefined {
  const http: unknown = error.extensions.http;
  if (typeof http !== 'object' || http === null) return undefined;
  if (!('status' in http) || typeof http.status !== 'number') return undefined;
  const advice: HttpAdvice = { status: http.status };
  if ('spec' in http && http.spec === true) advice.spec = true;
  if ('headers' in http && isHeaders(http.headers)) advice.headers = http.headers;
  return advice;
}

function isHeaders(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((entry) => typeof entry === 'string')
  );
}

/** A whole response for an error outside GraphQL, in a form that GraphQL clients can read. */
export function problem(
  exchange: Exchange,
  status: number,
  code: ErrorCode,
  message: string,
  headers: Record<string, string> = {},
): HttpResponse {
  exchange.codes.add(code);
  const extensions = code === 'INTERNAL' ? { code, requestId: exchange.requestId } : { code };
  return json(status, { errors: [{ message, extensions }] }, headers);
}

/** The names that DynamoDB, its client and the store give to throttling errors. */
const THROTTLING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledError',
  'ThrottledException',
  'TooManyRequestsException',
]);

/** Codes of transient errors: the response has status 503 and says when to try again. */
export const RETRYABLE: ReadonlySet<unknown> = new Set([
  'THROTTLED',
  'TIMEOUT',
  'UNAVAILABLE',
  'INDEX_UNAVAILABLE',
  'DUMPS_UNAVAILABLE',
]);

/** Seconds after which a client may try again; on-demand tables double their capacity within moments. */
export const RETRY_AFTER = '1';

/** An error that clients may see, and the error that it hides, if any. */
interface Presented {
  shown: GraphQLError;
  hidden?: unknown;
}

/**
 * Codes that only this project sets, so their messages are safe to show; the cause of such an error goes to
 * the log.
 */
const GIVEN: ReadonlySet<unknown> = new Set(ERROR_CODES);

/**
 * The error to show a client instead of this one. Every result has `extensions.code`: GraphQL errors with a
 * code stay unchanged, whatever caused them; wrong arguments become BAD_ARGUMENT, a throttled table
 * THROTTLED, a slow one TIMEOUT, an unreachable one UNAVAILABLE, and everything else INTERNAL with the
 * request id.
 */
export function present(error: unknown, requestId: string): Presented {
  const graphql = error instanceof GraphQLError ? error : undefined;
  const root = rootOf(error);
  const code: unknown = graphql?.extensions.code;
  if (graphql && GIVEN.has(code)) {
    const shown = coded(graphql, graphql.message, String(code), visible(graphql.extensions));
    return root instanceof GraphQLError ? { shown } : { shown, hidden: root };
  }
  if (root instanceof Error && THROTTLING.has(root.name)) {
    return { shown: coded(graphql, 'The database is busy. Try again in a second.', 'THROTTLED') };
  }
  if (root instanceof WireError && root.isTransient) {
    const isLate = root.name === 'TimeoutError';
    const message = isLate ? 'The database did not answer in time.' : 'The database cannot be reached.';
    const shown = coded(graphql, `${message} Try again in a second.`, isLate ? 'TIMEOUT' : 'UNAVAILABLE');
    return { shown, hidden: root };
  }
  if (graphql && root instanceof GraphQLError) {
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      return { shown: coded(graphql, graphql.message, code, visible(graphql.extensions)) };
    }
    // graphql-js sets no code for an error about an argument or variable that is found only during execution.
    if (code === undefined && /^(Argument|Variable) "/.test(graphql.message)) {
      return { shown: coded(graphql, graphql.message, 'BAD_ARGUMENT') };
    }
  }
  const message = 'Something went wrong on our side. If it happens again, report it with the request id.';
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
