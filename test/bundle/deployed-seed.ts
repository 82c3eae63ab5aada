import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { pointerRow } from '../../functions/seed/pointer.ts';
import { type Span, writeReleaseFile } from '../../functions/seed/release-file.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { LAYOUT } from '../../schema/store/keys.ts';
import { createTable } from '../../schema/store/table.ts';
import { type Aws, stacks, startAws } from '../infra/aws.ts';
import { deployment, stackOf } from '../infra/deployments.ts';
import { afterEdits, before, meanwhile, participant } from '../seed/editions.ts';
import { copiesIn } from '../seed/rows.ts';
import { DYNALITE, type Engine } from '../support/engines.ts';
import { newTable } from '../support/table.ts';
import { type FileStore, startFileStore } from './file-store.ts';
import type { Outcome } from './runtime-api.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { type FunctionConfiguration, functionIn } from './template-function.ts';

const STACK = 'arn:aws:cloudformation:us-east-1:000000000000:stack/data/1';

/** Runs both functions of the seed for the tests of a file, between a table, a bucket and CloudFormation. */
export function deployedSeed() {
  let configuration: FunctionConfiguration;
  let engine: Engine;
  let files: FileStore;
  let aws: Aws;
  let folder: string;
  let table: string;
  let seeding: Sandbox;
  let naming: Sandbox;
  const old = compile(before);
  const next = compile(afterEdits);
  const third = compile(meanwhile);
  /** Enough groups for two steps of a seed. */
  const whole = compile({
    ...before,
    participants: [
      ...before.participants,
      ...Array.from({ length: 110 }, (_, index) =>
        participant(`p${String(index).padStart(3, '0')}`, 'PERSON', `Person ${index}`),
      ),
    ],
  });
  let requests = 0;
  const indexes = new Map<Release, Span>();
  /** SHA-256 of each release's file of rows. */
  const hashes = new Map<Release, string>();

  beforeAll(async () => {
    const plain = await deployment('plain');
    const data = stackOf(plain, 'data');
    configuration = functionIn(plain.folder, data, 'Seed');
    engine = await DYNALITE.start();
    files = await startFileStore();
    folder = await mkdtemp(join(tmpdir(), 'communique-releases-'));
    for (const release of [old, next, third, whole]) {
      const path = join(folder, release.id);
      indexes.set(release, await writeReleaseFile(release, path));
      const rows = await readFile(path);
      hashes.set(release, createHash('sha256').update(rows).digest('hex'));
      files.put(`bucket/${release.id}`, rows);
      files.put(`bucket/${release.id}.index`, release.index);
      files.put(`bucket/${release.id}.dump`, Buffer.from(release.id));
    }
    table = newTable();
    await createTable(engine.client, table);
    aws = await startAws();
    setStack('UPDATE_IN_PROGRESS');
    seeding = createSandbox(configuration, await surroundings());
    naming = createSandbox(functionIn(plain.folder, data, 'SeedEvent'), await surroundings());
  });
  afterAll(async () => {
    await seeding?.stop();
    await naming?.stop();
    await engine?.stop();
    await files?.close();
    await aws?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What CloudFormation says of the stack. */
  function setStack(status: string): void {
    aws.answers = { 'cloudformation:DescribeStacks': stacks({ [STACK]: {} }, status) };
  }

  async function surroundings(): Promise<Record<string, string>> {
    const endpoint = await engine.client.config.endpoint?.();
    return {
      TABLE: table,
      RELEASES_BUCKET: 'releases',
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${endpoint?.port}`,
      AWS_ENDPOINT_URL_S3: files.address,
      AWS_ENDPOINT_URL_CLOUDFORMATION: aws.address,
    };
  }

  const propertiesOf = (release: Release, repair?: string) => ({
    ServiceToken: 'arn:aws:lambda:us-east-1:000000000000:function:provider',
    Release: release.id,
    Bucket: 'bucket',
    Key: release.id,
    Sha256: hashes.get(release),
    SearchIndex: `${release.id}.index`,
    IndexFirst: String(indexes.get(release)?.first),
    IndexLast: String(indexes.get(release)?.last),
    Dumps: [
      { Name: 'id.txt', Key: `${release.id}.dump`, MediaType: 'text/plain', Bytes: '64', Sha256: 'ab' },
    ],
    ...(repair === undefined ? {} : { Repair: repair }),
  });
  const event = (type: string, properties: object, previous?: object) => ({
    RequestType: type,
    RequestId: `request-${requests}`,
    ResponseURL: '…',
    StackId: STACK,
    LogicalResourceId: 'Content',
    ResourceType: 'Custom::Content',
    ResourceProperties: properties,
    ...(type === 'Create' ? {} : { PhysicalResourceId: 'content' }),
    ...(previous === undefined ? {} : { OldResourceProperties: previous }),
  });
  /** A new request of CloudFormation, until it is complete. */
  async function seed(type: string, release: Release, previous?: Release, repair?: string): Promise<unknown> {
    requests += 1;
    const asked = event(type, propertiesOf(release, repair), previous && propertiesOf(previous));
    await letTimePass();
    answerOf(await naming.invoke(asked));
    return answerOf(await seeding.invoke(asked));
  }
  const empty = (): Promise<void> => removeRows(engine.client, table);
  /** A stack whose first deploy has brought this release, and nothing since. */
  async function begin(release: Release): Promise<void> {
    setStack('UPDATE_IN_PROGRESS');
    await empty();
    await seed('Create', release);
  }
  /** As if what is live had been for an hour: nobody reads the other slot any more. */
  async function letTimePass(): Promise<void> {
    const row = pointerRow(DynamoDBDocumentClient.from(engine.client), table, LAYOUT);
    const held = await row.read();
    const { live } = held.pointer;
    if (live) await row.swap(held, { ...held.pointer, live: { ...live, since: live.since - 3_600_000 } });
  }
  const live = async () => (await copiesIn(engine.client, table)).live;
  /** What the last seed has logged of making its release live. */
  const lastSeed = (): unknown => {
    const lines = seeding
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    return lines.findLast((line) => 'message' in line && line.message === 'seed' && 'written' in line);
  };

  return {
    ...{ old, next, third, whole, hashes, indexes },
    ...{ empty, begin, seed, event, propertiesOf, letTimePass, setStack, live, lastSeed },
    get engine() {
      return engine;
    },
    get table() {
      return table;
    },
    get files() {
      return files;
    },
    get naming() {
      return naming;
    },
    get seeding() {
      return seeding;
    },
    /** Another process of the seed, which may run for so many seconds. */
    hurried: async (timeout: number): Promise<Sandbox> =>
      createSandbox({ ...configuration, timeout }, await surroundings()),
    /** What is asked from here on is a new request of CloudFormation. */
    newRequest(): void {
      requests += 1;
    },
  };
}

async function removeRows(client: DynamoDBClient, table: string): Promise<void> {
  const documents = DynamoDBDocumentClient.from(client);
  for await (const { Items = [] } of paginateScan({ client: documents }, { TableName: table }))
    for (const { PK, SK } of Items)
      await documents.send(new DeleteCommand({ TableName: table, Key: { PK, SK } }));
}

export function answerOf(outcome: Outcome | { readonly kind: string }): unknown {
  if (outcome.kind !== 'answered' || !('body' in outcome)) throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.body.toString());
}
