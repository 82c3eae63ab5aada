import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Span, writeReleaseFile } from '../../functions/seed/release-file.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { createTable } from '../../schema/store/table.ts';
import { discard, type Ingredients, prepare, synthesize } from '../infra/synth.ts';
import { afterEdits, before } from '../seed/editions.ts';
import { differences, rowsIn, rowsOf } from '../seed/rows.ts';
import { curatedCorpus } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { DYNALITE, type Engine } from '../support/engines.ts';
import { newTable } from '../support/table.ts';
import { type FileStore, startFileStore } from './file-store.ts';
import type { Outcome } from './runtime-api.ts';
import { missingRuntimeClient } from './runtime-client.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { type FunctionConfiguration, functionIn } from './template-function.ts';

const title = 'the bundle of the seed, run as Lambda runs it';

describeWhere(missingRuntimeClient, title, () => {
  let ingredients: Ingredients;
  let configuration: FunctionConfiguration;
  let engine: Engine;
  let files: FileStore;
  let folder: string;
  let table: string;
  let seeding: Sandbox;
  let naming: Sandbox;
  const old = compile(before);
  const next = compile(afterEdits);
  const indexes = new Map<Release, Span>();

  beforeAll(async () => {
    ingredients = await prepare();
    const synthesized = synthesize(ingredients);
    const { data } = synthesized.templates;
    if (!data) throw new Error('no stack data');
    configuration = functionIn(synthesized.folder, data, 'Seed');
    engine = await DYNALITE.start();
    files = await startFileStore();
    folder = await mkdtemp(join(tmpdir(), 'communique-releases-'));
    for (const release of [old, next]) {
      const path = join(folder, release.id);
      indexes.set(release, await writeReleaseFile(release, path));
      await files.put(release.id, path);
    }
    table = newTable();
    await createTable(engine.client, table);
    seeding = createSandbox(configuration, await surroundings());
    naming = createSandbox(functionIn(synthesized.folder, data, 'SeedEvent'), {});
  });
  afterAll(async () => {
    await seeding?.stop();
    await naming?.stop();
    await engine?.stop();
    await files?.close();
    await rm(folder, { recursive: true, force: true });
    await discard(ingredients);
  });

  async function surroundings(): Promise<Record<string, string>> {
    const endpoint = await engine.client.config.endpoint?.();
    return {
      TABLE: table,
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${endpoint?.port}`,
      AWS_ENDPOINT_URL_S3: files.address,
    };
  }

  const propertiesOf = (release: Release, repair?: string) => ({
    ServiceToken: 'arn:aws:lambda:us-east-1:000000000000:function:provider',
    Release: release.id,
    Bucket: 'bucket',
    Key: release.id,
    IndexFirst: String(indexes.get(release)?.first),
    IndexLast: String(indexes.get(release)?.last),
    ...(repair === undefined ? {} : { Repair: repair }),
  });
  const event = (type: string, properties: object, previous?: object) => ({
    RequestType: type,
    RequestId: 'request',
    ResponseURL: '…',
    StackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/data/1',
    LogicalResourceId: 'Content',
    ResourceType: 'Custom::Content',
    ResourceProperties: properties,
    ...(type === 'Create' ? {} : { PhysicalResourceId: 'content' }),
    ...(previous === undefined ? {} : { OldResourceProperties: previous }),
  });
  const seed = async (type: string, release: Release, previous?: Release, repair?: string) =>
    answerOf(
      await seeding.invoke(event(type, propertiesOf(release, repair), previous && propertiesOf(previous))),
    );
  const lastLine = (): unknown => JSON.parse(seeding.log().trim().split('\n').at(-1) ?? '');

  test('every event is given one name, so that nothing is ever replaced', async () => {
    for (const type of ['Create', 'Update', 'Delete']) {
      expect(answerOf(await naming.invoke(event(type, propertiesOf(old))))).toEqual({
        PhysicalResourceId: 'content',
      });
    }
  });

  test('create writes every row of the release', async () => {
    expect(await seed('Create', old)).toEqual({ IsComplete: true, Data: { Release: old.id } });
    expect(await rowsIn(engine.client, table)).toEqual(rowsOf(old));
    expect(lastLine()).toMatchObject({
      message: 'seed',
      written: Object.keys(rowsOf(old)).length,
      deleted: 0,
    });
  });

  test('an unchanged release writes nothing', async () => {
    expect(await seed('Update', old, old)).toMatchObject({ IsComplete: true });
    expect(lastLine()).toMatchObject({ written: 0, deleted: 0, marks: 0 });
  });

  test('update writes the rows that differ, and no other', async () => {
    const { put, removed } = differences(rowsOf(old), rowsOf(next));
    expect(await seed('Update', next, old)).toMatchObject({ IsComplete: true });
    expect(await rowsIn(engine.client, table)).toEqual(rowsOf(next));
    expect(lastLine()).toMatchObject({ written: put, deleted: removed, marks: 1 });
  });

  test('update with the properties of before, as a rollback sends them, puts the content back', async () => {
    expect(await seed('Update', old, next)).toMatchObject({ IsComplete: true });
    expect(await rowsIn(engine.client, table)).toEqual(rowsOf(old));
  });

  test('a repair finds what was changed behind the back of the seals', async () => {
    await DynamoDBDocumentClient.from(engine.client).send(
      new UpdateCommand({
        TableName: table,
        Key: { PK: 'M#kept', SK: 'A' },
        UpdateExpression: 'SET #form = :form',
        ExpressionAttributeNames: { '#form': 'form' },
        ExpressionAttributeValues: { ':form': 'SUMMIT' },
      }),
    );
    await seed('Update', old, old);
    expect(await rowsIn(engine.client, table)).not.toEqual(rowsOf(old));
    await seed('Update', old, old, 'now');
    expect(await rowsIn(engine.client, table)).toEqual(rowsOf(old));
  });

  test('a damaged release fails and says so, and the one before can be put back', async () => {
    files.spoil(next.id, 0);
    const outcome = await seeding.invoke(event('Update', propertiesOf(next), propertiesOf(old)));
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: {
        errorMessage: expect.stringMatching(/^The release file is damaged between bytes 0 and \d+\.$/),
      },
    });
    expect(await seed('Update', old, next)).toMatchObject({ IsComplete: true });
    expect(await rowsIn(engine.client, table)).toEqual(rowsOf(old));
  });

  test.each(['Release', 'Bucket', 'Key', 'IndexFirst'])(
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
    const corpus = await curatedCorpus();
    const whole = compile(corpus);
    const path = join(folder, whole.id);
    indexes.set(whole, await writeReleaseFile(whole, path));
    await files.put(whole.id, path);
    // Less than the minute that the seed keeps in reserve: it ends after its first hundred groups.
    const hurried = createSandbox({ ...configuration, timeout: 50 }, await surroundings());
    try {
      const update = event('Update', propertiesOf(whole), propertiesOf(old));
      const answers: unknown[] = [];
      while (answers.length < 5) {
        const answer = answerOf(await hurried.invoke(update));
        answers.push(answer);
        if (JSON.stringify(answer).includes('true')) break;
      }
      expect(answers).toEqual([{ IsComplete: false }, { IsComplete: true, Data: { Release: whole.id } }]);
      expect(await rowsIn(engine.client, table)).toEqual(rowsOf(whole));
    } finally {
      await hurried.stop();
    }
  });

  test('delete leaves every row where it is', async () => {
    const held = await rowsIn(engine.client, table);
    expect(await seed('Delete', old)).toEqual({ IsComplete: true });
    expect(await rowsIn(engine.client, table)).toEqual(held);
  });
});

function answerOf(outcome: Outcome | { readonly kind: string }): unknown {
  if (outcome.kind !== 'answered' || !('body' in outcome)) throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.body.toString());
}
