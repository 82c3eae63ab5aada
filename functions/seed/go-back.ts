import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { group, inSlot, KEY, slotOf, sort } from '../../schema/store/keys.ts';
import type { Attribute } from '../../schema/store/rows.ts';
import { moved, type PointerRow } from './pointer.ts';

/** The result of going back: `lost` if the idle slot no longer holds the release. */
type WentBack = 'moved' | 'unneeded' | 'busy' | 'lost';

/**
 * Makes the release live again that was live before another one, with one write and without its file.
 * Unneeded if that other one is not live; must wait while a seed is running.
 */
export async function goBack(
  row: PointerRow,
  client: DynamoDBDocumentClient,
  table: string,
  { from, to }: { from: string; to: string },
): Promise<WentBack> {
  for (;;) {
    const held = await row.read();
    const { live, idle, lease } = held.pointer;
    if (live?.release !== from || from === to) return 'unneeded';
    if (lease !== null) return 'busy';
    if (idle?.release !== to) return 'lost';
    const Key = { PK: inSlot(slotOf(row.layout, idle.slot), group.dataset), SK: sort.head };
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    if (!Item) return 'lost';
    const head = Object.fromEntries(
      Object.entries(Item).filter(([name]) => name !== KEY.partition && name !== KEY.sort),
    ) as Readonly<Record<string, Attribute>>;
    if (await row.swap(held, moved(held.pointer, to, head, Date.now()))) return 'moved';
  }
}
