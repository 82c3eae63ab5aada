import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { type App, Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PLAYGROUND_POLICY } from '../../functions/playground/headers.ts';
import { INDEX } from '../../schema/store/keys.ts';
import { tableDefinition } from '../../schema/store/table.ts';
import { discard, type Ingredients, prepare, type Synthesized, synthesize } from './synth.ts';

const FULL = {
  region: 'eu-central-1',
  webAcl: true,
  alarmEmail: 'operator@example.org',
  domain: { name: 'record.example.org', zone: { id: 'Z0123456789', name: 'example.org' } },
  tracing: true,
  rollout: 'canary',
  concurrency: 50,
  maxReadUnits: 400,
  maxWriteUnits: 1_000,
};

let ingredients: Ingredients;
let plain: Synthesized;
let full: Synthesized;
let bare: Synthesized;
/** The defaults with a restored table, a repair, and no playground. */
let variant: Synthesized;

beforeAll(async () => {
  ingredients = await prepare();
  // Every setting at its default; every setting used, in another region; nothing but the function.
  const playground = join(ingredients.folder, 'playground');
  await mkdir(join(playground, 'assets'), { recursive: true });
  await writeFile(join(playground, 'index.html'), '<!doctype html>');
  plain = synthesize(ingredients, { playground });
  full = synthesize(ingredients, {
    settings: FULL,
    playground,
    secrets: ['current-version', 'former-version'],
  });
  bare = synthesize(ingredients, { settings: { edge: false } });
  variant = synthesize(ingredients, { settings: { table: 'restored' }, repair: 'now', unchecked: true });
});
afterAll(() => discard(ingredients));

function stack({ templates }: Synthesized, name: string): Template {
  const template = templates[name];
  if (!template) throw new Error(`no stack ${name}`);
  return template;
}

/** Logical ids of a template's buckets, without CDK's hash. */
const bucketsOf = (template: Template): string[] =>
  Object.keys(template.findResources('AWS::S3::Bucket')).map((id) => id.slice(0, -8));

/** Statements of the policies of a role whose logical id begins so. */
function statementsOf(template: Template, role: string): { Action: string | string[]; Resource: unknown }[] {
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(`"${role}`))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

describe('the rules', () => {
  test('of cdk-nag and of the library find nothing that is not excepted with a reason', async () => {
    for (const { folder } of [plain, full, bare]) {
      const report = JSON.parse(await readFile(join(folder, 'validation-report.json'), 'utf8')) as {
        pluginReports: { pluginName: string; conclusion: string; violations: unknown[] }[];
      };
      for (const { pluginName, conclusion, violations } of report.pluginReports) {
        expect(violations, pluginName).toEqual([]);
        expect(conclusion).toBe('success');
      }
    }
  });

  test('do find something when there is something', () => {
    const alter = (app: App) => {
      new Topic(new Stack(app, 'Open'), 'Topic');
    };
    expect(() => synthesize(ingredients, { alter })).toThrow(/AwsSolutions-SNS3/);
  });
});

