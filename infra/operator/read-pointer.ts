import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Pointer, pointerRow } from '../../functions/seed/pointer.ts';
import { documentsOf } from '../../functions/seed/seed.ts';
import { LAYOUT } from '../../schema/store/keys.ts';

/**
 * What the table serves, which a publish may have changed since the last deploy, and what its other slot
 * holds.
 */
export async function readPointer(region: string, table: string): Promise<Pointer> {
  const client = new DynamoDBClient({ region });
  try {
    return (await pointerRow(documentsOf(client), table, LAYOUT).read()).pointer;
  } finally {
    client.destroy();
  }
}
