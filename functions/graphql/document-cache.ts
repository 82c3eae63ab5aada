import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Documents kept parsed and validated: all operations of a front-end many times over. */
const ENTRIES = 500;

/** Characters of text in all of them together; a parsed document takes about a hundred times its text in memory. */
const TOTAL = 200_000;

/** Characters of one document beyond which it is parsed anew each time; people's documents are smaller. */
const LARGEST = 8_000;

/** The parsed documents of recent requests, bounded in number and in size however many different ones are sent. */
export function documentCache(): LRUCache<string, DocumentNode> {
  return new LRUCache<string, DocumentNode>({
    max: ENTRIES,
    maxSize: TOTAL,
    maxEntrySize: LARGEST,
    sizeCalculation: (_document, source) => source.length,
  });
}
