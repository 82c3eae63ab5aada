import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pointerRow } from '../../functions/seed/pointer.ts';
import { type Span, writeReleaseFile } from '../../functions/seed/release-file.ts';
import { seed as publish } from '../../functions/seed/seed.ts';
import { DUMP_LIST, parseDumpList } from '../../schema/release/dumps/format.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { inSlot, LAYOUT, slotOf } from '../../schema/store/keys.ts';
import { createTable } from '../../schema/store/table.ts';
import { type Aws, stacks, startAws } from '../infra/aws.ts';
import { deployment, stackOf } from '../infra/deployments.ts';
import { afterEdits, before, meanwhile, participant } from '../seed/editions.ts';
import { copiesIn, differences, rowsOf } from '../seed/rows.ts';
import { describeWhere } from '../support/describe-where.ts';
import { DYNALITE, type Engine } from '../support/engines.ts';
import { newTable } from '../support/table.ts';
import { type FileStore, startFileStore } from './file-store.ts';
import type { Outcome } from './runtime-api.ts';
import { missingRuntimeClient } from './runtime-client.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { type FunctionConfiguration, functionIn } from './template-function.ts';

const STACK = 'arn:aws:cloudformation:us-east-1:000000000000:stack/data/1';
const title = 'the bundle of the seed, run as Lambda runs it';

