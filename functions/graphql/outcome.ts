import { type ExecutionResult, GraphQLError } from 'graphql';
import { present, RETRY_AFTER } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { MediaType } from './media.ts';
import { adviceOf } from './refusal.ts';

/**
 * The result as it goes out: errors as clients may see them, and the HTTP status where Yoga reads it. Codes, hidden causes and
 * headers are noted in the exchange.
 */
export function outcomeOf(result: ExecutionResult, media: MediaType, exchange: Exchange): ExecutionResult {
  const raw = result.errors ?? [];
  const errors = raw.map((error) => {
    const { shown, hidden } = present(error, exchange.requestId);
    exchange.codes.add(String(shown.extensions.code));
    if (hidden !== undefined) exchange.causes.push(hidden);
    const advice = error instanceof GraphQLError ? adviceOf(error) : undefined;
    Object.assign(exchange.advised, advice?.headers);
    return shown;
  });
  if (exchange.codes.has('THROTTLED')) exchange.advised['retry-after'] = RETRY_AFTER;
  const status = errors.length === 0 ? 200 : statusOf(result, errors, media);
  return {
    ...result,
    ...(errors.length > 0 ? { errors } : {}),
    extensions: { ...result.extensions, http: { status } },
  };
}

/**
 * The status of a response with errors, after GraphQL-over-HTTP: under `application/json` whatever is well formed is 200;
 * under `application/graphql-response+json` it is 200 when there is data.
 */
function statusOf(result: ExecutionResult, shown: readonly GraphQLError[], media: MediaType): number {
  if (result.data) return 200;
  const executed = 'data' in result;
  const legacy = media === 'application/json';
  if (executed && legacy) return 200;
  const advised = (result.errors ?? []).map(adviceOf).find((advice) => advice !== undefined);
  if (advised) return advised.spec && legacy ? 200 : advised.status;
  const codes = shown.map((error) => error.extensions.code);
  if (codes.includes('INTERNAL')) return 500;
  if (codes.includes('THROTTLED')) return 503;
  if (executed) return 200;
  return legacy ? 200 : 400;
}
