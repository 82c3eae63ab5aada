import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Pointer, pointerRow } from '../../functions/seed/pointer.ts';
import { documentsOf } from '../../functions/seed/seed.ts';
import { LAYOUT } from '../../schema/store/keys.ts';

/**
 * Reads the pointer: what the table serves and what its other slot holds, in the row layout of this version.
 */
export const pointerIn = async (client: DynamoDBClient, table: string): Promise<Pointer> =>
  (await pointerRow(documentsOf(client), table, LAYOUT).read()).pointer;

/** The same for a deployed table, which a publish may have changed since the last deploy. */
export async function readPointer(region: string, table: string): Promise<Pointer> {
  const client = new DynamoDBClient({ region });
  try {
    return await pointerIn(client, table);
  } finally {
    client.destroy();
  }
}