describeWhere(missingRuntimeClient, title, () => {
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

  test('every event is given one name, so that nothing is ever replaced', async () => {
    for (const type of ['Create', 'Update', 'Delete']) {
      expect(answerOf(await naming.invoke(event(type, propertiesOf(old))))).toEqual({
        PhysicalResourceId: 'content',
      });
    }
  });

  test('create writes every row of the release', async () => {
    expect(await seed('Create', old)).toEqual({ IsComplete: true, Data: { Release: old.id } });
    expect(await live()).toEqual(rowsOf(old));
    expect(lastSeed()).toMatchObject({
      message: 'seed',
      written: Object.keys(rowsOf(old)).length,
      deleted: 0,
    });
  });

  test('a seed keeps the files of its release in the bucket of releases, and another seed copies nothing', async () => {
    await seed('Update', old, old);
    const rows = `releases/${hashes.get(old)}.ndjson.gz`;
    expect(files.get(`releases/${rows}`)).toEqual(files.get(`bucket/${old.id}`));
    expect(files.get(`releases/indexes/${old.head.index?.sha256}`)).toEqual(Buffer.from(old.index));
    const manifest: unknown = JSON.parse(files.get(`releases/manifests/${old.id}.json`)?.toString() ?? '');
    expect(manifest).toEqual({
      release: old.id,
      file: rows,
      index: indexes.get(old),
      kept: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      meetings: old.head.meetings,
      participants: old.head.participants,
      statements: old.head.statements,
      topics: old.head.topics,
    });
    expect(files.get(`releases/dumps/${old.id}/id.txt`)?.toString()).toBe(old.id);
    expect(files.about(`releases/dumps/${old.id}/id.txt`)?.type).toBe('text/plain');
    expect(
      parseDumpList(files.get(`releases/dumps/${old.id}/${DUMP_LIST}`)?.toString() ?? '', old.id),
    ).toEqual([{ name: 'id.txt', mediaType: 'text/plain', bytes: 64, sha256: 'ab' }]);
    const before = files.asked.length;
    await seed('Update', old, old);
    const written = files.asked.slice(before).filter((each) => /^(?:PUT|COPY) /.test(each));
    expect(written).toEqual([]);
  });

  test('an unchanged release writes nothing', async () => {
    expect(await seed('Update', old, old)).toMatchObject({ IsComplete: true });
    expect(lastSeed()).toMatchObject({ written: 0, deleted: 0 });
  });

  test('update writes the rows that differ, and no other', async () => {
    const { put, removed } = differences(rowsOf(old), rowsOf(next));
    expect(await seed('Update', next, old)).toMatchObject({ IsComplete: true });
    expect(await live()).toEqual(rowsOf(next));
    expect(lastSeed()).toMatchObject({ written: put, deleted: removed });
  });

  test('update that makes the other slot live again writes no row', async () => {
    expect(await seed('Update', old, next)).toMatchObject({ IsComplete: true });
    expect(await live()).toEqual(rowsOf(old));
    expect(lastSeed()).toMatchObject({ written: 0, deleted: 0 });
  });

  test('a repair writes anew what was changed behind the back of the seed', async () => {
    const { pointer } = await copiesIn(engine.client, table);
    await DynamoDBDocumentClient.from(engine.client).send(
      new UpdateCommand({
        TableName: table,
        Key: { PK: inSlot(slotOf(LAYOUT, pointer.live?.slot ?? 0), 'M#kept'), SK: 'A' },
        UpdateExpression: 'SET #form = :form',
        ExpressionAttributeNames: { '#form': 'form' },
        ExpressionAttributeValues: { ':form': 'SUMMIT' },
      }),
    );
    await seed('Update', old, old);
    expect(await live()).not.toEqual(rowsOf(old));
    await seed('Update', old, old, 'now');
    expect(await live()).toEqual(rowsOf(old));
  });

  test('a damaged release fails and says so; what was live stays live, and the rollback writes nothing', async () => {
    files.spoil(`bucket/${third.id}`, 0);
    requests += 1;
    await letTimePass();
    const failing = event('Update', propertiesOf(third), propertiesOf(old));
    answerOf(await naming.invoke(failing));
    expect(await seeding.invoke(failing)).toMatchObject({
      kind: 'failed',
      error: {
        errorMessage: expect.stringMatching(
          /^The release file s3:\/\/bucket\/\w+ is damaged between bytes \d+ and \d+\.$/,
        ),
      },
    });
    expect(await live()).toEqual(rowsOf(old));
    setStack('UPDATE_ROLLBACK_IN_PROGRESS');
    expect(await seed('Update', old, third)).toMatchObject({ IsComplete: true });
    setStack('UPDATE_IN_PROGRESS');
    expect(await live()).toEqual(rowsOf(old));
  });

  test('a rollback makes live what was published since the deploy before, not what that deploy brought', async () => {
    // Deployed: old. Published since: next. Then a deploy of the whole corpus fails elsewhere in the stack.
    await letTimePass();
    await publish({ client: engine.client, table, release: next });
    expect(await seed('Update', whole, old)).toMatchObject({ IsComplete: true });
    expect(await live()).toEqual(rowsOf(whole));
    setStack('UPDATE_ROLLBACK_IN_PROGRESS');
    expect(await seed('Update', old, whole)).toMatchObject({ IsComplete: true });
    setStack('UPDATE_IN_PROGRESS');
    expect(await live()).toEqual(rowsOf(next));
  });

  test('the waiter of an update that was cancelled does nothing more', async () => {
    requests += 1;
    const cancelled = event('Update', propertiesOf(whole), propertiesOf(old));
    answerOf(await naming.invoke(cancelled));
    setStack('UPDATE_ROLLBACK_IN_PROGRESS');
    expect(await seed('Update', old, whole)).toMatchObject({ IsComplete: true });
    setStack('UPDATE_IN_PROGRESS');
    const held = await copiesIn(engine.client, table);
    expect(answerOf(await seeding.invoke(cancelled))).toMatchObject({ IsComplete: true });
    expect(await copiesIn(engine.client, table)).toEqual(held);
    expect(held.live).toEqual(rowsOf(next));
  });

  test.each(['Release', 'Bucket', 'Key', 'IndexFirst', 'Sha256', 'SearchIndex'])(
    'an event without %s is refused by name',
    async (name) => {
      const { [name]: _left, ...properties } = propertiesOf(old) as Record<string, unknown>;
      expect(await naming.invoke(event('Update', properties))).toMatchObject({
        kind: 'failed',
        error: { errorMessage: `The property ${name} is missing.` },
      });
    },
  );

  test('a call that runs out of time says that it is not complete, and the next goes on', async () => {
    // Less than the minute that the seed keeps in reserve: it ends after its first hundred groups.
    const hurried = createSandbox({ ...configuration, timeout: 50 }, await surroundings());
    try {
      await letTimePass();
      await publish({ client: engine.client, table, release: third });
      requests += 1;
      const update = event('Update', propertiesOf(whole), propertiesOf(old));
      await letTimePass();
      answerOf(await naming.invoke(update));
      const answers: unknown[] = [];
      while (answers.length < 10) {
        const answer = answerOf(await hurried.invoke(update));
        answers.push(answer);
        if (JSON.stringify(answer).includes('true')) break;
      }
      expect(answers.length).toBeGreaterThan(1);
      expect(answers.at(-1)).toEqual({ IsComplete: true, Data: { Release: whole.id } });
      expect(await live()).toEqual(rowsOf(whole));
    } finally {
      await hurried.stop();
    }
  }, 180_000);

  test('delete leaves every row where it is', async () => {
    const held = await live();
    expect(await seed('Delete', old)).toEqual({ IsComplete: true });
    expect(await live()).toEqual(held);
  });
});

function answerOf(outcome: Outcome | { readonly kind: string }): unknown {
  if (outcome.kind !== 'answered' || !('body' in outcome)) throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.body.toString());
}
