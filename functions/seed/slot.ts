import { hash } from 'node:crypto';
import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  group as groups,
  inSlot,
  KEY,
  type Key,
  MANIFEST_PARTS,
  withoutSlot,
} from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';
import type { Clock } from './clock.ts';
import type { EmbeddedTable } from './embedded-table.ts';
import { inParallel } from './in-parallel.ts';
import { SeedError } from './seed-error.ts';

/** DynamoDB's cap on one BatchWriteItem. */
const BATCH_WRITE_LIMIT = 25;

/** Attempts per batch before the run gives up; the last waits add up to about a minute. */
const ATTEMPTS = 12;

type WriteRequests = NonNullable<NonNullable<BatchWriteCommandInput['RequestItems']>[string]>;

/** A row as stored in a slot. */
function slotted(slot: string, row: Row): Row {
  const { PK, LIST } = row;
  return { ...row, PK: inSlot(slot, PK), ...(LIST === undefined ? {} : { LIST: inSlot(slot, LIST) }) };
}

/** A row of a slot, converted back to its form in a release. */
export function unslotted(slot: string, found: Readonly<Record<string, unknown>>): Row {
  const row = found as Row;
  const { PK, LIST } = row;
  return {
    ...row,
    PK: withoutSlot(slot, PK),
    ...(LIST === undefined ? {} : { LIST: withoutSlot(slot, LIST) }),
  };
}

/** The manifest row with the seal of a group. */
function sealRow(group: string, seal: string): Row {
  return { ...sealKey(group), seal };
}
const sealKey = (group: string): Key => ({ PK: groups.manifest(partOf(group)), SK: group });
const partOf = (group: string): number =>
  Number.parseInt(hash('sha256', group, 'hex').slice(0, 8), 16) % MANIFEST_PARTS;

/** The rows of a slot that holds a release, group by group: all of them, or only those of some groups. */
export function* rowsOfSlot(
  slot: string,
  { groups, rows }: { groups: ReadonlyMap<string, string>; rows(group: string): readonly Row[] },
  keys: Iterable<string> = groups.keys(),
): Generator<Row, void> {
  for (const key of keys) {
    const seal = groups.get(key);
    if (seal === undefined) continue;
    for (const row of rows(key)) yield slotted(slot, row);
    yield slotted(slot, sealRow(key, seal));
  }
}

/** A seed's access to one slot. Groups and rows are passed without the slot prefix; reads are consistent. */
export interface SlotAccess {
  readonly count: { written: number; deleted: number };
  /** Group to hash, for every complete group. */
  manifest(): Promise<Map<string, string>>;
  group(key: string): Promise<Row[]>;
  /** Puts and deletes rows, in no order. */
  replace(put: readonly Row[], remove: readonly Key[]): Promise<void>;
  remove(keys: readonly Key[]): Promise<void>;
  seal(seals: readonly (readonly [group: string, seal: string])[]): Promise<void>;
  unseal(groups: readonly string[]): Promise<void>;
}

export interface TableAccess {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly clock: Clock;
  /** Called before every request; may throw to prevent it. */
  readonly keep: () => Promise<void>;
  readonly embedded?: Pick<EmbeddedTable, 'replace'> | undefined;
}

export function accessSlot({ client, table, clock, keep, embedded }: TableAccess, slot: string): SlotAccess {
  const count = { written: 0, deleted: 0 };

  async function queryAll(partition: string): Promise<Row[]> {
    const input: QueryCommandInput = {
      TableName: table,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': KEY.partition },
      ExpressionAttributeValues: { ':partition': inSlot(slot, partition) },
      ConsistentRead: true,
    };
    const rows: Row[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      await keep();
      const answer = await client.send(
        new QueryCommand({ ...input, ...(start ? { ExclusiveStartKey: start } : {}) }),
      );
      for (const row of answer.Items ?? []) rows.push(unslotted(slot, row));
      start = answer.LastEvaluatedKey;
    } while (start);
    return rows;
  }

  async function send(requests: WriteRequests): Promise<void> {
    let pending = requests;
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      if (attempt === ATTEMPTS) {
        throw new SeedError(
          `DynamoDB left ${pending.length} writes unprocessed. The live release is unchanged; run the command again.`,
        );
      }
      if (attempt > 0) await clock.sleep(Math.min(50 * 2 ** attempt, 10_000) * (0.5 + Math.random() / 2));
      await keep();
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

  async function replace(put: readonly Row[], remove: readonly Key[]): Promise<void> {
    if (put.length + remove.length === 0) return;
    const items = put.map((row) => slotted(slot, row));
    const keys = remove.map(({ PK, SK }) => ({ PK: inSlot(slot, PK), SK }));
    if (embedded?.replace) {
      await keep();
      await embedded.replace(items, keys);
    } else {
      await sendAll([
        ...items.map((Item) => ({ PutRequest: { Item } })),
        ...keys.map((Key) => ({ DeleteRequest: { Key } })),
      ]);
    }
    count.written += put.length;
    count.deleted += remove.length;
  }
  const remove = (keys: readonly Key[]) => replace([], keys);

  return {
    count,
    async manifest() {
      const parts = Array.from({ length: MANIFEST_PARTS }, (_, part) => groups.manifest(part));
      const rows = (await inParallel(parts, queryAll)).flat();
      return new Map(rows.map((row) => [row.SK, String(row.seal)]));
    },
    group: queryAll,
    replace,
    remove,
    seal: (seals) =>
      replace(
        seals.map(([group, seal]) => sealRow(group, seal)),
        [],
      ),
    unseal: (keys) => remove(keys.map(sealKey)),
  };
}
