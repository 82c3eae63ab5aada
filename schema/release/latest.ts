import { LRUCache } from 'lru-cache';

/** Requests of the release before may still be under way when the next one is served. */
const KEPT = 2;

/**
 * Reads what belongs to a release when it is first asked for, and keeps that of the latest releases. Who asks
 * at the same time waits for the same reading; a failure is not kept.
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
