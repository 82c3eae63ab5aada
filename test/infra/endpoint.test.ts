import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { bucketsOf, stackOf, statementsOf, synthesized } from './deployments.ts';

const made = synthesized('plain', 'full', 'bare');

describe('the endpoint', () => {
  test('may read the table, its index and the indexes of releases, and nothing else', () => {
    const statements = statementsOf(stackOf(made.plain, 'api'), 'GraphqlRole');
    const actions = statements.flatMap(({ Action }) => Action).sort();
    expect(actions).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:Query',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
    ]);
    expect(JSON.stringify(statements)).not.toContain('"*"');
  });

  test('runs with minimal settings', () => {
    stackOf(made.plain, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 1024,
      Timeout: 10,
      LoggingConfig: { LogFormat: 'JSON' },
    });
  });

  test('answers CloudFront, which sends a generated secret, with unstreamed bodies', () => {
    const template = stackOf(made.plain, 'api');
    template.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'NONE', InvokeMode: 'BUFFERED' });
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
    const secret = {
      'Fn::Join': ['', ['{{resolve:secretsmanager:', Match.anyValue(), ':SecretString:::}}']],
    };
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Origins: Match.arrayWith([
          Match.objectLike({ OriginCustomHeaders: [{ HeaderName: 'x-origin-secret', HeaderValue: secret }] }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { DEPLOYMENT_SECRET: secret, ORIGIN: 'edge' } },
    });
  });

  test('without an edge answers at its own address and requires no secret', () => {
    const template = stackOf(made.bare, 'api');
    template.resourceCountIs('AWS::CloudFront::Distribution', 0);
    expect(bucketsOf(template)).toEqual(['Code']);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ORIGIN: 'any' } },
    });
  });
});

describe('guards', () => {
  test('are off until they are set', () => {
    stackOf(made.plain, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      ReservedConcurrentExecutions: Match.absent(),
      TracingConfig: Match.absent(),
    });
    expect(JSON.stringify(stackOf(made.plain, 'data').toJSON())).not.toContain('RequestUnits');
  });

  test('bound the function, the table and its index', () => {
    stackOf(made.full, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      ReservedConcurrentExecutions: 50,
      TracingConfig: { Mode: 'Active' },
    });
    const read = { MaxReadRequestUnits: 400 };
    const write = { MaxWriteRequestUnits: 1_000 };
    stackOf(made.full, 'data').hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      WriteOnDemandThroughputSettings: write,
      Replicas: [
        Match.objectLike({
          ReadOnDemandThroughputSettings: read,
          GlobalSecondaryIndexes: [Match.objectLike({ ReadOnDemandThroughputSettings: read })],
        }),
      ],
      GlobalSecondaryIndexes: [Match.objectLike({ WriteOnDemandThroughputSettings: write })],
    });
  });
});

describe('the secret', () => {
  const reference = (version: string) => ({
    'Fn::Join': ['', ['{{resolve:secretsmanager:', Match.anyValue(), `:SecretString:::${version}}}`]],
  });

  test('is referenced by version after a rotation, so that the function and CloudFront change together', () => {
    const template = stackOf(made.full, 'api');
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          DEPLOYMENT_SECRET: reference('current-version'),
          FORMER_SECRET: reference('former-version'),
        },
      },
    });
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Origins: Match.arrayWith([
          Match.objectLike({ OriginCustomHeaders: [{ HeaderValue: reference('current-version') }] }),
        ]),
      },
    });
  });

  test('is the only accepted one before the first rotation', () => {
    const [, graphql] =
      Object.entries(stackOf(made.plain, 'api').findResources('AWS::Lambda::Function')).find(([id]) =>
        id.startsWith('Graphql'),
      ) ?? [];
    expect(graphql?.Properties.Environment.Variables).not.toHaveProperty('FORMER_SECRET');
  });
});
