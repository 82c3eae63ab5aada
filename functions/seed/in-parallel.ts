/**
 * Requests under way at once: enough for a new on-demand table's 4,000 writes a second, few enough for one
 * function.
 */
const CONCURRENCY = 16;

/**
 * Works through the items, several at once; the results are in the order of the items. After a failure no
 * other item is begun, and the failure is thrown when nothing is under way any more.
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
