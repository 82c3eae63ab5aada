import { createHash } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import { refusal } from './errors.ts';

/** Document id (`sha256:` and 64 hexadecimal digits) to document text. */
export type Documents = ReadonlyMap<string, string>;

/** The persisted documents among the given texts, under the ids of GraphQL-over-HTTP's appendix on persisted documents. */
export function persistedDocuments(texts: Iterable<string>): Documents {
  return new Map(Array.from(texts, (source) => [documentId(source), source]));
}

/** `sha256:` and the lower-case hexadecimal SHA-256 of the document's text in UTF-8. */
export function documentId(source: string): string {
  return `sha256:${createHash('sha256').update(source).digest('hex')}`;
}

/** The error for a document id that names none of the persisted documents. */
export function documentNotFound(id: string): GraphQLError {
  return refusal(
    404,
    'NOT_FOUND',
    `There is no persisted document "${id.slice(0, 80)}". Its id is "sha256:" and the SHA-256 of its exact text in ` +
      'lower-case hexadecimal; any other document can be sent as "query".',
  );
}
