import type { Plugin } from 'graphql-yoga';
import type { Cost } from './limits.ts';
import type { MediaType } from './media.ts';
import type { Params } from './params.ts';
import type { Meter } from './source.ts';

/** What becomes known of one request while it is answered: for its headers, its log line and its cost. */
export interface Exchange {
  requestId: string;
  release?: string;
  /** Name of the operation that ran, or `(unnamed)`. */
  operation?: string;
  cost?: Cost;
  meter?: Meter;
  /** `extensions.code` of the response's errors, each once. */
  codes: Set<string>;
  /** The errors behind what clients see as INTERNAL. */
  causes: unknown[];
  /** HTTP headers that errors ask for. */
  advised: Record<string, string>;
}

export function newExchange(requestId: string): Exchange {
  return { requestId, codes: new Set(), causes: [], advised: {} };
}

/** What one request brings along. Resolvers see `session` and `head` of it. */
export interface ServerContext extends Record<string, unknown> {
  exchange: Exchange;
  media: MediaType;
  /** The parameters of the request, or the error that reading them (or the head) ended in. */
  asked: { params: Params } | { failure: unknown };
}

export type EnginePlugin = Plugin<ServerContext, ServerContext>;