describe('the endpoint', () => {
  test('may read the table, its index and the indexes of releases, and nothing else', () => {
    const statements = statementsOf(stack(plain, 'api'), 'GraphqlRole');
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

  test('runs as little as it can be told to', () => {
    stack(plain, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 1024,
      Timeout: 10,
      LoggingConfig: { LogFormat: 'JSON' },
    });
  });

  test('answers CloudFront, which shows it a generated secret, with whole bodies', () => {
    const template = stack(plain, 'api');
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

  test('is cached by what decides an answer', () => {
    stack(plain, 'api').hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          EnableAcceptEncodingBrotli: true,
          EnableAcceptEncodingGzip: true,
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Accept', 'x-viewer-host'] },
          QueryStringsConfig: {
            QueryStringBehavior: 'whitelist',
            QueryStrings: ['query', 'documentId', 'operationName', 'variables', 'extensions'],
          },
        },
      },
    });
  });

  test('learns from CloudFront, and from no client, by which host it was asked', () => {
    const template = stack(plain, 'api');
    const [[id, viewerHost] = []] = Object.entries(template.findResources('AWS::CloudFront::Function'));
    const { FunctionCode, FunctionConfig, Name } = viewerHost?.Properties ?? {};
    expect(FunctionConfig.Runtime).toBe('cloudfront-js-2.0');
    expect(Name.length).toBeLessThanOrEqual(64);
    const [edge] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    const { CacheBehaviors, DefaultCacheBehavior } = edge?.Properties.DistributionConfig ?? {};
    const asking = [DefaultCacheBehavior, ...CacheBehaviors].filter(
      ({ FunctionAssociations = [] }) => FunctionAssociations.length > 0,
    );
    expect(asking.map(({ PathPattern }) => PathPattern)).toEqual(
      CacheBehaviors.length === 3 ? ['/graphql', '/health'] : [undefined, '/graphql', '/health'],
    );
    for (const { FunctionAssociations } of asking) {
      expect(FunctionAssociations).toEqual([
        { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [id, 'FunctionARN'] } },
      ]);
    }
    const run = runInNewContext(`${FunctionCode}; handler`) as (event: object) => unknown;
    for (const forged of [{}, { 'x-viewer-host': { value: 'evil.example' } }]) {
      const headers = { host: { value: 'record.example.org' }, ...forged };
      expect(run({ request: { uri: '/graphql', headers } })).toEqual({
        uri: '/graphql',
        headers: { host: { value: 'record.example.org' }, 'x-viewer-host': { value: 'record.example.org' } },
      });
    }
  });

  test('has the downloads of releases beside it, for any site and for ever, straight from their bucket', () => {
    const template = stack(plain, 'api');
    const [edge] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    const { CacheBehaviors, Origins } = edge?.Properties.DistributionConfig ?? {};
    const dumps = CacheBehaviors.find(
      ({ PathPattern }: { PathPattern: string }) => PathPattern === '/dumps/*',
    );
    expect(dumps).toMatchObject({ AllowedMethods: ['GET', 'HEAD', 'OPTIONS'], Compress: true });
    expect(dumps).not.toHaveProperty('FunctionAssociations');
    const origin = Origins.find(({ Id }: { Id: string }) => Id === dumps.TargetOriginId);
    expect(JSON.stringify(origin.DomainName)).toContain('Releases');
    expect(origin).toHaveProperty('OriginAccessControlId');
    expect(origin).not.toHaveProperty('OriginCustomHeaders');
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        CorsConfig: { AccessControlAllowOrigins: { Items: ['*'] }, AccessControlAllowCredentials: false },
      },
    });
  });

  test('keeps no error at the edge, and leaves its body alone', () => {
    const [edge] = Object.values(stack(plain, 'api').findResources('AWS::CloudFront::Distribution'));
    const responses: { ErrorCode: number }[] = edge?.Properties.DistributionConfig.CustomErrorResponses;
    expect(responses).toEqual(responses.map(({ ErrorCode }) => ({ ErrorCode, ErrorCachingMinTTL: 0 })));
    expect(responses.map(({ ErrorCode }) => ErrorCode)).toEqual([
      400, 403, 404, 405, 414, 500, 501, 502, 503, 504,
    ]);
  });

  test('without an edge answers at its own address and wants no secret', () => {
    const template = stack(bare, 'api');
    template.resourceCountIs('AWS::CloudFront::Distribution', 0);
    expect(bucketsOf(template)).toEqual(['Code']);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ORIGIN: 'any' } },
    });
  });
});

