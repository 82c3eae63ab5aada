import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failing, publishing } from './publishing.ts';

const world = publishing();
const { engine, deployed } = world;

describe('npm run publish, when something fails', () => {
  const answering = (name: string, status: number) =>
    Object.assign(new Error('it says no'), { name, $fault: 'client', $metadata: { httpStatusCode: status } });
  const refused = Object.assign(new Error('connect ECONNREFUSED 1.2.3.4:443'), { code: 'ECONNREFUSED' });

  test.each([
    [
      'GetItemCommand',
      'AccessDeniedException',
      400,
      /^The AWS credentials lack a right in the region eu-west-1: it says no\.\nNothing was touched\.$/,
    ],
    ['GetObjectCommand', 'AccessDenied', 403, /^The AWS credentials lack a right .*\nNothing was touched\.$/],
    [
      'GetObjectCommand',
      'NoSuchBucket',
      404,
      /^AWS responded with NoSuchBucket: it says no\.\nNothing was touched\.$/,
    ],
    [
      'PutObjectCommand',
      'AccessDenied',
      403,
      /^The AWS credentials lack a right .*\nThe live release has not changed\. Files of the new release may be in the bucket/,
    ],
    [
      'PutObjectCommand',
      'SlowDown',
      503,
      /^AWS is busy \(SlowDown\).*\nThe live release has not changed\. Files/,
    ],
    [
      'PutItemCommand',
      'AccessDeniedException',
      400,
      /^The AWS credentials lack a right .*\nThe live release has not changed\. What was written/,
    ],
    [
      'BatchWriteItemCommand',
      'ExpiredTokenException',
      400,
      /^The AWS credentials have expired\. .*\nThe live release has not changed\. What was written/,
    ],
    [
      'BatchWriteItemCommand',
      'ProvisionedThroughputExceededException',
      400,
      /^AWS is busy .*\nThe live release has not changed\. What/,
    ],
    [
      'QueryCommand',
      'ResourceNotFoundException',
      400,
      /^AWS responded with ResourceNotFoundException: it says no\.\nThe live release has not changed\. What/,
    ],
    [
      'BatchWriteItemCommand',
      null,
      0,
      /^AWS cannot be reached in the region eu-west-1\..*\nThe live release has not changed\. What/,
    ],
    [
      'PutObjectCommand',
      null,
      0,
      /^AWS cannot be reached in the region eu-west-1\..*\nThe live release has not changed\. Files/,
    ],
  ])(
    'when %s is answered with %s %d, says so and what state things are in',
    async (command, name, status, wanted) => {
      const { run, shown, stage } = await deployed();
      const dynamodb = engine.connect();
      const failure = name === null ? refused : answering(name, status);
      failing(dynamodb, command, failure);
      failing(stage.s3, command, failure);
      expect(await run({ content: 'Second' }, { dynamodb })).toMatch(wanted);
      expect(await shown()).toBe('First');
      dynamodb.destroy();
    },
  );

  test('reports the release as live if only the invalidation failed', async () => {
    const { run, shown } = await deployed();
    const forget = async () => {
      throw answering('AccessDenied', 403);
    };
    expect(await run({ content: 'Second' }, { forget })).toMatch(
      /^The AWS credentials lack a right .*\nThe new release is live\. The edge may show the previous one for 15 more minutes\.$/,
    );
    expect(await shown()).toBe('Second');
  });

  test('reports the release as live if the endpoint does not show it', async () => {
    const { run, said } = await deployed();
    const ask = async () => {
      throw new Error('https://record.example.org/graphql does not serve the release');
    };
    expect(await run({ content: 'Second' }, { ask })).toBe(1);
    expect(said.at(-1)).toMatch(/does not serve the release\nThe new release is live\./);
  });

  test('reports a bad record with its place, and touches nothing', async () => {
    const { run, bucket } = await deployed();
    await mkdir(join(world.home, 'bad'), { recursive: true });
    await writeFile(join(world.home, 'bad/dataset.yaml'), 'title: x\n');
    const before = world.files.asked.length;
    expect(await run({ content: 'bad' })).toMatch(/bad\/dataset\.yaml:1:1: [\s\S]*\nNothing was touched\.$/);
    expect(world.files.asked.slice(before).filter((each) => each.includes(bucket))).toEqual([]);
  });
});
