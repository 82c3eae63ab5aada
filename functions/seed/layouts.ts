import {
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import { layoutsKey, pointerKey, slotOf } from '../../schema/store/keys.ts';
import { clearSlot } from './clear-slot.ts';
import type { Clock } from './clock.ts';
import { hasUnslotted, removeUnslotted, UNSLOTTED } from './first-layout.ts';
import { removeHistory } from './history.ts';
import { takeLease } from './lease.ts';
import { entriesOf, pointerRow } from './pointer.ts';

/**
 * Milliseconds for which the rows of another layout are kept. Code that reads them may keep running if the
 * deploy of its successor fails, and may come back with a rollback; seeds of its layout then run again, and
 * the time starts over.
 */
const UNREAD_FOR = 7 * 86_400_000;

/** The layouts that have rows in the table: the one that seeds use, since when, and the others. */
interface Layouts {
  readonly current: number;
  readonly since: number;
  readonly others: readonly number[];
}

/**
 * Records that seeds use this layout, and removes the rows of other layouts once seeds have used only this
 * one for a week.
 *
 * @returns how many rows were removed
 */
export async function removeUnreadLayouts(
  client: DynamoDBDocumentClient,
  table: string,
  layout: number,
  clock: Clock,
): Promise<number> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: layoutsKey, ConsistentRead: true }),
  );
  // The first layout had neither such a row nor slots; whether it has rows is looked up once.
  const first = !Item?.looked && (await hasUnslotted(client, table)) ? [UNSLOTTED] : [];
  const held: Layouts | null = Item
    ? {
        current: Number(Item.current),
        since: Number(Item.since),
        others: [...new Set([...(Item.others as number[]), ...first])],
      }
    : null;
  const put = (next: Layouts) =>
    client.send(new PutCommand({ TableName: table, Item: { ...layoutsKey, ...next, looked: true } }));

  if (held?.current !== layout) {
    const known = held ? [...held.others, held.current] : first;
    const others = [...new Set(known)].filter((each) => each !== layout);
    await put({ current: layout, since: clock.now(), others });
    return 0;
  }
  if (!Item?.looked) await put(held);
  if (held.others.length === 0 || clock.now() - held.since < UNREAD_FOR) return 0;
  let removed = 0;
  for (const other of held.others) removed += await removeLayout(client, table, other, clock);
  await put({ ...held, others: [] });
  return removed;
}

async function removeLayout(
  client: DynamoDBDocumentClient,
  table: string,
  layout: number,
  clock: Clock,
): Promise<number> {
  if (layout === UNSLOTTED) return removeUnslotted(client, table, clock);
  const lease = await takeLease(pointerRow(client, table, layout), { clock });
  if (!lease) return 0;
  const { live, idle, abandoned } = lease.pointer;
  const entries = entriesOf(lease.pointer);
  // Code that still reads it finds that nothing is live.
  await lease.change((pointer) => ({ ...pointer, live: null }));
  const writing = { client, table, clock, keep: lease.keep };
  let removed = 0;
  const slots = [...(live ? [{ slot: live.slot, doubtful: [] }] : []), ...(idle ? [idle] : []), ...abandoned];
  for (const { slot, doubtful } of slots) {
    removed += await clearSlot(writing, slotOf(layout, slot), doubtful);
  }
  for (const entry of entries) removed += await removeHistory(writing, layout, entry);
  await client.send(
    new BatchWriteCommand({ RequestItems: { [table]: [{ DeleteRequest: { Key: pointerKey(layout) } }] } }),
  );
  return removed + 1;
}
