import { randomUUID } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import type { Meter } from '../../schema/store/meter.ts';
import type { Cost } from './limits.ts';
import type { MediaType } from './media-type.ts';

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
