import { GraphQLError } from 'graphql';

/** What an error asks of the HTTP response; never part of the response's body. */
export interface HttpAdvice {
  status: number;
  headers?: Record<string, string>;
  /** The request was well formed: GraphQL-over-HTTP wants 200 for it under `application/json`. */
  spec?: boolean;
}

/**
 * An error about the HTTP request itself, before any GraphQL is looked at.
 *
 * @param status the HTTP status it should be answered with
 * @param code the value of `extensions.code`
 */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): GraphQLError {
  const http: HttpAdvice = headers ? { status, headers } : { status };
  return new GraphQLError(message, { extensions: { code, http } });
}

/** The `http` part of an error's extensions, where there is one. */
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
