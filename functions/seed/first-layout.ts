import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { firstLayout, group, INDEX } from '../../schema/store/keys.ts';
import type { Clock } from './clock.ts';
import { inParallel } from './in-parallel.ts';
import { accessSlot, type SlotAccess } from './slot.ts';

/**
 * The first row layout had no slots: its keys are just the groups. Each group ended with its seal, and all
 * seals were in lists of the index; that of the dataset was written first and says which groups were being
 * written.
 */
export const UNSLOTTED = 1;

const SEAL = firstLayout.seal(group.dataset);

/** Groups whose rows are removed in one step. */
const STEP = 100;

export async function hasUnslotted(client: DynamoDBDocumentClient, table: string): Promise<boolean> {
  return (await sealOfDataset(client, table)) !== undefined;
}

const sealOfDataset = async (client: DynamoDBDocumentClient, table: string) =>
  (await client.send(new GetCommand({ TableName: table, Key: SEAL, ConsistentRead: true }))).Item;

/**
 * Removes all rows of the first layout, the seal of the dataset last: as long as it exists, the next run
 * continues.
 *
 * @returns how many rows there were
 */
export async function removeUnslotted(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
): Promise<number> {
  const seal = await sealOfDataset(client, table);
  if (seal === undefined) return 0;
  const access = accessSlot({ client, table, clock, keep: async () => undefined }, '');
  const unsealed = Array.isArray(seal.newGroups) ? seal.newGroups.map(String) : [];
  const sealed = (await inParallel(firstLayout.sealLists, (list) => groupsIn(client, table, list))).flat();
  const keys = [...new Set([...unsealed, ...sealed])].filter((key) => key !== group.dataset);
  for (let from = 0; from < keys.length; from += STEP) {
    await removeGroups(access, keys.slice(from, from + STEP));
  }
  await removeGroups(access, [group.dataset]);
  return access.count.deleted;
}

/** Seals are removed last, because the next run uses them to find what this one leaves behind. */
async function removeGroups(access: SlotAccess, keys: readonly string[]): Promise<void> {
  const rows = (await inParallel(keys, access.group)).flat();
  await access.remove(rows.filter(({ SK }) => SK !== SEAL.SK));
  await access.remove(rows.filter(({ SK }) => SK === SEAL.SK));
}

/** The groups whose seals are in one list of the index. */
async function groupsIn(client: DynamoDBDocumentClient, table: string, list: string): Promise<string[]> {
  const groups: string[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: INDEX.name,
        KeyConditionExpression: '#list = :list',
        ExpressionAttributeNames: { '#list': INDEX.partition },
        ExpressionAttributeValues: { ':list': list },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    groups.push(...(answer.Items ?? []).map((row) => String(row.PK)));
    start = answer.LastEvaluatedKey;
  } while (start);
  return groups;
}
