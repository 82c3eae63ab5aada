import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../schema/errors.ts';
import { adviceOf, present, RETRY_AFTER, RETRYABLE } from './errors.ts';
import type { EnginePlugin, Exchange, MediaType } from './exchange.ts';
import { type HttpResponse, json } from './http.ts';
import { COMPLEXITY_LIMIT, ERROR_LIMIT } from './limits.ts';
import { DocumentSource } from './parse-document.ts';

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

/**
 * Bytes that Lambda accepts as the result of a buffered invocation: slightly more than 6 MB, according to its
 * own error ("exceeded maximum allowed payload size (6291556 bytes)", quoted in
 * github.com/DataBiosphere/azul/issues/8258).
 */
export const PAYLOAD_LIMIT = 6_291_556;

/**
 * Bytes of the result around the body: the JSON, the status and the headers, of which a client controls only
 * a few hundred.
 */
const ENVELOPE = 4_096;

/** Bytes of a body, compressed or not, that fit into the result: base64 encodes three bytes as four. */
export const RESPONSE_LIMIT = Math.floor((PAYLOAD_LIMIT - ENVELOPE) / 4) * 3;

/**
 * The response, or an error if Lambda could not send it. The limit applies on a laptop too, so that what
 * works there also works when deployed; static files are not sent by Lambda.
 *
 * @param whole the response before it was compressed
 */
export function withinLimit(response: HttpResponse, whole: HttpResponse, exchange: Exchange): HttpResponse {
  const type = whole.headers['content-type'] ?? '';
  if (response.body.byteLength <= RESPONSE_LIMIT || !/json/.test(type)) return response;
  exchange.codes.add('RESPONSE_TOO_LARGE');
  const error = {
    message: tooLarge(whole.body.byteLength, response.body.byteLength),
    extensions: { code: 'RESPONSE_TOO_LARGE' satisfies ErrorCode },
  };
  // The request was well formed, for which GraphQL-over-HTTP requires 200 under the older media type.
  const status = type.startsWith('application/json') ? 200 : 400;
  const { vary } = whole.headers;
  return json(
    status,
    { errors: [error] },
    { 'content-type': type, 'cache-control': 'no-store', ...(vary ? { vary } : {}) },
  );
}

function tooLarge(whole: number, sent: number): string {
  const length =
    sent === whole ? `${shown(whole)} bytes` : `${shown(whole)} bytes, ${shown(sent)} when compressed`;
  const advice = sent === whole ? ', or send the header "Accept-Encoding: br, gzip"' : '';
  return `The response has ${length}; the limit is ${shown(RESPONSE_LIMIT)}. Ask for smaller pages ("first" or "last")${advice}.`;
}

const shown = (bytes: number): string => bytes.toLocaleString('en-US');
