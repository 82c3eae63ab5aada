import { createHash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Precompiled, revive } from './precompiled.ts';

/** Parsed and validated documents to keep: far more than the operations of one front-end. */
const ENTRIES = 500;

/**
 * Characters of text in all of them together; a parsed document takes about a hundred times its text in
 * memory.
 */
const TOTAL = 200_000;

/** A document with more characters is parsed each time; real documents are smaller. */
const LARGEST = 8_000;

/** Hashes to keep of documents that were requested once. */
const SEEN = 2_000;

export interface DocumentCache {
  get(text: string): DocumentNode | undefined;
  set(text: string, document: DocumentNode): void;
  /** Whether the document was validated at build time. */
  isPrecompiled(document: DocumentNode): boolean;
}

/**
 * The parsed documents of recent requests, bounded in number and size, however many different ones are sent.
 * Only a document that is requested twice gets a place, so a stream of one-off queries with inlined literals
 * leaves nothing behind.
 */
export function documentCache(precompiled: Precompiled): DocumentCache {
  const kept = new LRUCache<string, DocumentNode>({
    max: ENTRIES,
    maxSize: TOTAL,
    maxEntrySize: LARGEST,
    sizeCalculation: (_document, text) => text.length,
  });
  const seen = new LRUCache<string, true>({ max: SEEN });
  const revived = new Map<string, DocumentNode>();

  function revivedOf(text: string): DocumentNode | undefined {
    const known = revived.get(text);
    if (known) return known;
    const written = precompiled.get(text);
    if (written === undefined) return undefined;
    const document = revive(written, text);
    revived.set(text, document);
    return document;
  }

  return {
    get: (text) => revivedOf(text) ?? kept.get(text),
    set(text, document) {
      const name = createHash('sha256').update(text).digest('base64');
      if (seen.has(name)) kept.set(text, document);
      else seen.set(name, true);
    },
    isPrecompiled: (document) => [...revived.values()].includes(document),
  };
}
