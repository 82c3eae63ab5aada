import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { tableDefinition } from '../../schema/store/table.ts';
import { stackOf, statementsOf, synthesized } from './deployments.ts';
import { type Ingredients, prepare } from './synth.ts';

let ingredients: Ingredients;
beforeAll(async () => {
  ingredients = await prepare();
});
const made = synthesized('plain', 'full', 'bare', 'variant');

describe('the table', () => {
  test('is the same as in the tests of the store', () => {
    const local = tableDefinition('x');
    stackOf(made.plain, 'data').hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: local.KeySchema,
      BillingMode: local.BillingMode,
      AttributeDefinitions: Match.arrayWith([...(local.AttributeDefinitions ?? [])]),
      GlobalSecondaryIndexes: local.GlobalSecondaryIndexes,
    });
  });

  test('is kept, is protected from deletion, and can be restored', () => {
    stackOf(made.plain, 'data').hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          }),
        ],
      },
    });
  });

  test("that was restored is served instead of the stack's own, which is kept", () => {
    const { templates } = made.variant;
    templates.data?.resourceCountIs('AWS::DynamoDB::GlobalTable', 1);
    templates.data?.hasResourceProperties('Custom::Content', { Table: 'restored' });
    templates.api?.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { TABLE: 'restored' } },
    });
  });
});

describe('the bucket of releases', () => {
  const readingByEdge = (template: Template) =>
    Object.values(template.findResources('AWS::S3::BucketPolicy')).flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.filter(
        ({ Principal }: { Principal: { Service?: string } }) =>
          Principal.Service === 'cloudfront.amazonaws.com',
      ),
    );

  test('lets CloudFront of this account read the downloads, learn that one is missing, and nothing else', () => {
    const statements = readingByEdge(stackOf(made.plain, 'data'));
    expect(statements.map(({ Action }: { Action: string }) => Action)).toEqual([
      's3:GetObject',
      's3:ListBucket',
    ]);
    expect(JSON.stringify(statements[0].Resource)).toContain('/dumps/*');
    for (const { Condition } of statements) {
      expect(JSON.stringify(Condition)).toMatch(/ArnLike.*AWS:SourceArn.*AWS::AccountId.*:distribution\/\*/);
    }
    expect(readingByEdge(stackOf(made.bare, 'data'))).toEqual([]);
  });

  test('keeps a download as long as its release, in cheaper storage if nobody requests it', () => {
    stackOf(made.plain, 'data').hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
          {
            Prefix: 'dumps/',
            Status: 'Enabled',
            Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }],
          },
        ],
      },
    });
  });
});

describe('the seed', () => {
  test('may read and write the table without scanning it, and read releases', () => {
    const statements = statementsOf(stackOf(made.plain, 'data'), 'SeedRole');
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
      'dynamodb:BatchWriteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Query',
      'kms:Decrypt',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
  });

  test('no policy anywhere allows a scan', () => {
    for (const { templates } of [made.plain, made.full, made.bare]) {
      for (const template of Object.values(templates)) {
        expect(JSON.stringify(template.toJSON())).not.toMatch(/dynamodb:(Scan|\*)/);
      }
    }
  });

  test('gets the release and its position in the file', () => {
    stackOf(made.plain, 'data').hasResourceProperties('Custom::Content', {
      Release: ingredients.release.id,
      IndexFirst: String(ingredients.release.index.first),
      IndexLast: String(ingredients.release.index.last),
      Repair: Match.absent(),
    });
    stackOf(made.variant, 'data').hasResourceProperties('Custom::Content', { Repair: 'now' });
  });
});
