import { refusal } from './errors.ts';
import type { Parameters } from './exchange.ts';
import type { HttpRequest } from './http.ts';
import { JsonFault, parseJson } from './json.ts';
import { BODY_LIMIT, textOfBody } from './request-body.ts';

/** Levels of nesting in `variables` and `extensions`; no input of the schema nests more than four levels. */
const NESTING_LIMIT = 32;

const NAMES: readonly string[] = ['query', 'documentId', 'operationName', 'variables', 'extensions'];

/**
 * The GraphQL parameters of a GET, HEAD or POST request. As the protocol requires, unknown parameters are
 * ignored.
 *
 * @throws GraphQLError with a code and an HTTP status if the request is malformed
 */
export async function parametersOf(request: HttpRequest): Promise<Parameters> {
  return check(request.method === 'POST' ? await fromBody(request) : fromQuery(request.query));
}

function fromQuery(query: string): Record<string, unknown> {
  if (query.length > BODY_LIMIT) {
    throw refusal(414, 'URI_TOO_LONG', `The query string may have at most ${BODY_LIMIT} bytes; use POST.`);
  }
  const given: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    const name = percentDecoded(equals < 0 ? pair : pair.slice(0, equals));
    if (name === undefined || !NAMES.includes(name)) continue;
    if (seen.has(name)) throw refusal(400, 'BAD_REQUEST', `The parameter "${name}" is given more than once.`);
    seen.add(name);
    const value = percentDecoded(equals < 0 ? '' : pair.slice(equals + 1));
    if (value === undefined) {
      throw refusal(400, 'BAD_REQUEST', `The parameter "${name}" is not percent-encoded UTF-8.`);
    }
    if (value === '') continue;
    given[name] =
      name === 'variables' || name === 'extensions' ? jsonOf(value, `The parameter "${name}"`) : value;
  }
  return given;
}

/** The text of one part of a query string; undefined if it is not percent-encoded UTF-8. */
function percentDecoded(part: string): string | undefined {
  // URLSearchParams would replace bad bytes with U+FFFD, and so answer a different query.
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

async function fromBody(request: HttpRequest): Promise<Record<string, unknown>> {
  const given = jsonOf(await textOfBody(request), 'The request body');
  if (Array.isArray(given)) {
    throw refusal(400, 'BAD_REQUEST', 'Batching is not supported: send one JSON object per request.');
  }
  if (!isMap(given))
    throw refusal(400, 'BAD_REQUEST', 'The request body should be a JSON object like {"query": "…"}.');
  return given;
}

function check(given: Record<string, unknown>): Parameters {
  const params: Parameters = {};
  for (const name of ['query', 'documentId', 'operationName'] as const) {
    const value = given[name] ?? undefined;
    if (value === undefined || value === '') continue;
    if (typeof value !== 'string') throw refusal(400, 'BAD_REQUEST', `"${name}" should be a string.`);
    params[name] = value;
  }
  for (const name of ['variables', 'extensions'] as const) {
    const value = given[name] ?? undefined;
    if (value === undefined) continue;
    if (!isMap(value)) throw refusal(400, 'BAD_REQUEST', `"${name}" should be a JSON object.`);
    if (nestsDeeper(value, NESTING_LIMIT)) {
      throw refusal(400, 'BAD_REQUEST', `"${name}" nests deeper than ${NESTING_LIMIT} levels.`);
    }
    params[name] = value;
  }
  if (params.query !== undefined && params.documentId !== undefined) {
    throw refusal(400, 'BAD_ARGUMENT', 'Give either "query" or "documentId", not both.');
  }
  return params;
}

/** The value of a JSON text; `what` names it in the error. */
function jsonOf(source: string, what: string): unknown {
  try {
    return parseJson(source);
  } catch (error) {
    if (error instanceof JsonFault) throw refusal(400, 'BAD_REQUEST', `${what} ${error.message}`);
    throw error;
  }
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((entry) => nestsDeeper(entry, levels - 1));
}
