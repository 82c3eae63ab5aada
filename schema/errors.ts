import { GraphQLError } from 'graphql';

/** The codes that the schema gives in `extensions.code`; the HTTP side adds its own. */
export type ErrorCode =
  | 'BAD_ID'
  | 'BAD_CURSOR'
  | 'BAD_ARGUMENT'
  | 'NOT_FOUND'
  | 'QUERY_TOO_COMPLEX'
  | 'THROTTLED';

/** An error that a client may see as it stands: `message` says what was wrong and what would be right. */
export function codedError(
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** `argument` is the path of what was wrong, such as `filter.date`. */
export const badArgument = (argument: string, message: string): GraphQLError =>
  codedError('BAD_ARGUMENT', message, { argument });
