import { randomBytes } from 'node:crypto';
import {
  GraphQLError,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { createHandler, type HandlerOptions } from '../../functions/graphql/handler.ts';
import type { Handler, HttpResponse } from '../../functions/graphql/http.ts';
import type { LogEntry } from '../../functions/graphql/log.ts';
import { persistedDocuments } from '../../functions/graphql/persisted-documents.ts';
import { codedError } from '../../schema/errors.ts';
import { type Meter, newMeter } from '../../schema/store/meter.ts';

/** What the resolvers of the tiny schema see: the same shape as the real one's. */
interface Context {
  session: { meter: Meter };
  head: { release: string };
}

const Day = new GraphQLScalarType({
  name: 'Day',
  parseValue: dayOf,
  parseLiteral: (node) => dayOf('value' in node ? node.value : undefined),
});

function dayOf(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  throw new GraphQLError('A day looks like 2022-03-30.', { extensions: { code: 'BAD_ARGUMENT' } });
}

const By = new GraphQLInputObjectType({
  name: 'By',
  isOneOf: true,
  fields: { id: { type: GraphQLString }, slug: { type: GraphQLString } },
});

const listOf = (type: GraphQLObjectType) => ({
  type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type))),
  args: { first: { type: GraphQLInt, defaultValue: 20 } },
  extensions: { complexity: ({ first }: { first: number }) => ({ field: 1, multiplier: first }) },
  resolve: (_source: unknown, { first }: { first?: number }) =>
    Array.from({ length: first ?? 20 }, () => ({})),
});

const Item: GraphQLObjectType = new GraphQLObjectType({
  name: 'Item',
  fields: () => ({
    name: { type: new GraphQLNonNull(GraphQLString), resolve: () => 'a name' },
    child: { type: Item, resolve: () => ({}) },
    bug: failing(() => new TypeError('the secret inside')),
    coded: failing(() => new GraphQLError('No such id.', { extensions: { code: 'BAD_ID', id: 'x' } })),
    items: listOf(Item),
  }),
});

/** An error as the AWS client throws it. */
class ThrottlingException extends Error {
  override name = 'ThrottlingException';
}

const failing = (error: () => Error) => ({
  type: GraphQLString,
  resolve: () => {
    throw error();
  },
});

const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, Context>({
    name: 'Query',
    fields: {
      hello: {
        type: GraphQLString,
        args: { name: { type: GraphQLString }, names: { type: new GraphQLList(GraphQLString) } },
        resolve: (_, { name }) => `hello ${name}`,
      },
      long: { type: GraphQLString, resolve: () => 'long '.repeat(2_000) },
      repeated: {
        type: GraphQLString,
        args: { bytes: { type: GraphQLInt } },
        resolve: (_source, { bytes }) => 'x'.repeat(bytes),
      },
      noise: {
        type: GraphQLString,
        args: { bytes: { type: GraphQLInt } },
        resolve: (_source, { bytes }) => randomBytes(bytes).toString('base64').slice(0, bytes),
      },
      release: { type: GraphQLString, resolve: (_source, _args, { head }) => head.release },
      read: {
        type: GraphQLString,
        resolve: (_source, _args, { session }) => {
          session.meter.requests += 1;
          session.meter.readUnits += 0.5;
          session.meter.rows += 3;
          return 'read';
        },
      },
      day: { type: GraphQLString, args: { on: { type: Day } }, resolve: (_, { on }) => on },
      by: { type: GraphQLString, args: { by: { type: new GraphQLNonNull(By) } }, resolve: () => 'found' },
      item: { type: Item, resolve: () => ({}) },
      items: listOf(Item),
      bug: failing(() => new TypeError('the secret inside')),
      needed: {
        ...failing(() => new TypeError('the secret inside')),
        type: new GraphQLNonNull(GraphQLString),
      },
      busy: failing(() => new ThrottlingException('Rate exceeded for table arn:aws:secret')),
      coded: failing(() => new GraphQLError('No such id.', { extensions: { code: 'BAD_ID', id: 'x' } })),
      caused: failing(() =>
        codedError(
          'INDEX_UNAVAILABLE',
          'No search now.',
          {},
          new Error('outer', { cause: new Error('inner') }),
        ),
      ),
    },
  }),
});

export const HELLO = 'query Hello($name: String!) { hello(name: $name) }\n';

/** The tiny schema behind the real handler, and what it logged. */
interface Front {
  handler: Handler;
  log: LogEntry[];
  /** Switches the release, or makes the store fail. */
  store: { release: string; edition: number; failure?: Error };
}

export function front(files?: HandlerOptions['files'], dumpFiles?: HandlerOptions['dumpFiles']): Front {
  const log: LogEntry[] = [];
  const store: Front['store'] = { release: 'r1', edition: 1 };
  const handler = createHandler({
    schema,
    store: {
      head: async () => {
        if (store.failure) throw store.failure;
        return { release: store.release, edition: store.edition };
      },
      session: () => ({ meter: newMeter() }),
    },
    documents: persistedDocuments([HELLO]),
    version: 'test',
    log: (entry) => log.push(entry),
    ...(files ? { files } : {}),
    ...(dumpFiles ? { dumpFiles } : {}),
  });
  return { handler, log, store };
}

/** A GET or HEAD of `/graphql`; objects become JSON. */
export function get(
  { handler }: Front,
  params: Record<string, unknown>,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<HttpResponse> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return handler({ method, path: '/graphql', query: search.toString(), headers, body: undefined });
}

/** A POST to `/graphql` with a JSON body. */
export function post(
  { handler }: Front,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  return handler({
    method: 'POST',
    path: '/graphql',
    query: '',
    headers: { 'content-type': 'application/json', ...headers },
    body:
      typeof body === 'string'
        ? new TextEncoder().encode(body)
        : new TextEncoder().encode(JSON.stringify(body)),
  });
}

/** A request with any method to any path, without a body. */
export function send(
  { handler }: Front,
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  return handler({ method, path, query: '', headers, body: undefined });
}

interface Body {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown; locations?: unknown; extensions: Record<string, unknown> }[];
  extensions?: { cost?: Record<string, number> };
}

export function bodyOf({ body }: HttpResponse): Body {
  return JSON.parse(textOf({ body }));
}

export function textOf({ body }: Pick<HttpResponse, 'body'>): string {
  return new TextDecoder().decode(body);
}

/** The codes of the response's errors, in order. */
export function codesOf(response: HttpResponse): unknown[] {
  return (bodyOf(response).errors ?? []).map((error) => error.extensions.code);
}

/** The handler as a fetch function, for tools that speak only that. */
export function fetchOver(handler: Handler): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const sent = await request.arrayBuffer();
    const headers = Object.fromEntries(request.headers);
    const response = await handler({
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      headers,
      body: sent.byteLength > 0 ? new Uint8Array(sent) : undefined,
    });
    const bodiless = response.status === 204 || response.status === 304;
    return new Response(bodiless ? null : Buffer.from(response.body), response);
  };
}
