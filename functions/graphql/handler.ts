import { compressed } from './compression.ts';
import { CORS, options as optionsResponse } from './cors.ts';
import { DUMP_PATHS, type DumpFiles, dumpFile } from './dump-file.ts';
import { type EndpointOptions, graphqlEndpoint, type RecordSource } from './endpoint.ts';
import { problem } from './errors.ts';
import { type Exchange, newExchange } from './exchange.ts';
import { type Handler, type HttpRequest, type HttpResponse, json } from './http.ts';
import { entryOf, type Log } from './log.ts';
import { withinLimit } from './result.ts';
import { startPage } from './start-page.ts';

export interface HandlerOptions extends EndpointOptions {
  log: Log;
  /** Static files by path; they come before the start page. */
  files?: (path: string) => HttpResponse | undefined;
  /** The files of releases; absent if something else serves their paths. */
  dumpFiles?: DumpFiles;
}

const READ = 'GET, HEAD, OPTIONS';
const GRAPHQL = 'GET, HEAD, POST, OPTIONS';

/** The whole HTTP surface: GraphQL, the start page and the health check. It never throws. */
export function createHandler(options: HandlerOptions): Handler {
  const graphql = graphqlEndpoint(options);

  function route(request: HttpRequest, exchange: Exchange): HttpResponse | Promise<HttpResponse> {
    const path = request.path === '/graphql/' ? '/graphql' : request.path;
    if (path === '/graphql') return allow(request, exchange, GRAPHQL, () => graphql(request, exchange));
    if (path === '/health') return allow(request, exchange, READ, () => health(options.store, exchange));
    const { dumpFiles } = options;
    if (dumpFiles && path.startsWith(DUMP_PATHS))
      return allow(request, exchange, READ, () => dumpFile(dumpFiles, request, exchange));
    const file = options.files?.(path);
    if (file) return allow(request, exchange, READ, () => file);
    if (path === '/') return allow(request, exchange, READ, () => startPage(request, options.documents));
    return problem(exchange, 404, 'NOT_FOUND', 'There is nothing at this path. Try /graphql, /health or /.');
  }

  return async (request) => {
    const started = performance.now();
    const exchange = newExchange(request.headers['x-request-id']);
    const answered = await attempt(() => route(request, exchange), exchange);
    const response = withinLimit(await compressed(request, answered), answered, exchange);
    const headers = {
      'cache-control': 'no-store',
      ...CORS,
      ...response.headers,
      'x-content-type-options': 'nosniff',
      'x-request-id': exchange.requestId,
    };
    options.log(entryOf(request, response, exchange, new Date(), performance.now() - started));
    if (request.method !== 'HEAD') return { ...response, headers };
    return {
      status: response.status,
      headers: { ...lengthOf(response), ...headers },
      body: new Uint8Array(0),
    };
  };
}

async function attempt(
  work: () => HttpResponse | Promise<HttpResponse>,
  exchange: Exchange,
): Promise<HttpResponse> {
  try {
    return await work();
  } catch (error) {
    exchange.causes.push(error);
    return problem(
      exchange,
      500,
      'INTERNAL',
      'Something went wrong on our side. If it happens again, report it with the request id.',
    );
  }
}

function allow(
  request: HttpRequest,
  exchange: Exchange,
  methods: string,
  work: () => HttpResponse | Promise<HttpResponse>,
): HttpResponse | Promise<HttpResponse> {
  if (request.method === 'OPTIONS') return optionsResponse(request, methods);
  if (methods.split(', ').includes(request.method)) return work();
  return problem(exchange, 405, 'METHOD_NOT_ALLOWED', `This path accepts ${methods}.`, { allow: methods });
}

function lengthOf(response: HttpResponse): Record<string, string> {
  return response.status === 204 || response.status === 304
    ? {}
    : { 'content-length': String(response.body.byteLength) };
}

/** Reports whether a release can be served: 200 with its id, or 503. */
async function health(store: RecordSource, exchange: Exchange): Promise<HttpResponse> {
  try {
    const { release } = await store.head();
    exchange.release = release;
    return json(200, { status: 'ok', release });
  } catch (error) {
    exchange.causes.push(error);
    return json(503, { status: 'unavailable' }, { 'retry-after': '5' });
  }
}
