import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { refusalOf, type Wire, WireError } from '../../schema/store/dynamodb-http.ts';
import { openEngine, Refusal } from './engine.ts';

export const TABLE = 'communique';

export interface Database {
  /** For creating the table and writing to it. */
  client: DynamoDBClient;
  /** For reading. */
  wire: Wire;
  /** Whether the table existed when the database was opened. */
  hasTable: boolean;
  /** Refuses further requests; those under way end. */
  stop(): void;
  close(): Promise<void>;
}

/**
 * Opens the embedded database in a folder, for this process only.
 *
 * @param onDamage is told once when an operation meets data that the engine cannot read
 * @throws Error when the folder holds no working database
 */
export async function openDatabase(path: string, onDamage: () => void = () => {}): Promise<Database> {
  const engine = await openEngine(path);
  let state: 'open' | 'stopped' | 'damaged' = 'open';
  let hasTable = false;

  async function run(operation: string, input: object): Promise<object> {
    if (state !== 'open') throw new WireError('DatabaseClosed', `The database is ${state}.`, true);
    try {
      return await engine.run(operation, input);
    } catch (error) {
      // The engine takes a table whose description it cannot read for one that does not exist.
      const isDamage = !(error instanceof Refusal) || (hasTable && /ResourceNotFound/.test(error.message));
      if (!isDamage) throw error;
      if (state === 'open') {
        state = 'damaged';
        onDamage();
      }
      throw new WireError('DatabaseDamaged', 'The database is damaged.', true, error);
    }
  }

  const client = new DynamoDBClient({
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      async handle({ headers, body }: { headers: Record<string, string>; body?: string | Uint8Array }) {
        const [, operation = ''] = (headers['x-amz-target'] ?? '').split('.');
        const [statusCode, answer] = await run(
          operation,
          JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)),
        ).then(
          (result) => [200, result] as const,
          (error: unknown) => {
            if (error instanceof Refusal) return [error.status, error.body] as const;
            throw error;
          },
        );
        return {
          response: {
            statusCode,
            headers: { 'content-type': 'application/x-amz-json-1.0' },
            body: Buffer.from(JSON.stringify(answer)),
          },
        };
      },
    },
  });

  const read = (operation: string, input: object) =>
    run(operation, input).catch((error: unknown) => {
      throw error instanceof Refusal ? refusalOf(operation, error.status, error.body) : error;
    });
  const close = async () => {
    if (state === 'open') state = 'stopped';
    client.destroy();
    await engine.close();
  };

  try {
    hasTable = await holdsTable(client);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    client,
    wire: {
      query: (input) => read('Query', input),
      batchGetItem: (input) => read('BatchGetItem', input),
      close: () => {},
    },
    hasTable,
    stop() {
      if (state === 'open') state = 'stopped';
    },
    close,
  };
}

async function holdsTable(client: DynamoDBClient): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: TABLE }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
