import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from './clock.ts';
import { inParallel } from './in-parallel.ts';
import { accessSlot } from './slot.ts';

/** Groups whose rows are removed in one step. */
const STEP = 100;

/**
 * Removes all rows of a slot that nobody reads.
 *
 * @param doubtful groups that may have rows and are not in its manifest
 * @returns how many rows there were
 */
export async function clearSlot(
  client: DynamoDBDocumentClient,
  table: string,
  slot: string,
  doubtful: readonly string[],
  clock: Clock,
  keep: () => Promise<void>,
): Promise<number> {
  const access = accessSlot(client, table, slot, clock, keep);
  const keys = [...new Set([...doubtful, ...(await access.manifest()).keys()])];
  for (let from = 0; from < keys.length; from += STEP) {
    const step = keys.slice(from, from + STEP);
    await access.remove((await inParallel(step, access.group)).flat());
    await access.unseal(step);
  }
  return access.count.deleted;
}
