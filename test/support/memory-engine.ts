import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Wire } from '../../schema/store/dynamodb-http.ts';
import { INDEX, KEY } from '../../schema/store/keys.ts';
import type { Engine } from './engines.ts';

/**
 * As much of DynamoDB as the store and the seed use, in memory and without a connection: for tests that run
 * thousands of seeds. That the real engines do the same is shown by the tests that run on those.
 */

type Item = Record<string, AttributeValue>;
interface Request {
  readonly TableName: string;
  readonly Key: Item;
  readonly Item: Item;
  readonly IndexName?: string;
  readonly ConditionExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Item;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Item;
  readonly RequestItems: Record<string, never>;
}
interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

export interface MemoryEngine extends Engine {
  /** Another client of the same tables, as another process has one. */
  connect(): DynamoDBClient;
  /** A new table with the rows of another: where many tests begin from one state. */
  copy(from: string, to: string): void;
}

/** The rows of a table by key, and by what a Query names. */
class Table {
  readonly #items = new Map<string, Item>();
  readonly #partitions = new Map<string, Map<string, Item>>();

  get(key: Item): Item | undefined {
    return this.#items.get(nameOf(key));
  }

  all(): Item[] {
    return [...this.#items.values()];
  }

  /** The rows of a partition of the table, or of its index, in no order. */
  partition(of: typeof KEY | typeof INDEX, name: string | undefined): Item[] {
    return [...(this.#partitions.get(`${of.partition} ${name}`)?.values() ?? [])];
  }

  put(item: Item): void {
    this.delete(item);
    const name = nameOf(item);
    this.#items.set(name, item);
    for (const partition of partitionsOf(item)) {
      const rows = this.#partitions.get(partition) ?? new Map<string, Item>();
      this.#partitions.set(partition, rows.set(name, item));
    }
  }

  delete(key: Item): void {
    const name = nameOf(key);
    const held = this.#items.get(name);
    this.#items.delete(name);
    for (const partition of held ? partitionsOf(held) : []) this.#partitions.get(partition)?.delete(name);
  }
}

const nameOf = (item: Item): string => `${item[KEY.partition]?.S}\0${item[KEY.sort]?.S}`;

const partitionsOf = (item: Item): string[] =>
  [KEY.partition, INDEX.partition]
    .filter((name) => item[name] !== undefined)
    .map((name) => `${name} ${item[name]?.S}`);

export function memoryEngine(): MemoryEngine {
  const tables = new Map<string, Table>();
  const tableOf = (name: string): Table => {
    const table = tables.get(name) ?? new Table();
    tables.set(name, table);
    return table;
  };

  function put({ TableName, Item: item, ...input }: Request): object {
    const table = tableOf(TableName);
    const held = table.get(item);
    const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = input;
    if (ConditionExpression !== undefined) {
      const [name = ''] = Object.values(ExpressionAttributeNames);
      const holds = ConditionExpression.startsWith('attribute_not_exists')
        ? held?.[name] === undefined
        : held?.[name]?.S === Object.values(ExpressionAttributeValues)[0]?.S;
      if (!holds) {
        throw new ConditionalCheckFailedException({ message: 'The condition fails.', $metadata: {} });
      }
    }
    table.put(item);
    return {};
  }

  function batchWrite({ RequestItems }: Request): object {
    for (const [name, requests] of Object.entries<readonly WriteRequest[]>(RequestItems)) {
      const table = tableOf(name);
      for (const { PutRequest, DeleteRequest } of requests) {
        if (PutRequest) table.put(PutRequest.Item);
        if (DeleteRequest) table.delete(DeleteRequest.Key);
      }
    }
    return { UnprocessedItems: {} };
  }

  function batchGet({ RequestItems }: Pick<Request, 'RequestItems'>): object {
    const entries = Object.entries<{ readonly Keys: readonly Item[] }>(RequestItems);
    const get = (name: string, key: Item): Item[] => {
      const found = tableOf(name).get(key);
      return found ? [found] : [];
    };
    return {
      Responses: Object.fromEntries(
        entries.map(([name, { Keys }]) => [name, Keys.flatMap((key) => get(name, key))]),
      ),
      UnprocessedKeys: {},
    };
  }

  /** `#a = :a`, `#a = :a AND #b = :b` or `#a = :a AND #b BETWEEN :from AND :to`. */
  function query(input: Request): object {
    const key = input.IndexName === undefined ? KEY : INDEX;
    const values = Object.values(input.ExpressionAttributeValues).map(({ S = '' }) => S);
    const [wanted, low, high = low] = values;
    const found = tableOf(input.TableName)
      .partition(key, wanted)
      .filter((item) => {
        const at = item[key.sort]?.S ?? '';
        return low === undefined || (at >= low && at <= (high ?? ''));
      })
      .sort((a, b) => ((a[key.sort]?.S ?? '') < (b[key.sort]?.S ?? '') ? -1 : 1));
    if (input.ScanIndexForward === false) found.reverse();
    const { ExclusiveStartKey: start } = input;
    const from = start ? found.findIndex((item) => nameOf(item) === nameOf(start)) + 1 : 0;
    const page = found.slice(from, from + (input.Limit ?? found.length));
    const last = page.at(-1);
    const isMore = from + page.length < found.length;
    return { Items: page, ...(isMore && last ? { LastEvaluatedKey: last } : {}) };
  }

  function scan({ TableName, IndexName }: Request): object {
    const items = tableOf(TableName).all();
    return {
      Items: IndexName === undefined ? items : items.filter((item) => item[INDEX.partition] !== undefined),
    };
  }

  const create = () => ({});
  const describe = () => ({ Table: { TableStatus: 'ACTIVE' } });
  const getItem = ({ TableName, Key }: Request) => ({ Item: tableOf(TableName).get(Key) });
  const operations: Record<string, (input: Request) => object> = {
    GetItem: getItem,
    PutItem: put,
    BatchWriteItem: batchWrite,
    BatchGetItem: batchGet,
    Query: query,
    Scan: scan,
    CreateTable: create,
    DescribeTable: describe,
  };

  const connect = () => {
    const client = new DynamoDBClient({
      endpoint: 'http://memory.invalid',
      region: 'us-east-1',
      credentials: { accessKeyId: 'memory', secretAccessKey: 'memory' },
      requestHandler: {
        async handle({ operation, input }: { operation: string; input: unknown }) {
          const work = operations[operation];
          if (!work) throw new Error(`The memory engine has no ${operation}.`);
          // A copy, as a connection makes one.
          return { response: work(JSON.parse(JSON.stringify(input)) as Request) };
        },
      } as never,
    });
    withoutHttp(client);
    return client;
  };
  const client = connect();
  const wire: Wire = {
    query: async (input) => query(input as unknown as Request) as never,
    batchGetItem: async (input) => batchGet(input as unknown as Request) as never,
    close: () => {},
  };
  const copy = (from: string, to: string) => {
    for (const item of tableOf(from).all()) tableOf(to).put(item);
  };
  return { client, wire, connect, copy, stop: async () => client.destroy() };
}

/** What the client does for HTTP takes most of its time: signing, retrying, and making and reading JSON. */
function withoutHttp({ middlewareStack: stack }: DynamoDBClient): void {
  for (const name of [
    'contentLengthMiddleware',
    'getUserAgentMiddleware',
    'hostHeaderMiddleware',
    'recursionDetectionMiddleware',
    'retryMiddleware',
    'httpSigningMiddleware',
  ])
    stack.remove(name);
  stack.add(
    (next, { commandName }) =>
      ({ input }) =>
        next({ input, request: { operation: String(commandName).replace('Command', ''), input } }),
    { name: 'serializerMiddleware', step: 'serialize', override: true },
  );
  stack.add(
    (next) => async (args) => {
      const { response } = await next(args);
      return { response, output: response as never };
    },
    { name: 'deserializerMiddleware', step: 'deserialize', override: true },
  );
}
