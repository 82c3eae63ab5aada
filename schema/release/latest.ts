import { LRUCache } from 'lru-cache';

/** Requests for the previous release may still be running when the next one goes live. */
const KEPT = 2;

/**
 * Reads a value of a release on first use, and keeps the values of the latest releases. Concurrent callers
 * share one read; a failure is not kept.
 */
export function latestOf<Release, Value extends object>(
  nameOf: (release: Release) => string,
  read: (release: Release) => Promise<Value>,
): (release: Release) => Promise<Value> {
  const latest = new LRUCache<string, Value, { readonly release: Release }>({
    max: KEPT,
    ignoreFetchAbort: true,
    fetchMethod: (_name, _stale, { context }) => read(context.release),
  });
  return (release) => latest.forceFetch(nameOf(release), { context: { release } });
}
