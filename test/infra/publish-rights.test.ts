import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { forgetAtEdge } from '../../infra/operator/invalidate.ts';
import { deployedStage } from '../../infra/operator/stage.ts';
import { BLOCKS } from '../documentation/markdown.ts';
import { beforeRequests } from '../support/requests.ts';
import { stacks } from './aws.ts';
import { OUTPUTS, operating, stage } from './operating.ts';
import { publishing } from './publishing.ts';

const world = operating();
const { engine, releases, deployed } = publishing();

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: string;
}

/** The policy that the documentation gives to whoever publishes. */
function policy(): readonly Statement[] {
  const block = BLOCKS.find(({ file, text }) => file === 'infra/README.md' && text.includes('"Statement"'));
  return (JSON.parse(block?.text ?? '{}') as { Statement: Statement[] }).Statement;
}

/** What an operation of a client is called in policies, where it has another name there. */
const RIGHTS: Readonly<Record<string, string>> = { ListObjectsV2: 's3:ListBucket' };

/** Notes in `asked` which rights the requests of a client need. */
function noting(client: S3Client | DynamoDBClient, service: string, asked: Set<string>): void {
  beforeRequests(client, (name) => {
    const operation = name.replace(/Command$/, '');
    asked.add(RIGHTS[operation] ?? `${service}:${operation}`);
  });
}

describe('the policy for publishing', () => {
  test('allows exactly what publishing, going back and listing require', async () => {
    world.aws.answers = {
      'cloudformation:DescribeStacks': stacks(OUTPUTS),
      'cloudfront:CreateInvalidation': '<Invalidation/>',
    };
    const asked = new Set<string>();
    const { run, stage: target } = await deployed();
    const dynamodb = engine.connect();
    noting(dynamodb, 'dynamodb', asked);
    noting(target.s3, 's3', asked);
    const reaching = { dynamodb, forget: () => forgetAtEdge('E111') };
    await deployedStage(stage());
    for (const what of [
      { content: 'First' },
      { content: 'Second' },
      { release: releases.First.id },
      { list: true },
    ] as const)
      expect(await run(what, reaching)).toBe(0);
    dynamodb.destroy();
    for (const each of world.aws.asked) asked.add(each);
    expect([...asked].sort()).toEqual(
      policy()
        .flatMap(({ Action }) => Action)
        .sort(),
    );
  });

  test('is limited to the stage wherever AWS supports resource-level permissions', () => {
    for (const { Action, Resource } of policy())
      expect(Resource).toMatch(
        Action.every((action) => /^(cloudformation|cloudfront):/.test(action))
          ? /^\*$/
          : /communique-prod-data-/,
      );
  });
});
