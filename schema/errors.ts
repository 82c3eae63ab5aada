import { GraphQLError } from 'graphql';

/**
 * Every value of `extensions.code`. Clients can rely on them; a test compares them with the documentation.
 */
export const ERROR_CODES = [
  // From the schema, about the operation.
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
  // From graphql-js through Yoga, about the document.
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  // About the HTTP request.
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
  // From the local server: about the host name, and before the first release is live.
  'WRONG_HOST',
  'STARTING',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error that clients may see unchanged: `message` says what was wrong and what would be right. */
export function codedError(
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
  cause?: Error,
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions }, ...(cause ? { cause } : {}) });
}

/** `argument` is the path of the wrong argument, such as `filter.date`. */
export const badArgument = (argument: string, message: string): GraphQLError =>
  codedError('BAD_ARGUMENT', message, { argument });
