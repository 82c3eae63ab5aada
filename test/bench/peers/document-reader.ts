import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { HIGHEST, INDEX, inSlot, KEY, LOWEST } from '../../../schema/store/keys.ts';
import type { Meter } from '../../../schema/store/meter.ts';
import type { ListScan } from '../../../schema/store/reader.ts';
import { type Stored, text } from './document-attributes.ts';

// Stands in for schema/store/reader.ts in the peers: the same reads through the document client, as its
// documentation shows it.

export const BATCH_GET_LIMIT = 100;
export class ThrottledError extends Error {}

interface TextKey {
  readonly PK: string;
  readonly SK: string;
}

/** The two requests of the store, through the document client. */
export interface DocumentWire {
  query(input: QueryCommandInput): Promise<QueryCommandOutput>;
  batchGetItem(input: BatchGetCommandInput): Promise<BatchGetCommandOutput>;
  close(): void;
}

export function createReader(wire: DocumentWire, table: string, slot: string | undefined, meter: Meter) {
  const placed = (partition: string) => (slot === undefined ? partition : inSlot(slot, partition));

  async function query(
    input: Omit<QueryCommandInput, 'TableName'>,
  ): Promise<{ rows: Stored[]; next: Stored | undefined }> {
    const answer = await wire.query({ ...input, TableName: table, ReturnConsumedCapacity: 'TOTAL' });
    meter.requests += 1;
    meter.readUnits += answer.ConsumedCapacity?.CapacityUnits ?? 0;
    meter.rows += answer.Items?.length ?? 0;
    return { rows: answer.Items ?? [], next: answer.LastEvaluatedKey };
  }

  return {
    meter,
    async get(keys: readonly TextKey[]): Promise<(Stored | null)[]> {
      const answer = await wire.batchGetItem({
        RequestItems: { [table]: { Keys: keys.map(({ PK, SK }) => ({ PK: placed(PK), SK })) } },
        ReturnConsumedCapacity: 'TOTAL',
      });
      meter.requests += 1;
      const found = new Map(
        (answer.Responses?.[table] ?? []).map((row) => [
          `${text(row, KEY.partition)}\0${text(row, KEY.sort)}`,
          row,
        ]),
      );
      return keys.map(({ PK, SK }) => found.get(`${placed(PK)}\0${SK}`) ?? null);
    },
    async group(partition: string, from: string, to: string): Promise<Stored[]> {
      const { rows } = await query({
        KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#partition': KEY.partition, '#sort': KEY.sort },
        ExpressionAttributeValues: { ':partition': placed(partition), ':from': from, ':to': to },
      });
      return rows;
    },
    list: (name: string, scan: ListScan) => batchesOf(query, placed(name), scan),
  };
}

async function* batchesOf(
  query: (
    input: Omit<QueryCommandInput, 'TableName'>,
  ) => Promise<{ rows: Stored[]; next: Stored | undefined }>,
  name: string,
  { ascending, low = LOWEST, high = HIGHEST, limit = 50 }: ListScan,
) {
  let start: Stored | undefined;
  do {
    const { rows, next } = await query({
      IndexName: INDEX.name,
      KeyConditionExpression: '#list = :list AND #at BETWEEN :low AND :high',
      ExpressionAttributeNames: { '#list': INDEX.partition, '#at': INDEX.sort },
      ExpressionAttributeValues: { ':list': name, ':low': low, ':high': high },
      ScanIndexForward: ascending,
      Limit: limit,
      ...(start ? { ExclusiveStartKey: start } : {}),
    });
    yield rows;
    start = next;
  } while (start);
}
