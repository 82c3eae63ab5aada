import { createHash } from 'node:crypto';
import type { MediaType, Parameters } from './exchange.ts';

/**
 * Seconds for which an answer may be reused. A minute in the browser hides clicking back and forth. The edge
 * keeps it for five minutes, unless a publish invalidates it sooner. For ten more minutes, both may serve the
 * stale answer once while they fetch a new one.
 */
export const REUSE = { browser: 60, edge: 300, stale: 600 } as const;

const FRESH = `public, max-age=${REUSE.browser}, s-maxage=${REUSE.edge}, stale-while-revalidate=${REUSE.stale}`;

/** Answers to POST, and answers with an error, may not be reused. */
export const UNCACHED = 'no-store';

/** The headers of an answer fully determined by its tag. */
export function cacheHeaders(tag: string): Record<string, string> {
  return { etag: tag, 'cache-control': FRESH };
}

/**
 * The entity tag of a response, known before the operation runs: release, operation and variables determine
 * every byte. It is weak because one tag covers all content encodings.
 *
 * @param release with its edition, because going back to an earlier release changes the list of releases, and
 *   with the origin
 * @param version identifies the code; another version may answer the same request differently
 */
export function entityTag(version: string, release: string, media: MediaType, params: Parameters): string {
  const parts = [
    version,
    release,
    media,
    params.query ?? '',
    params.operationName ?? '',
    canonical(params.variables ?? {}),
    canonical(params.extensions ?? {}),
  ];
  return `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`;
}

/** Whether an `If-None-Match` header lists the tag (compared weakly, RFC 9110 section 13.1.2). */
export function matches(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = tag.slice(2);
  return Array.from(ifNoneMatch.matchAll(/"[^"]*"/g), ([listed]) => listed).includes(opaque);
}

/**
 * Whether an `If-None-Match` header is `*`, which matches any existing answer, so the answer must be made
 * first.
 */
export const matchesAny = (ifNoneMatch: string | undefined): boolean => ifNoneMatch?.trim() === '*';

/** JSON with sorted keys, so that the order of a client's variables does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}
