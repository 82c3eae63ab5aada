import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { refusalOf, type Wire, WireError } from '../../schema/store/dynamodb-http.ts';
import type { Key } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';
import { type Puts, writePuts } from './bulk-write.ts';
import { openEngine, Refusal, TABLE } from './engine.ts';
import { replaceRows } from './replace-rows.ts';

export interface Database {
  /** For creating the table and writing to it. */
  client: DynamoDBClient;
  /** For reading. */
  wire: Wire;
  /** Writes rows whose keys are not in the table, some five times as fast as the client. */
  writeNew(puts: Puts): Promise<void>;
  /** Puts and deletes rows, some three times as fast as the client. */
  replace(put: readonly Row[], remove: readonly Key[]): Promise<void>;
  /** Whether the table existed when the database was opened. */
  hasTable: boolean;
  /**
   * Whether an operation came across data that the engine cannot read. From then on every operation fails
   * until a refill.
   */
  isDamaged(): boolean;
  /**
   * Closes the engine, has its folder filled anew, and opens it again.
   *
   * @param fill creates a complete database in the folder
   */
  refill<T>(fill: () => Promise<T>): Promise<T>;
  /** Rejects further requests; those in progress finish. */
  stop(): void;
  close(): Promise<void>;
}

/**
 * Opens the embedded database in a folder, for this process only.
 *
 * @param onDamage is called when an operation comes across data that the engine cannot read, once until the
 *   next refill
 * @throws Error if the folder holds no working database
 */
export async function openDatabase(path: string, onDamage: () => void = () => {}): Promise<Database> {
  let engine = await openEngine(path);
  let state: 'open' | 'closing' | 'damaged' = 'open';
  let hasTable = false;
  let isOpened = false;

  /** Uses the engine while the database is open, and detects damage. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    if (state === 'damaged') throw damaged();
    if (state === 'closing') throw new WireError('DatabaseClosed', 'The database is closing.', true);
    try {
      return await work();
    } catch (error) {
      if (!isDamage(error, hasTable)) throw error;
      if (state === 'open') {
        state = 'damaged';
        if (isOpened) onDamage();
      }
      throw damaged(error);
    }
  }

  const run = (operation: string, input: object) => guarded(() => engine.run(operation, input));

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
    if (state === 'open') state = 'closing';
    client.destroy();
    await engine.close();
  };

  try {
    hasTable = await holdsTable(client);
    isOpened = true;
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
    writeNew: (puts) => guarded(() => writePuts(engine.store, puts)),
    replace: (put, remove) => guarded(() => replaceRows(engine.store, put, remove)),
    hasTable,
    isDamaged: () => state === 'damaged',
    async refill(fill) {
      await engine.close().catch(() => {});
      const filled = await fill();
      engine = await openEngine(path);
      state = 'open';
      hasTable = true;
      return filled;
    },
    stop() {
      if (state === 'open') state = 'closing';
    },
    close,
  };
}

const damaged = (cause?: unknown): WireError =>
  new WireError('DatabaseDamaged', 'The database is damaged.', true, cause);

/** Disk errors are not damage. */
const DISK = /no space left|quota exceeded|read-only file system|permission denied|too many open files/i;

function isDamage(error: unknown, hasTable: boolean): boolean {
  // The engine treats a table whose description it cannot read as missing.
  if (error instanceof Refusal) return hasTable && error.message.includes('ResourceNotFound');
  return !(error instanceof Error && DISK.test(error.message));
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
