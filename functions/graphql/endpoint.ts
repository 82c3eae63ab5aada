import type { GraphQLSchema } from 'graphql';
import { createDumpListCache } from '../../schema/release/dumps/dump-list-cache.ts';
import { createAnalysisCache } from '../../schema/release/index/analysis-cache.ts';
import type { Meter } from '../../schema/store/meter.ts';
import { cacheHeaders, entityTag, matches, matchesAny, UNCACHED } from './caching.ts';
import { problem } from './errors.ts';
import type { Exchange, Parameters } from './exchange.ts';
import { mediaTypeOf } from './exchange.ts';
import { empty, type HttpRequest, type HttpResponse, publicOrigin } from './http.ts';
import { parametersOf } from './parameters.ts';
import { type DocumentLookup, type Documents, documentLookup } from './persisted-documents.ts';
import type { Precompiled } from './precompiled.ts';
import { createEngine } from './yoga.ts';

/** What the endpoint itself needs from the store; the rest of a session or a head is for the resolvers. */
export interface RecordSource {
  /** The release that is being served. */
  head(): Promise<{ release: string; edition: number }>;
  /** The loaders of one request, for that release. */
  session(head: { release: string; edition: number }): { meter: Meter };
}

/** Provides the index of a release, or the list of its files, to the resolvers. */
export interface Holder {
  of(head: { release: string }): Promise<unknown>;
}

export interface EndpointOptions {
  schema: GraphQLSchema;
  store: RecordSource;
  /** The indexes of releases; without them, whatever needs one is unavailable. */
  indexes?: Holder;
  /** The file lists of releases; without them, the lists are unavailable. */
  dumps?: Holder;
  /** Persisted documents by their id. */
  documents: Documents;
  /** Documents that were parsed and validated at build time. */
  precompiled?: Precompiled;
  /** Identifies the code: another version may answer differently for the same release. */
  version: string;
}

const VARY = { vary: 'Accept, Accept-Encoding' };

/**
 * Yoga looks only at a request's method and `Accept`; the address is fixed, so that no query string can look
 * like a route.
 */
const ADDRESS = 'http://communique/graphql';

/**
 * Yoga copies two parts of a context into one, but makes a single part the prototype of a new object. Objects
 * with a prototype of their own each leave a hidden class in the old heap, which holds the whole request
 * until a full collection.
 */
const COPY = {};

/** Answers GraphQL over HTTP at `/graphql`. */
export function graphqlEndpoint(options: EndpointOptions) {
  const engine = createEngine(options.schema, options.precompiled ?? new Map());
  const { Request } = engine.fetchAPI;
  const lookUp = documentLookup(options.documents);

  return async (request: HttpRequest, exchange: Exchange): Promise<HttpResponse> => {
    const media = mediaTypeOf(request);
    if (!media) {
      const message = 'Accept application/graphql-response+json or application/json.';
      return problem(exchange, 406, 'NOT_ACCEPTABLE', message, VARY);
    }
    const asked = await readRequest(request, options.store, lookUp);
    const safe = request.method !== 'POST';
    const context = { exchange, media, asked };
    let tag: string | undefined;
    if ('head' in asked) {
      const { head, params } = asked;
      exchange.release = head.release;
      // File addresses begin with the origin.
      const origin = publicOrigin(request.headers);
      if (safe) tag = entityTag(options.version, `${head.release} ${head.edition} ${origin}`, media, params);
      if (tag && matches(request.headers['if-none-match'], tag))
        return empty(304, { ...cacheHeaders(tag), ...VARY });
      const session = options.store.session(head);
      exchange.meter = session.meter;
      const analysis = async () => (options.indexes ?? NO_INDEXES).of(head);
      const dumps = async () => (options.dumps ?? NO_DUMPS).of(head);
      Object.assign(context, { session, head, origin, analysis, dumps });
    }
    const response = await engine.fetch(
      new Request(ADDRESS, { method: safe ? 'GET' : 'POST', headers: { accept: media } }),
      context,
      COPY,
    );
    const cacheable = tag && response.status === 200 && exchange.codes.size === 0;
    if (cacheable && tag && matchesAny(request.headers['if-none-match']))
      return empty(304, { ...cacheHeaders(tag), ...VARY });
    return {
      status: response.status,
      headers: {
        'content-type': response.headers.get('content-type') ?? `${media}; charset=utf-8`,
        ...(cacheable && tag ? cacheHeaders(tag) : { 'cache-control': UNCACHED }),
        ...VARY,
        ...exchange.advised,
      },
      body: new Uint8Array(await response.arrayBuffer()),
    };
  };
}

const NO_INDEXES = createAnalysisCache(async () => {
  throw new Error('this endpoint has no search index');
});
const NO_DUMPS = createDumpListCache(async () => {
  throw new Error('this endpoint has no files to download');
});

/** The parameters, with the text of the document that they refer to. */
type Question = Omit<Parameters, 'documentId'> & { query: string };

type Head = Awaited<ReturnType<RecordSource['head']>>;

/**
 * Everything that must be known before GraphQL begins, or the error that occurred, which GraphQL formats as
 * well.
 */
async function readRequest(
  request: HttpRequest,
  store: RecordSource,
  lookUp: DocumentLookup,
): Promise<{ params: Question; head: Head } | { failure: unknown }> {
  try {
    const { documentId, ...given } = await parametersOf(request);
    const params = { ...given, query: lookUp(documentId === undefined ? given : { ...given, documentId }) };
    return { params, head: await store.head() };
  } catch (failure) {
    return { failure };
  }
}
