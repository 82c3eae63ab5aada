import { createHash } from 'node:crypto';
import type { Parameters } from './exchange.ts';
import type { MediaType } from './media-type.ts';

/**
 * Seconds for which an answer may be reused. A minute in the browser hides clicking back and forth. A publish
 * makes the edge forget it sooner than after its five minutes. For ten minutes more, both may serve it once
 * again while they ask for the new one.
 */
export const REUSE = { browser: 60, edge: 300, stale: 600 } as const;

const FRESH = `public, max-age=${REUSE.browser}, s-maxage=${REUSE.edge}, stale-while-revalidate=${REUSE.stale}`;

/** Nothing of POST, and nothing with an error, may be reused. */
export const UNCACHED = 'no-store';

/** The headers of an answer that is a pure function of its tag. */
export function cacheHeaders(tag: string): Record<string, string> {
  return { etag: tag, 'cache-control': FRESH };
}

/**
 * The entity tag of a response, known before the operation runs: release, operation and variables decide
 * every byte of it. It is weak because one tag stands for all content encodings.
 *
 * @param release with its edition, since going back to an earlier release changes the list of releases, and
 *   the origin
 * @param version stands for the code that answers; another version may answer the same request differently
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
 * Whether an `If-None-Match` header is `*`, which matches any answer that exists: known only once it was
 * made.
 */
export const matchesAny = (ifNoneMatch: string | undefined): boolean => ifNoneMatch?.trim() === '*';

/** JSON with sorted keys, so that the order in which a client builds its variables does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}