describe('the code of the endpoint', () => {
  test('is what the builder makes of it, on the same runtime, processor and memory', () => {
    for (const { templates } of [plain, full, bare]) {
      const { api } = templates;
      const functions = api?.findResources('AWS::Lambda::Function') ?? {};
      const named = (id: string) =>
        Object.entries(functions).find(([logical]) => logical.slice(0, -8) === id);
      const [, endpoint] = named('Graphql') ?? [];
      const [builder, maker] = named('CodeCache') ?? [];
      const [code] = Object.keys(api?.findResources('Custom::EndpointCode') ?? {});
      expect(endpoint?.Properties.Code).toEqual({
        S3Bucket: { 'Fn::GetAtt': [code, 'Bucket'] },
        S3Key: { 'Fn::GetAtt': [code, 'Key'] },
      });
      for (const same of ['Runtime', 'Architectures', 'MemorySize', 'RuntimeManagementConfig'])
        expect(maker?.Properties[same], same).toEqual(endpoint?.Properties[same]);
      expect(maker?.Properties.RuntimeManagementConfig).toEqual({ UpdateRuntimeOn: 'FunctionUpdate' });
      expect(JSON.stringify(api?.findResources('AWS::Lambda::Function'))).toContain(builder);
    }
  });

  test('stays in its bucket, where only the builder writes', () => {
    const template = stack(plain, 'api');
    const [id] = Object.keys(template.findResources('AWS::S3::Bucket')).filter((each) =>
      each.startsWith('Code'),
    );
    expect(template.findResources('AWS::S3::Bucket')[id ?? '']).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    expect(
      statementsOf(template, 'CodeCacheRole')
        .flatMap(({ Action }) => Action)
        .sort(),
    ).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents', 's3:PutObject']);
  });

  test('moves together with its configuration, as a version behind the alias that the URL asks', () => {
    const template = stack(plain, 'api');
    const [version] = Object.keys(template.findResources('AWS::Lambda::Version'));
    template.hasResourceProperties('AWS::Lambda::Alias', {
      Name: 'live',
      FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
    });
    template.hasResourceProperties('AWS::Lambda::Url', { Qualifier: 'live' });
    const moved = synthesize(ingredients, { settings: { edge: false, memory: 2_048 }, unchecked: true });
    const [other] = Object.keys(stack(moved, 'api').findResources('AWS::Lambda::Version'));
    expect(other).not.toBe(version);
  });

  test('is shifted step by step and back by alarms where that is set, and else at once', () => {
    stack(plain, 'api').resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
    const template = stack(full, 'api');
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AlarmConfiguration: { Enabled: true, Alarms: alarms.map((Ref) => ({ Name: { Ref } })) },
      AutoRollbackConfiguration: { Enabled: true, Events: Match.arrayWith(['DEPLOYMENT_STOP_ON_ALARM']) },
    });
    expect(alarms.map((id) => id.slice(0, -8)).sort()).toEqual(['RolloutErrors', 'RolloutFailures']);
    const [alias] = Object.values(template.findResources('AWS::Lambda::Alias'));
    expect(alias?.UpdatePolicy).toHaveProperty('CodeDeployLambdaAliasUpdate');
  });
});

describe('guards', () => {
  test('are off until they are set', () => {
    stack(plain, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      ReservedConcurrentExecutions: Match.absent(),
      TracingConfig: Match.absent(),
    });
    expect(JSON.stringify(stack(plain, 'data').toJSON())).not.toContain('RequestUnits');
  });

  test('bound the function, the table and its index', () => {
    stack(full, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      ReservedConcurrentExecutions: 50,
      TracingConfig: { Mode: 'Active' },
    });
    const read = { MaxReadRequestUnits: 400 };
    const write = { MaxWriteRequestUnits: 1_000 };
    stack(full, 'data').hasResourceProperties('AWS::DynamoDB::GlobalTable', {
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

  test('after a rotation is named by its version, so that function and CloudFront change together', () => {
    const template = stack(full, 'api');
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

  test('before the first one is the only one that is accepted', () => {
    const [, graphql] =
      Object.entries(stack(plain, 'api').findResources('AWS::Lambda::Function')).find(([id]) =>
        id.startsWith('Graphql'),
      ) ?? [];
    expect(graphql?.Properties.Environment.Variables).not.toHaveProperty('FORMER_SECRET');
  });
});

describe('the domain', () => {
  test('with a hosted zone gets a certificate that the zone validates, and records for both kinds of address', () => {
    stack(full, 'certificate').hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'record.example.org',
      DomainValidationOptions: [{ DomainName: 'record.example.org', HostedZoneId: 'Z0123456789' }],
      ValidationMethod: 'DNS',
    });
    for (const Type of ['A', 'AAAA'])
      stack(full, 'api').hasResourceProperties('AWS::Route53::RecordSet', {
        Type,
        Name: 'record.example.org.',
        HostedZoneId: 'Z0123456789',
        AliasTarget: Match.objectLike({
          DNSName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Edge'), 'DomainName'] },
        }),
      });
    stack(full, 'api').hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Aliases: ['record.example.org'] },
    });
  });
});

