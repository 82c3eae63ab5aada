import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { seed as publish } from '../../functions/seed/seed.ts';
import { DUMP_LIST, parseDumpList } from '../../schema/release/dumps/format.ts';
import { group, inSlot, LAYOUT, slotOf, sort } from '../../schema/store/keys.ts';
import { copiesIn, differences, rowsOf } from '../seed/rows.ts';
import { describeWhere } from '../support/describe-where.ts';
import { answerOf, deployedSeed } from './deployed-seed.ts';
import { missingRuntimeClient } from './runtime-client.ts';

const title = 'the bundle of the seed, run as Lambda runs it';

describeWhere(missingRuntimeClient, title, () => {
  const seeds = deployedSeed();
  const { old, next, third, whole, hashes, indexes } = seeds;
  const { begin, seed, event, propertiesOf, letTimePass, setStack, newRequest, live, lastSeed } = seeds;

  test('every event gets the same physical id, so that nothing is ever replaced', async () => {
    for (const type of ['Create', 'Update', 'Delete']) {
      expect(answerOf(await seeds.naming.invoke(event(type, propertiesOf(old))))).toEqual({
        PhysicalResourceId: 'content',
      });
    }
  });

  test('create writes every row of the release', async () => {
    await seeds.empty();
    expect(await seed('Create', old)).toEqual({ IsComplete: true, Data: { Release: old.id } });
    expect(await live()).toEqual(rowsOf(old));
    expect(lastSeed()).toMatchObject({
      message: 'seed',
      written: Object.keys(rowsOf(old)).length,
      deleted: 0,
    });
  });

  test('a seed stores the files of its release in the release bucket, and a second seed copies nothing', async () => {
    await begin(old);
    await seed('Update', old, old);
    const rows = `releases/${hashes.get(old)}.ndjson.gz`;
    expect(seeds.files.get(`releases/${rows}`)).toEqual(seeds.files.get(`bucket/${old.id}`));
    expect(seeds.files.get(`releases/indexes/${old.head.index?.sha256}`)).toEqual(Buffer.from(old.index));
    const manifest: unknown = JSON.parse(
      seeds.files.get(`releases/manifests/${old.id}.json`)?.toString() ?? '',
    );
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
    expect(seeds.files.get(`releases/dumps/${old.id}/id.txt`)?.toString()).toBe(old.id);
    expect(seeds.files.about(`releases/dumps/${old.id}/id.txt`)?.type).toBe('text/plain');
    expect(
      parseDumpList(seeds.files.get(`releases/dumps/${old.id}/${DUMP_LIST}`)?.toString() ?? '', old.id),
    ).toEqual([{ name: 'id.txt', mediaType: 'text/plain', bytes: 64, sha256: 'ab' }]);
    const before = seeds.files.asked.length;
    await seed('Update', old, old);
    const written = seeds.files.asked.slice(before).filter((each) => /^(?:PUT|COPY) /.test(each));
    expect(written).toEqual([]);
  });

  test('an unchanged release writes nothing', async () => {
    await begin(old);
    expect(await seed('Update', old, old)).toMatchObject({ IsComplete: true });
    expect(lastSeed()).toMatchObject({ written: 0, deleted: 0 });
  });

  test('update writes only the rows that differ', async () => {
    await begin(old);
    const { put, removed } = differences(rowsOf(old), rowsOf(next));
    expect(await seed('Update', next, old)).toMatchObject({ IsComplete: true });
    expect(await live()).toEqual(rowsOf(next));
    expect(lastSeed()).toMatchObject({ written: put, deleted: removed });
  });

  test('update that makes the other slot live again writes no row', async () => {
    await begin(old);
    await seed('Update', next, old);
    expect(await seed('Update', old, next)).toMatchObject({ IsComplete: true });
    expect(await live()).toEqual(rowsOf(old));
    expect(lastSeed()).toMatchObject({ written: 0, deleted: 0 });
  });

  test('a repair rewrites what something else has changed', async () => {
    await begin(old);
    const { pointer } = await copiesIn(seeds.engine.client, seeds.table);
    await DynamoDBDocumentClient.from(seeds.engine.client).send(
      new UpdateCommand({
        TableName: seeds.table,
        Key: { PK: inSlot(slotOf(LAYOUT, pointer.live?.slot ?? 0), group.meeting('kept')), SK: sort.head },
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

  test('a damaged release fails with an error; the live release stays live, and the rollback writes nothing', async () => {
    await begin(old);
    seeds.files.spoil(`bucket/${third.id}`, 0);
    newRequest();
    await letTimePass();
    const failing = event('Update', propertiesOf(third), propertiesOf(old));
    answerOf(await seeds.naming.invoke(failing));
    expect(await seeds.seeding.invoke(failing)).toMatchObject({
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

  test('a rollback makes the release live that was published since the previous deploy, not the one from that deploy', async () => {
    // Deployed: old. Published since: next. Then a deploy of the whole corpus fails elsewhere in the stack.
    await begin(old);
    await letTimePass();
    await publish({ client: seeds.engine.client, table: seeds.table, release: next });
    expect(await seed('Update', whole, old)).toMatchObject({ IsComplete: true });
    expect(await live()).toEqual(rowsOf(whole));
    setStack('UPDATE_ROLLBACK_IN_PROGRESS');
    expect(await seed('Update', old, whole)).toMatchObject({ IsComplete: true });
    setStack('UPDATE_IN_PROGRESS');
    expect(await live()).toEqual(rowsOf(next));
  });

  test('the waiter of a cancelled update does nothing more', async () => {
    await begin(old);
    await letTimePass();
    await publish({ client: seeds.engine.client, table: seeds.table, release: next });
    newRequest();
    const cancelled = event('Update', propertiesOf(whole), propertiesOf(old));
    answerOf(await seeds.naming.invoke(cancelled));
    setStack('UPDATE_ROLLBACK_IN_PROGRESS');
    expect(await seed('Update', old, whole)).toMatchObject({ IsComplete: true });
    setStack('UPDATE_IN_PROGRESS');
    const held = await copiesIn(seeds.engine.client, seeds.table);
    expect(answerOf(await seeds.seeding.invoke(cancelled))).toMatchObject({ IsComplete: true });
    expect(await copiesIn(seeds.engine.client, seeds.table)).toEqual(held);
    expect(held.live).toEqual(rowsOf(next));
  });

  test.each(['Release', 'Bucket', 'Key', 'IndexFirst', 'Sha256', 'SearchIndex'])(
    'an event without %s is refused by name',
    async (name) => {
      const { [name]: _left, ...properties } = propertiesOf(old) as Record<string, unknown>;
      expect(await seeds.naming.invoke(event('Update', properties))).toMatchObject({
        kind: 'failed',
        error: { errorMessage: `The property ${name} is missing.` },
      });
    },
  );

  test('a call that runs out of time reports that it is incomplete, and the next one continues', async () => {
    await begin(old);
    // Less than the minute that the seed keeps in reserve: it ends after its first hundred groups.
    const hurried = await seeds.hurried(50);
    try {
      await letTimePass();
      await publish({ client: seeds.engine.client, table: seeds.table, release: third });
      newRequest();
      const update = event('Update', propertiesOf(whole), propertiesOf(old));
      await letTimePass();
      answerOf(await seeds.naming.invoke(update));
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

  test('delete leaves every row alone', async () => {
    await begin(old);
    const held = await live();
    expect(await seed('Delete', old)).toEqual({ IsComplete: true });
    expect(await live()).toEqual(held);
  });
});
