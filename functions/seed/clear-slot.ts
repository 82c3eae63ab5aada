import { inParallel } from './in-parallel.ts';
import { accessSlot, type TableAccess } from './slot.ts';

/** Groups whose rows are removed in one step. */
const STEP = 100;

/**
 * Removes all rows of an unread slot.
 *
 * @param doubtful groups that may have rows but are not in the manifest
 * @returns how many rows there were
 */
export async function clearSlot(
  writing: TableAccess,
  slot: string,
  doubtful: readonly string[],
): Promise<number> {
  const access = accessSlot(writing, slot);
  const keys = [...new Set([...doubtful, ...(await access.manifest()).keys()])];
  for (let from = 0; from < keys.length; from += STEP) {
    const step = keys.slice(from, from + STEP);
    await access.remove((await inParallel(step, access.group)).flat());
    await access.unseal(step);
  }
  return access.count.deleted;
}
