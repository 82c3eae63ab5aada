import { createHash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Precompiled, revive } from './precompiled.ts';

/** Documents kept parsed and validated: all operations of a front-end many times over. */
const ENTRIES = 500;

/**
 * Characters of text in all of them together; a parsed document takes about a hundred times its text in
 * memory.
 */
const TOTAL = 200_000;

/** Characters of one document beyond which it is parsed anew each time; people's documents are smaller. */
const LARGEST = 8_000;

/** Documents remembered as having been asked once, by their hash. */
const SEEN = 2_000;

export interface DocumentCache {
  get(text: string): DocumentNode | undefined;
  set(text: string, document: DocumentNode): void;
  /** Whether it was found valid when the function was built. */
  isPrecompiled(document: DocumentNode): boolean;
}

/**
 * The parsed documents of recent requests, bounded in number and in size however many different ones are
 * sent. A place in it is earned by being asked twice: a stream of queries that never come again, with a
 * literal in each, leaves nothing behind.
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
