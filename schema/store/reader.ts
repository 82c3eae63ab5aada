import { setTimeout as delay } from 'node:timers/promises';
import type { AttributeValue, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { compareKeys } from '../record/value/key-order.ts';
import { type Stored, text } from './attributes.ts';
import { timeoutError, type Wire } from './dynamodb-http.ts';
import { HIGHEST, INDEX, inSlot, KEY, type Key, LOWEST } from './keys.ts';
import { type Meter, spend } from './meter.ts';

/** DynamoDB's cap on one BatchGetItem. */
export const BATCH_GET_LIMIT = 100;

/**
 * Number of times that unprocessed keys of a BatchGetItem are requested before the read fails as throttled.
 */
const BATCH_GET_ATTEMPTS = 6;

/**
 * Number of rows that a request fetches when it must search a list: small at first, because most filters find
 * a page soon.
 */
const SCAN_BATCHES = { smallest: 50, largest: 500 };

/** DynamoDB repeatedly left keys unprocessed; a later attempt may succeed. Clients see THROTTLED. */
class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
}

/** Reads rows and counts what they cost. There is no way to scan. */
export interface Reader {
  readonly meter: Meter;
  /**
   * The rows with these distinct keys, at most BATCH_GET_LIMIT, in the same order; null for a missing row.
   */
  get(keys: readonly Key[]): Promise<(Stored | null)[]>;
  /** The rows of one group between two sort keys, both inclusive, in key order. */
  group(partition: string, from: string, to: string): Promise<Stored[]>;
  /** The rows of one group in batches, by sort key, as for a list. */
  groupInBatches(partition: string, scan: ListScan): AsyncGenerator<Stored[], void>;
  /** The rows of one list in batches, upwards from `low` or downwards from `high`, both inclusive. */
  list(name: string, scan: ListScan): AsyncGenerator<Stored[], void>;
}

export interface ListScan {
  readonly ascending: boolean;
  readonly low?: string;
  readonly high?: string;
  /** Number of rows in the first request; absent if it is unknown how many must be searched. */
  readonly limit?: number;
}

type Query = Omit<QueryCommandInput, 'TableName' | 'ReturnConsumedCapacity'>;
interface Answer {
  readonly rows: Stored[];
  readonly next: Record<string, AttributeValue> | undefined;
}

/**
 * @param slot the slot of the groups and lists; undefined for rows outside all slots
 * @param until in milliseconds of `performance.now()`: after it, every read fails with a TimeoutError
 */
export function createReader(
  wire: Wire,
  table: string,
  slot: string | undefined,
  meter: Meter,
  until = Number.POSITIVE_INFINITY,
): Reader {
  const charge = (units: number | undefined, rows: number) => {
    spend(meter, 'requests', 1);
    spend(meter, 'readUnits', units ?? 0);
    spend(meter, 'rows', rows);
  };

  const placed = (partition: string) => (slot === undefined ? partition : inSlot(slot, partition));

  async function query(input: Query): Promise<Answer> {
    if (performance.now() > until) throw timeoutError();
    const answer = await wire.query({ ...input, TableName: table, ReturnConsumedCapacity: 'TOTAL' }, until);
    const rows: Stored[] = answer.Items ?? [];
    charge(answer.ConsumedCapacity?.CapacityUnits, rows.length);
    return { rows, next: answer.LastEvaluatedKey };
  }

  return {
    meter,

    async get(keys) {
      const found = new Map<string, Stored>();
      let pending: Record<string, AttributeValue>[] = keys.map(({ PK, SK }) => ({
        PK: { S: placed(PK) },
        SK: { S: SK },
      }));
      for (let attempt = 0; pending.length > 0; attempt += 1) {
        if (attempt === BATCH_GET_ATTEMPTS)
          throw new ThrottledError('BatchGetItem kept leaving keys unprocessed');
        if (attempt > 0) await delay(10 * 2 ** attempt);
        if (performance.now() > until) throw timeoutError();
        const answer = await wire.batchGetItem(
          { RequestItems: { [table]: { Keys: pending } }, ReturnConsumedCapacity: 'TOTAL' },
          until,
        );
        const rows: Stored[] = answer.Responses?.[table] ?? [];
        for (const row of rows) found.set(`${text(row, KEY.partition)}\0${text(row, KEY.sort)}`, row);
        charge(answer.ConsumedCapacity?.[0]?.CapacityUnits, rows.length);
        pending = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      }
      return keys.map(({ PK, SK }) => found.get(`${placed(PK)}\0${SK}`) ?? null);
    },

    async group(partition, from, to) {
      const all: Stored[] = [];
      let start: Record<string, AttributeValue> | undefined;
      do {
        const { rows, next } = await query({
          KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#partition': KEY.partition, '#sort': KEY.sort },
          ExpressionAttributeValues: {
            ':partition': { S: placed(partition) },
            ':from': { S: from },
            ':to': { S: to },
          },
          ...(start ? { ExclusiveStartKey: start } : {}),
        });
        all.push(...rows);
        start = next;
      } while (start);
      return all;
    },

    groupInBatches: (partition, scan) => batchesOf(query, IN_TABLE, placed(partition), scan),

    list: (name, scan) => batchesOf(query, IN_INDEX, placed(name), scan),
  };
}

/** The range of a partition to scan. */
interface Scanned {
  readonly index: string | undefined;
  readonly key: { readonly partition: string; readonly sort: string };
}
const IN_TABLE: Scanned = { index: undefined, key: KEY };
const IN_INDEX: Scanned = { index: INDEX.name, key: INDEX };

async function* batchesOf(
  query: (input: Query) => Promise<Answer>,
  { index, key }: Scanned,
  name: string,
  { ascending, low = LOWEST, high = HIGHEST, limit }: ListScan,
): AsyncGenerator<Stored[], void> {
  // A list between crossed bounds is empty, but DynamoDB would report an error.
  if (compareKeys(low, high) > 0) return;
  let size = limit ?? SCAN_BATCHES.smallest;
  let start: Record<string, AttributeValue> | undefined;
  do {
    const { rows, next } = await query({
      ...(index === undefined ? {} : { IndexName: index }),
      KeyConditionExpression: '#list = :list AND #at BETWEEN :low AND :high',
      ExpressionAttributeNames: { '#list': key.partition, '#at': key.sort },
      ExpressionAttributeValues: { ':list': { S: name }, ':low': { S: low }, ':high': { S: high } },
      ScanIndexForward: ascending,
      Limit: size,
      ...(start ? { ExclusiveStartKey: start } : {}),
    });
    yield rows;
    start = next;
    size = Math.min(Math.max(size * 2, SCAN_BATCHES.smallest), SCAN_BATCHES.largest);
  } while (start);
}
