import type { AddressInfo } from 'node:net';
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { openWire, type Wire } from '../../schema/store/dynamodb-http.ts';

export const TABLE = 'communique';

export interface Database {
  /** What the table is made and written with. */
  client: DynamoDBClient;
  /** What it is read with. */
  wire: Wire;
  /** Whether the table was there when the database was opened. */
  hasTable: boolean;
  /** Lets no further request of the client begin; those under way end. */
  stop(): void;
  close(): Promise<void>;
}

/** Milliseconds to open a database; a broken one does not fail, it never answers. */
const OPENING = 10_000;

/**
 * Opens the embedded database in a folder, in this process and for this machine only.
 *
 * @throws Error when the folder holds no working database
 */
export async function openDatabase(path: string): Promise<Database> {
  const server = dynalite({ path, createTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const connection = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const client = new DynamoDBClient(connection);
  const wire = openWire(connection);
  let stopped = false;
  client.middlewareStack.add(
    (next) => (args) => {
      if (stopped) throw new Error('The database is closing.');
      return next(args);
    },
    { step: 'initialize' },
  );
  const close = async () => {
    stopped = true;
    client.destroy();
    wire.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  };
  try {
    const hasTable = await orUncaught(holdsTable(client));
    return {
      client,
      wire,
      hasTable,
      stop: () => {
        stopped = true;
      },
      close,
    };
  } catch (error) {
    client.destroy();
    wire.close();
    server.closeAllConnections();
    server.close();
    throw error;
  }
}

async function holdsTable(client: DynamoDBClient): Promise<boolean> {
  try {
    const describe = new DescribeTableCommand({ TableName: TABLE });
    await client.send(describe, { abortSignal: AbortSignal.timeout(OPENING) });
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

/** The engine throws what it finds in a broken folder where nothing can catch it, which would end the process. */
async function orUncaught<T>(work: Promise<T>): Promise<T> {
  let fail: (error: Error) => void = () => {};
  const uncaught = new Promise<never>((_, reject) => {
    fail = reject;
  });
  process.on('uncaughtException', fail);
  try {
    return await Promise.race([work, uncaught]);
  } finally {
    process.off('uncaughtException', fail);
    work.catch(() => {});
  }
}