describe('the playground', () => {
  test('lies in a private bucket that only this distribution reads', () => {
    const template = stack(plain, 'api');
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test('is sent with the policy that it was built for', () => {
    stack(plain, 'api').hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: PLAYGROUND_POLICY, Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
        },
      },
    });
  });

  test('when it was not built leaves / to the start page', () => {
    const template = stack(variant, 'api');
    expect(bucketsOf(template)).toEqual(['Code']);
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultRootObject: Match.absent() },
    });
  });
});

describe('the table', () => {
  test('is the one that the store is tested with', () => {
    const local = tableDefinition('x');
    stack(plain, 'data').hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: local.KeySchema,
      BillingMode: local.BillingMode,
      AttributeDefinitions: Match.arrayWith([...(local.AttributeDefinitions ?? [])]),
      GlobalSecondaryIndexes: local.GlobalSecondaryIndexes,
    });
  });

  test('is kept, refuses to be deleted, and can be restored', () => {
    stack(plain, 'data').hasResource('AWS::DynamoDB::GlobalTable', {
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

  test('that was restored is served in place of the own one, which stays', () => {
    const { templates } = variant;
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
    const statements = readingByEdge(stack(plain, 'data'));
    expect(statements.map(({ Action }: { Action: string }) => Action)).toEqual([
      's3:GetObject',
      's3:ListBucket',
    ]);
    expect(JSON.stringify(statements[0].Resource)).toContain('/dumps/*');
    for (const { Condition } of statements) {
      expect(JSON.stringify(Condition)).toMatch(/ArnLike.*AWS:SourceArn.*AWS::AccountId.*:distribution\/\*/);
    }
    expect(readingByEdge(stack(bare, 'data'))).toEqual([]);
  });

  test('keeps a download for as long as its release, where it costs less when nobody asks for it', () => {
    stack(plain, 'data').hasResourceProperties('AWS::S3::Bucket', {
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
    const statements = statementsOf(stack(plain, 'data'), 'SeedRole');
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
      'dynamodb:BatchWriteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Query',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
  });

  test('no policy anywhere allows a scan', () => {
    for (const { templates } of [plain, full, bare]) {
      for (const template of Object.values(templates)) {
        expect(JSON.stringify(template.toJSON())).not.toMatch(/dynamodb:(Scan|\*)/);
      }
    }
  });

  test('is told the release, and where in which file it is', () => {
    stack(plain, 'data').hasResourceProperties('Custom::Content', {
      Release: ingredients.release.id,
      IndexFirst: String(ingredients.release.index.first),
      IndexLast: String(ingredients.release.index.last),
      Repair: Match.absent(),
    });
    stack(variant, 'data').hasResourceProperties('Custom::Content', { Repair: 'now' });
  });
});

describe('operations', () => {
  /** Which failure raises which alarm: the metric, its dimensions and what it must be above. */
  const MATRIX: readonly (readonly [failure: string, alarm: string, metric: unknown])[] = [
    [
      'an operation fails with INTERNAL, TIMEOUT or UNAVAILABLE at status 200',
      'Failures',
      ofStage('Failures', 0),
    ],
    [
      'clients get THROTTLED at status 200',
      'Throttled',
      ofStage('Errors', 5, { Name: 'code', Value: 'THROTTLED' }),
    ],
    ['the function crashes, times out or does not start', 'Errors', ofFunction('Errors', 0, 'Graphql')],
    ['Lambda turns requests away', 'Throttles', ofFunction('Throttles', 0, 'Graphql')],
    ['one request in a hundred is slow', 'Slow', ofFunction('Duration', 2_000, 'Graphql')],
    ['a seed fails', 'SeedFailures', ofFunction('Errors', 0, 'Seed')],
    ['the table throttles reads', 'TableThrottles', throttledReads()],
    [
      "the table's index throttles reads",
      'IndexThrottles',
      throttledReads({ Name: 'GlobalSecondaryIndexName', Value: INDEX.name }),
    ],
    [
      'CloudFront answers with 5xx',
      'EdgeFailures',
      { Namespace: 'AWS/CloudFront', MetricName: '5xxErrorRate', Threshold: 1 },
    ],
  ];

  test.each(MATRIX)(
    'when %s raise the alarm %s, which tells the topic and says what to do',
    (_failure, id, metric) => {
      const alarms = stack(plain, 'operations').findResources('AWS::CloudWatch::Alarm');
      const found = Object.entries(alarms).filter(([logical]) => logical.slice(0, -8) === id);
      expect(found).toHaveLength(1);
      for (const [, { Properties }] of found) {
        expect(Properties).toMatchObject(metric as object);
        expect(Properties).toMatchObject({
          AlarmActions: [{ Ref: expect.stringMatching(/^Alarms/) }],
          OKActions: [{ Ref: expect.stringMatching(/^Alarms/) }],
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
        });
        expect(Properties.AlarmDescription).toMatch(/\.$/);
      }
    },
  );

  test('have no alarm besides', () => {
    const alarms = Object.keys(stack(plain, 'operations').findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.map((id) => id.slice(0, -8)).sort()).toEqual(MATRIX.map(([, id]) => id).sort());
  });

  test('in another region watch the edge from where its metrics are', () => {
    stack(full, 'edge-alarms').hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: '5xxErrorRate',
    });
    stack(full, 'firewall').hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' });
  });

  test('without an edge watch the function URL', () => {
    stack(bare, 'operations').hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'Url5xxCount' });
  });

  test('send e-mails and keep a budget only when they know to whom', () => {
    stack(plain, 'operations').resourceCountIs('AWS::SNS::Subscription', 0);
    stack(plain, 'operations').resourceCountIs('AWS::Budgets::Budget', 0);
    stack(full, 'operations').hasResourceProperties('AWS::SNS::Subscription', { Endpoint: FULL.alarmEmail });
    stack(full, 'operations').hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: 20, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    });
  });

  test('forget logs after the days that are set', () => {
    for (const template of Object.values(full.templates)) {
      for (const { Properties } of Object.values(template.findResources('AWS::Logs::LogGroup'))) {
        expect(Properties.RetentionInDays).toBe(30);
      }
    }
  });
});

