import { randomUUID } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import Negotiator from 'negotiator';
import type { Meter } from '../../schema/store/meter.ts';
import type { HttpRequest } from './http.ts';
import type { Cost } from './limits.ts';

export type MediaType = 'application/json' | 'application/graphql-response+json';

/**
 * The media type of a GraphQL response by the request's `Accept` header, with its q values.
 *
 * @returns undefined if the client accepts neither; `application/json` if it has no preference
 */
export function mediaTypeOf({ headers }: HttpRequest): MediaType | undefined {
  const chosen = new Negotiator({ headers }).mediaType([
    'application/json; charset=utf-8',
    'application/graphql-response+json; charset=utf-8',
  ]);
  if (chosen?.startsWith('application/json')) return 'application/json';
  return chosen === undefined ? undefined : 'application/graphql-response+json';
}

/** The parameters of GraphQL-over-HTTP, with `documentId` from its appendix on persisted documents. */
export interface Parameters {
  query?: string;
  documentId?: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
}

/** What is learned about a request while it is answered, for its headers, its log line and its cost. */
export interface Exchange {
  requestId: string;
  release?: string;
  /** Name of the operation that ran, or `(unnamed)`. */
  operation?: string;
  /** Always `query`, because the API has no mutations. */
  operationType?: string;
  cost?: Cost;
  meter?: Meter;
  /** `extensions.code` of the response's errors, each once. */
  codes: Set<string>;
  /** The errors behind those that clients see as INTERNAL. */
  causes: unknown[];
  /** HTTP headers that errors add. */
  advised: Record<string, string>;
}

const WELL_FORMED_ID = /^[\w.:=+/-]{8,128}$/;

/**
 * The exchange of a request that has just arrived.
 *
 * @param givenId the client's own request id; used if it is well formed, so that a request can be traced end
 *   to end
 */
export function newExchange(givenId: string | undefined): Exchange {
  const requestId = givenId !== undefined && WELL_FORMED_ID.test(givenId) ? givenId : randomUUID();
  return { requestId, codes: new Set(), causes: [], advised: {} };
}

/** The Yoga context of one request. Resolvers see its `session` and `head`. */
export interface ServerContext extends Record<string, unknown> {
  exchange: Exchange;
  media: MediaType;
  /** The parameters of the request, or the error from reading them or the head. */
  asked: { params: Parameters } | { failure: unknown };
}

export type EnginePlugin = Plugin<ServerContext, ServerContext>;

/** W3C Trace Context, as OpenTelemetry sends it (www.w3.org/TR/trace-context/#traceparent-header). */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}(?:-|$)/;

/**
 * X-Ray's header (docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader).
 */
const XRAY = /(?:^|;)\s*Root=(1-([\da-f]{8})-([\da-f]{24}))(?:;|$)/;

/**
 * The trace ids of a request, for its log line: X-Ray's, which Lambda sets for every request, and the
 * client's, if it sends one. `trace_id` and `span_id` are OpenTelemetry's names in a log of JSON
 * (opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/). Without a client's id, X-Ray's is
 * used in the same form.
 */
export function traceIds(headers: Readonly<Record<string, string>>): Record<string, string> {
  const [, traceId, spanId] = TRACEPARENT.exec(headers.traceparent ?? '') ?? [];
  const [, root, time, rest] = XRAY.exec(headers['x-amzn-trace-id'] ?? '') ?? [];
  const trace = traceId ?? (root === undefined ? undefined : `${time}${rest}`);
  return {
    ...(trace === undefined ? {} : { trace_id: trace }),
    ...(spanId === undefined ? {} : { span_id: spanId }),
    ...(root === undefined ? {} : { xray_trace_id: root }),
  };
}
