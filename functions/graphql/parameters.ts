import { refusal } from './errors.ts';
import type { HttpRequest } from './http.ts';

/** The parameters of GraphQL-over-HTTP, and `documentId` of its appendix on persisted documents. */
export interface Parameters {
  query?: string;
  documentId?: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
}

/** Bytes of a request body, and of a query string. The largest documented operation with its variables has under 2 kB. */
export const BODY_LIMIT = 64 * 1024;

/** Levels of nesting in `variables` and `extensions`; no input of the schema nests deeper than four. */
const NESTING_LIMIT = 32;

const NAMES: readonly string[] = ['query', 'documentId', 'operationName', 'variables', 'extensions'];
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The GraphQL parameters of a GET, HEAD or POST request.
 *
 * @throws GraphQLError with a code and an HTTP status when the request is malformed
 */
export function parametersOf(request: HttpRequest): Parameters {
  return check(request.method === 'POST' ? fromBody(request) : fromQuery(request.query));
}

function fromQuery(query: string): Record<string, unknown> {
  if (query.length > BODY_LIMIT) {
    throw refusal(414, 'URI_TOO_LONG', `The query string may have at most ${BODY_LIMIT} bytes; use POST.`);
  }
  // URLSearchParams would turn bad bytes into U+FFFD and answer another question than the one asked.
  try {
    decodeURIComponent(query);
  } catch {
    throw refusal(400, 'BAD_REQUEST', 'The query string is not percent-encoded UTF-8.');
  }
  const search = new URLSearchParams(query);
  const given: Record<string, unknown> = {};
  for (const name of NAMES) {
    const values = search.getAll(name);
    if (values.length > 1)
      throw refusal(400, 'BAD_REQUEST', `The parameter "${name}" is given more than once.`);
    const value = values[0];
    if (value === undefined || value === '') continue;
    given[name] =
      name === 'variables' || name === 'extensions' ? parseJson(value, `The parameter "${name}"`) : value;
  }
  return given;
}

function fromBody({ headers, body }: HttpRequest): Record<string, unknown> {
  if (Number(headers['content-length'] ?? 0) > BODY_LIMIT || (body?.byteLength ?? 0) > BODY_LIMIT) {
    throw refusal(413, 'BODY_TOO_LARGE', `The request body may have at most ${BODY_LIMIT} bytes.`);
  }
  assertJsonType(headers);
  if (!body || body.byteLength === 0) {
    throw refusal(400, 'BAD_REQUEST', 'The request body is empty; it should be JSON like {"query": "…"}.');
  }
  let source: string;
  try {
    source = utf8.decode(body);
  } catch {
    throw refusal(400, 'BAD_REQUEST', 'The request body is not valid UTF-8.');
  }
  const given = parseJson(source, 'The request body');
  if (Array.isArray(given)) {
    throw refusal(400, 'BAD_REQUEST', 'Batching is not supported: send one JSON object a request.');
  }
  if (!isMap(given))
    throw refusal(400, 'BAD_REQUEST', 'The request body should be a JSON object like {"query": "…"}.');
  const unknown = Object.keys(given).find((name) => !NAMES.includes(name) && given[name] !== null);
  if (unknown !== undefined) {
    throw refusal(
      400,
      'BAD_REQUEST',
      `The request body has an unknown parameter "${unknown.slice(0, 40)}"; known ones are ${NAMES.join(', ')}.`,
    );
  }
  return given;
}

function assertJsonType(headers: Record<string, string>): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (type === 'application/json' && (charset ?? 'utf-8') === 'utf-8' && encoding === 'identity') return;
  throw refusal(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'POST needs the header "content-type: application/json", in UTF-8 and not compressed.',
    { accept: 'application/json' },
  );
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
  const hash = apolloHash(params.extensions);
  if (params.query === undefined && params.documentId === undefined && hash)
    params.documentId = `sha256:${hash}`;
  if (params.query !== undefined && params.documentId !== undefined) {
    throw refusal(400, 'BAD_ARGUMENT', 'Give either "query" or "documentId", not both.');
  }
  if (params.query === undefined && params.documentId === undefined) {
    throw refusal(
      400,
      'BAD_REQUEST',
      'Give a GraphQL document in "query", or the id of a persisted one in "documentId".',
    );
  }
  return params;
}

/** Apollo Client's links name a persisted document in the extensions, by the same hash. */
function apolloHash(extensions: Record<string, unknown> | undefined): string | undefined {
  const given = extensions?.persistedQuery;
  return isMap(given) && typeof given.sha256Hash === 'string' ? given.sha256Hash : undefined;
}

function parseJson(source: string, what: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw refusal(400, 'BAD_REQUEST', `${what} is not valid JSON.`);
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((entry) => nestsDeeper(entry, levels - 1));
}