function ofStage(MetricName: string, Threshold: number, ...more: object[]) {
  const Dimensions = expect.arrayContaining([{ Name: 'stage', Value: 'test' }, ...more]);
  return { Namespace: 'Communique', MetricName, Threshold, Statistic: 'Sum', Dimensions };
}

function ofFunction(MetricName: string, Threshold: number, id: string) {
  // A version or an alias would be a dimension of its own, and leave the rest out.
  const Dimensions = [{ Name: 'FunctionName', Value: expect.anything() }];
  expect(id).toMatch(/^(Graphql|Seed)$/);
  return { Namespace: 'AWS/Lambda', MetricName, Threshold, Dimensions };
}

function throttledReads(...index: object[]) {
  const Dimensions = [...index, { Name: 'TableName', Value: expect.anything() }];
  return { Namespace: 'AWS/DynamoDB', MetricName: 'ReadThrottleEvents', Threshold: 10, Dimensions };
}

describe('every topic', () => {
  test('lets CloudWatch and Budgets of its own account publish, over TLS only', () => {
    const topics = [plain, full, bare].flatMap(({ templates }) =>
      Object.values(templates).flatMap((template) => {
        const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
        return Object.keys(template.findResources('AWS::SNS::Topic')).map((topic) =>
          policies.filter(({ Properties }) => JSON.stringify(Properties.Topics) === `[{"Ref":"${topic}"}]`),
        );
      }),
    );
    expect(topics.length).toBeGreaterThanOrEqual(4);
    for (const policies of topics) {
      const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
      for (const service of ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']) {
        expect(statements).toContainEqual(
          expect.objectContaining({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: service },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        );
      }
      expect(statements.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
        { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]);
    }
  });
});

describe('tags', () => {
  /** Types that have no tags, and the library's raw resources: CloudFormation gives those the tags of their stack. */
  const UNTAGGED =
    /Policy$|Permission$|::LayerVersion$|::Alias$|::Version$|::Url$|^Custom::|OriginAccessControl$|Subscription$|Dashboard$|RecordSet$/;

  test('of project and stage are on every resource and every stack', async () => {
    for (const { folder, templates } of [plain, full, bare]) {
      for (const template of Object.values(templates)) {
        for (const [id, { Type, Properties }] of Object.entries(template.toJSON().Resources as Resources)) {
          if (UNTAGGED.test(Type) || id.startsWith('CustomS3AutoDeleteObjects')) continue;
          const tags = JSON.stringify([Properties?.Tags, Properties?.ResourceTags, Properties?.Replicas]);
          expect(tags, `${Type} ${id}`).toContain('"Key":"communique:project","Value":"communique"');
          expect(tags, `${Type} ${id}`).toContain('"Key":"communique:stage","Value":"test"');
        }
      }
      const { artifacts } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
        artifacts: Record<string, { type: string; properties: { tags?: Record<string, string> } }>;
      };
      for (const { type, properties } of Object.values(artifacts)) {
        if (type === 'aws:cloudformation:stack')
          expect(properties.tags).toEqual({ 'communique:project': 'communique', 'communique:stage': 'test' });
      }
    }
  });
});

