import { setTimeout as delay } from 'node:timers/promises';
import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { sealRow } from '../../schema/release/release.ts';
import { group as groups, INDEX, KEY, type Key, list, SEAL_LISTS, sort } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';
import type { Mark } from './run.ts';

/** DynamoDB's cap on one BatchWriteItem. */
const BATCH_WRITE_LIMIT = 25;

/** Requests under way at once: enough for a new on-demand table's 4,000 writes a second, few enough for one function. */
const CONCURRENCY = 16;

/** Tries of one batch before the run gives up; the last waits are of about a minute together. */
const ATTEMPTS = 12;

/** Looks at the index until it shows the mark, half a second apart: it follows the table within moments. */
const INDEX_LOOKS = 20;

type WriteRequests = NonNullable<NonNullable<BatchWriteCommandInput['RequestItems']>[string]>;

/** What a seed reads and writes. Reads are consistent where the base table is asked. */
export interface TableWriter {
  readonly count: { written: number; deleted: number; marks: number };
  /** What the last run has left, or null when there was none. */
  mark(): Promise<Mark | null>;
  putMark(mark: Mark): Promise<void>;
  /** The seals of all groups, read when the index has caught up with the mark. */
  seals(mark: Mark | null): Promise<Map<string, string>>;
  group(key: string): Promise<Row[]>;
  write(rows: readonly Row[]): Promise<void>;
  remove(keys: readonly Key[]): Promise<void>;
  inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]>;
}

export function createTableWriter(client: DynamoDBDocumentClient, table: string): TableWriter {
  const count = { written: 0, deleted: 0, marks: 0 };

  async function queryAll(input: Omit<QueryCommandInput, 'TableName'>): Promise<Row[]> {
    const rows: Row[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const answer = await client.send(
        new QueryCommand({ ...input, TableName: table, ...(start ? { ExclusiveStartKey: start } : {}) }),
      );
      rows.push(...((answer.Items ?? []) as Row[]));
      start = answer.LastEvaluatedKey;
    } while (start);
    return rows;
  }

  const sealsIn = (name: string) =>
    queryAll({
      IndexName: INDEX.name,
      KeyConditionExpression: '#list = :list',
      ExpressionAttributeNames: { '#list': INDEX.partition },
      ExpressionAttributeValues: { ':list': name },
    });

  async function send(requests: WriteRequests): Promise<void> {
    let pending = requests;
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      if (attempt === ATTEMPTS)
        throw new Error(`DynamoDB left ${pending.length} writes undone; run the seed again`);
      if (attempt > 0) await delay(Math.min(50 * 2 ** attempt, 10_000) * (0.5 + Math.random() / 2));
      const answer = await client.send(new BatchWriteCommand({ RequestItems: { [table]: pending } }));
      pending = (answer.UnprocessedItems?.[table] as WriteRequests | undefined) ?? [];
    }
  }

  async function sendAll(requests: WriteRequests): Promise<void> {
    const batches: WriteRequests[] = [];
    for (let from = 0; from < requests.length; from += BATCH_WRITE_LIMIT) {
      batches.push(requests.slice(from, from + BATCH_WRITE_LIMIT));
    }
    await inParallel(batches, send);
  }

  return {
    count,
    inParallel,
    async mark() {
      const answer = await client.send(
        new GetCommand({
          TableName: table,
          Key: { PK: groups.dataset, SK: sort.seal },
          ConsistentRead: true,
        }),
      );
      return answer.Item ? markOf(answer.Item) : null;
    },
    async putMark({ seal, newGroups, mended }) {
      const Item = {
        ...sealRow(groups.dataset, seal),
        ...(newGroups.length > 0 ? { newGroups } : {}),
        ...(mended === undefined ? {} : { mended }),
      };
      await client.send(new PutCommand({ TableName: table, Item }));
      count.marks += 1;
    },
    async seals(mark) {
      for (let look = 0; look < INDEX_LOOKS; look += 1) {
        if (look > 0) await delay(500);
        const parts = Array.from({ length: SEAL_LISTS }, (_, part) => list.seals(part).name);
        const rows = (await inParallel(parts, sealsIn)).flat();
        const seals = new Map(rows.map((row) => [row.PK, String(row.seal)]));
        if (seals.get(groups.dataset) === mark?.seal) return seals;
      }
      throw new Error('The index of the table does not catch up with the table; run the seed again later.');
    },
    group: (key) =>
      queryAll({
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': KEY.partition },
        ExpressionAttributeValues: { ':partition': key },
        ConsistentRead: true,
      }),
    async write(rows) {
      await sendAll(rows.map((row) => ({ PutRequest: { Item: { ...row } } })));
      count.written += rows.length;
    },
    async remove(keys) {
      await sendAll(keys.map(({ PK, SK }) => ({ DeleteRequest: { Key: { PK, SK } } })));
      count.deleted += keys.length;
    },
  };
}

function markOf(row: Readonly<Record<string, unknown>>): Mark {
  return {
    seal: String(row.seal),
    newGroups: Array.isArray(row.newGroups) ? row.newGroups.map(String) : [],
    ...(row.mended === undefined ? {} : { mended: String(row.mended) }),
  };
}

/** Works through the items, so many at once; the results in the order of the items. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, worker));
  return results;
}
