import { GraphQLError } from 'graphql';

/**
 * Every value of `extensions.code`. A client can rely on them; the documentation lists them, and a test
 * compares.
 */
export const ERROR_CODES = [
  // The operation, by the schema.
  'BAD_ID',
  'BAD_CURSOR',
  'BAD_ARGUMENT',
  'NOT_FOUND',
  'UNKNOWN_RELEASE',
  'QUERY_TOO_COMPLEX',
  'SEARCH_SYNTAX',
  'INDEX_UNAVAILABLE',
  'DUMPS_UNAVAILABLE',
  'THROTTLED',
  'TIMEOUT',
  'UNAVAILABLE',
  'INTERNAL',
  'ERRORS_LEFT_OUT',
  // The document, by graphql-js through Yoga.
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  // The HTTP request.
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_MISMATCH',
  'BODY_TOO_LARGE',
  'URI_TOO_LONG',
  'UNSUPPORTED_MEDIA_TYPE',
  'NOT_ACCEPTABLE',
  'METHOD_NOT_ALLOWED',
  'FORBIDDEN',
  'RESPONSE_TOO_LARGE',
  // The local server, about its name and before its first release.
  'WRONG_HOST',
  'STARTING',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error that a client may see as it stands: `message` says what was wrong and what would be right. */
export function codedError(
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
  cause?: Error,
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions }, ...(cause ? { cause } : {}) });
}

/** `argument` is the path of what was wrong, such as `filter.date`. */
export const badArgument = (argument: string, message: string): GraphQLError =>
  codedError('BAD_ARGUMENT', message, { argument });
