import Negotiator from 'negotiator';
import type { HttpRequest } from './http.ts';

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
