/**
 * Concurrent requests: enough for a new on-demand table's 4,000 writes a second, few enough for one function.
 */
const CONCURRENCY = 16;

/**
 * Processes the items, several at a time; the results are in the order of the items. After a failure no
 * further item is started, and the failure is thrown once everything in progress has ended.
 */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length && failures.length === 0; index = next++) {
      const item = items[index];
      if (item === undefined) continue;
      try {
        results[index] = await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
