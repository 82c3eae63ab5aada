import { type ExecutionResult, GraphQLError } from 'graphql';
import { adviceOf, present, RETRY_AFTER, RETRYABLE } from './errors.ts';
import type { EnginePlugin, Exchange } from './exchange.ts';
import { COMPLEXITY_LIMIT } from './limits.ts';
import type { MediaType } from './media-type.ts';

/** Gives every error its code and every result its HTTP status, and the cost to clients that ask for it. */
export const shapeResult: EnginePlugin = {
  onResultProcess({ result, setResult, serverContext }) {
    if (Array.isArray(result) || !isResult(result)) return;
    const { exchange, media, asked } = serverContext;
    const shaped = shapedFor(result, media, exchange);
    const wantsCost = 'params' in asked && asked.params.extensions?.cost === true;
    setResult(
      wantsCost && exchange.cost
        ? { ...shaped, extensions: { ...shaped.extensions, cost: costExtension(exchange) } }
        : shaped,
    );
  },
};

function costExtension({ cost, meter }: Exchange) {
  return { ...cost, complexityLimit: COMPLEXITY_LIMIT, ...meter };
}

function isResult(value: object): value is ExecutionResult {
  return !(Symbol.asyncIterator in value);
}

/**
 * The result as clients get it: with the errors they may see, and with the HTTP status where Yoga reads it. Codes, hidden
 * causes and headers are noted in the exchange.
 */
function shapedFor(result: ExecutionResult, media: MediaType, exchange: Exchange): ExecutionResult {
  const raw = result.errors ?? [];
  const errors = raw.map((error) => {
    const { shown, hidden } = present(error, exchange.requestId);
    exchange.codes.add(String(shown.extensions.code));
    if (hidden !== undefined) exchange.causes.push(hidden);
    const advice = error instanceof GraphQLError ? adviceOf(error) : undefined;
    Object.assign(exchange.advised, advice?.headers);
    return shown;
  });
  if ([...exchange.codes].some((code) => RETRYABLE.has(code))) exchange.advised['retry-after'] = RETRY_AFTER;
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
  if (codes.some((code) => RETRYABLE.has(code))) return 503;
  if (executed) return 200;
  return legacy ? 200 : 400;
}
