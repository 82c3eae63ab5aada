import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../schema/errors.ts';
import { DocumentSource } from './document-source.ts';
import { adviceOf, present, RETRY_AFTER, RETRYABLE } from './errors.ts';
import type { EnginePlugin, Exchange } from './exchange.ts';
import { COMPLEXITY_LIMIT, ERROR_LIMIT } from './limits.ts';
import type { MediaType } from './media-type.ts';

/**
 * Sets the code of every error and the HTTP status of every result, and adds the cost if the client asks for
 * it.
 */
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
 * The result as sent: with the errors that clients may see, and with the HTTP status where Yoga reads it.
 * Codes, hidden causes and headers are recorded in the exchange.
 */
function shapedFor(result: ExecutionResult, media: MediaType, exchange: Exchange): ExecutionResult {
  const raw = result.errors ?? [];
  const errors = raw.slice(0, ERROR_LIMIT).map((error) => {
    const { shown, hidden } = present(error, exchange.requestId);
    exchange.codes.add(String(shown.extensions.code));
    if (hidden !== undefined && exchange.causes.length < CAUSES) exchange.causes.push(hidden);
    const advice = error instanceof GraphQLError ? adviceOf(error) : undefined;
    Object.assign(exchange.advised, advice?.headers);
    return formatted(shown);
  });
  if (raw.length > ERROR_LIMIT) errors.push(leftOut(raw.length - ERROR_LIMIT));
  if ([...exchange.codes].some((code) => RETRYABLE.has(code))) exchange.advised['retry-after'] = RETRY_AFTER;
  const status = errors.length === 0 ? 200 : statusOf(result, errors, media);
  return {
    ...result,
    // Yoga sends plain objects unchanged; it would rebuild error objects, with its own positions.
    ...(errors.length > 0 ? { errors: errors as GraphQLError[] } : {}),
    extensions: { ...result.extensions, http: { status } },
  };
}

/** Internal errors of one request whose stack traces are logged; the others are usually the same. */
const CAUSES = 10;

/** Characters of a message: it may quote what the client sent. */
const LONGEST_MESSAGE = 500;

/** An error as it is sent, with line and column if its document is known. */
function formatted(error: GraphQLError): GraphQLFormattedError {
  const { message, path, source, positions, extensions } = error;
  const locations =
    source instanceof DocumentSource
      ? positions?.map((position) => source.placeOf(position))
      : error.locations;
  return {
    message: message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions,
  };
}

const leftOut = (count: number): GraphQLFormattedError => ({
  message: `${count} more ${count === 1 ? 'error is' : 'errors are'} left out.`,
  extensions: { code: 'ERRORS_LEFT_OUT' satisfies ErrorCode, count },
});

/**
 * The status of a response with errors, according to GraphQL-over-HTTP: under `application/json` any
 * well-formed request gets 200; under `application/graphql-response+json` it gets 200 if there is data.
 */
function statusOf(
  result: ExecutionResult,
  shown: readonly GraphQLFormattedError[],
  media: MediaType,
): number {
  if (result.data) return 200;
  const executed = 'data' in result;
  const legacy = media === 'application/json';
  if (executed && legacy) return 200;
  const advised = (result.errors ?? []).map(adviceOf).find((advice) => advice !== undefined);
  if (advised) return advised.spec && legacy ? 200 : advised.status;
  const codes = shown.map((error) => error.extensions?.code);
  if (codes.includes('INTERNAL')) return 500;
  if (codes.some((code) => RETRYABLE.has(code))) return 503;
  if (executed) return 200;
  return legacy ? 200 : 400;
}