describe('two stages', () => {
  test('share no name in one account', () => {
    for (const name of givenNames(full)) expect(name).toContain('communique-test');
    expect(givenNames(full).length).toBeGreaterThan(6);
  });

  test('share no name with the same stage in another region, where the whole account has one list', () => {
    for (const name of givenNames(full, /^AWS::CloudFront::/)) expect(name).toContain(FULL.region);
    for (const name of givenNames(plain, /^AWS::CloudFront::/)) expect(name).toContain('us-east-1');
  });
});

type Resources = Record<string, { Type: string; Properties?: Record<string, unknown> }>;

/** Names that templates give to resources: at the top of their properties, or of a configuration in them. */
function givenNames({ templates }: Synthesized, types = /./): string[] {
  const named = (properties: object): string[] =>
    Object.entries(properties).flatMap(([key, value]) =>
      /^(Name|\w+Name)$/.test(key) &&
      !/^(Metric|DeploymentConfig)Name$/.test(key) &&
      typeof value === 'string'
        ? [value]
        : [],
    );
  return (
    Object.values(templates)
      .flatMap((template) => Object.values(template.toJSON().Resources as Resources))
      // An alias and an inline policy are named within what they belong to; a domain is one all over the world.
      .filter(
        ({ Type }) =>
          !/^AWS::(IAM::Policy|Lambda::Alias|Route53::|CertificateManager::)/.test(Type) && types.test(Type),
      )
      .flatMap(({ Properties = {} }) => [
        ...named(Properties),
        ...Object.entries(Properties)
          .filter(([key]) => /Config$|^Budget$/.test(key))
          .flatMap(([, config]) => named(config as object)),
      ])
  );
}

describe('the templates', () => {
  test.each([
    ['plain', () => plain],
    ['full', () => full],
    ['bare', () => bare],
  ])('of the %s deployment are as they were reviewed', async (name, synthesized) => {
    for (const [part, template] of Object.entries(synthesized().templates)) {
      await expect(redacted(template)).toMatchFileSnapshot(`templates/${name}-${part}.snap`);
    }
  });
});

/** A template without what changes with each edit of the code or the content. */
function redacted(template: Template): string {
  return `${JSON.stringify(template.toJSON(), null, 2)
    .replaceAll(/"(VERSION|IndexFirst|IndexLast|Bytes|ContentSecurityPolicy)": "[^"]+"/g, '"$1": "…"')
    .replaceAll(/"Version": "[0-9a-f]{16}"/g, '"Version": "…"')
    .replaceAll(/\b[0-9a-f]{64}\d?(\.\w+)*/g, '<hash>')
    .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<hash>')}\n`;
}
