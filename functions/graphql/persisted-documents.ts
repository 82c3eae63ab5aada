import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type HttpAdvice, refusal } from './errors.ts';
import type { Parameters } from './exchange.ts';
import { isMap } from './parameters.ts';

/** Document id (`sha256:` and 64 hexadecimal digits) to document text. */
export type Documents = ReadonlyMap<string, string>;

/**
 * The persisted documents among the given texts, under the ids of GraphQL-over-HTTP's appendix on persisted
 * documents.
 */
export function persistedDocuments(texts: Iterable<string>): Documents {
  return new Map(Array.from(texts, (source) => [documentId(source), source]));
}

/** `sha256:` and the lower-case hexadecimal SHA-256 of the document's text in UTF-8. */
export function documentId(source: string): string {
  return `sha256:${createHash('sha256').update(source).digest('hex')}`;
}

/**
 * Characters of the documents that clients have registered: those requested since, and those not requested
 * yet.
 */
const ASKED_CHARACTERS = 500_000;
const NEW_CHARACTERS = 200_000;

/**
 * Returns the text of a request's document: by its id, by the hash under which a client registered it, or as
 * sent.
 */
export type DocumentLookup = (params: Parameters) => string;

/**
 * Looks documents up, and keeps those that clients register by sending the hash and the text together
 * (automatic persisted queries: first the hash alone, then the text as well after `PersistedQueryNotFound`).
 * A document that is requested again moves to a part of the cache that a stream of new ones does not evict.
 * Another instance of the function may not have it; the client then sends the text once more.
 *
 * @throws GraphQLError if there is no such document, or if hash and text differ
 */
export function documentLookup(documents: Documents): DocumentLookup {
  const asked = textsOfAtMost(ASKED_CHARACTERS);
  const registered = textsOfAtMost(NEW_CHARACTERS);

  function register(id: string, text: string): void {
    if (!documents.has(id) && !asked.has(id)) registered.set(id, text);
  }

  function textOf(id: string): string | undefined {
    const known = documents.get(id) ?? asked.get(id);
    if (known !== undefined) return known;
    const text = registered.get(id);
    if (text === undefined) return undefined;
    registered.delete(id);
    asked.set(id, text);
    return text;
  }

  return ({ query, documentId: id, extensions }) => {
    if (id !== undefined) {
      const text = documents.get(id);
      if (text === undefined) throw documentNotFound(id);
      return text;
    }
    const hash = hashOf(extensions);
    if (hash === undefined) {
      if (query === undefined) throw documentMissing();
      return query;
    }
    if (query === undefined) {
      const text = textOf(`sha256:${hash}`);
      if (text === undefined) throw persistedQueryNotFound();
      return text;
    }
    const real = documentId(query);
    if (real !== `sha256:${hash}`) throw hashMismatch(real);
    register(real, query);
    return query;
  };
}

const textsOfAtMost = (characters: number) =>
  new LRUCache<string, string>({
    maxSize: characters,
    sizeCalculation: (text, id) => text.length + id.length,
  });

/**
 * The hash in the extensions, as Apollo Client's and urql's links put it there. Other versions are other
 * protocols.
 */
function hashOf(extensions: Record<string, unknown> | undefined): string | undefined {
  const given = extensions?.persistedQuery;
  if (!isMap(given) || given.version !== 1 || typeof given.sha256Hash !== 'string') return undefined;
  return given.sha256Hash.toLowerCase();
}

const documentNotFound = (id: string) =>
  refusal(
    404,
    'NOT_FOUND',
    `There is no persisted document "${id.slice(0, 80)}". A document id is "sha256:" and the SHA-256 of the exact text in ` +
      'lower-case hexadecimal; any other document can be sent as "query".',
  );

const documentMissing = () =>
  refusal(
    400,
    'BAD_REQUEST',
    'Give a GraphQL document in "query", or the id of a persisted one in "documentId".',
  );

const hashMismatch = (real: string) =>
  refusal(
    400,
    'PERSISTED_QUERY_MISMATCH',
    `The SHA-256 of "query" is ${real.slice('sha256:'.length)}, which differs from the sha256Hash in the extensions.`,
  );

/**
 * Clients recognize this error by its message or its code, and some read the body only if the status is 200.
 */
function persistedQueryNotFound(): GraphQLError {
  const http: HttpAdvice = { status: 200 };
  return new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http },
  });
}
