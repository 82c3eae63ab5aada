import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { PLAYGROUND_POLICY } from '../../functions/playground/headers.ts';
import { bucketsOf, deployment, stackOf, statementsOf } from './deployments.ts';
import type { Synthesized } from './synth.ts';

let plain: Synthesized;
let full: Synthesized;
let bare: Synthesized;
let variant: Synthesized;
beforeAll(async () => {
  plain = await deployment('plain');
  full = await deployment('full');
  bare = await deployment('bare');
  variant = await deployment('variant');
});

describe('the endpoint', () => {
  test('may read the table, its index and the indexes of releases, and nothing else', () => {
    const statements = statementsOf(stackOf(plain, 'api'), 'GraphqlRole');
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
    stackOf(plain, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 1024,
      Timeout: 10,
      LoggingConfig: { LogFormat: 'JSON' },
    });
  });

  test('answers CloudFront, which shows it a generated secret, with whole bodies', () => {
    const template = stackOf(plain, 'api');
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
    stackOf(plain, 'api').hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          EnableAcceptEncodingBrotli: true,
          EnableAcceptEncodingGzip: true,
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Accept'] },
          QueryStringsConfig: {
            QueryStringBehavior: 'whitelist',
            QueryStrings: ['query', 'documentId', 'operationName', 'variables', 'extensions'],
          },
        },
      },
    });
  });

  test('keeps no error at the edge, and leaves its body alone', () => {
    const [edge] = Object.values(stackOf(plain, 'api').findResources('AWS::CloudFront::Distribution'));
    const responses: { ErrorCode: number }[] = edge?.Properties.DistributionConfig.CustomErrorResponses;
    expect(responses).toEqual(responses.map(({ ErrorCode }) => ({ ErrorCode, ErrorCachingMinTTL: 0 })));
    expect(responses.map(({ ErrorCode }) => ErrorCode)).toEqual([
      400, 403, 404, 405, 414, 500, 501, 502, 503, 504,
    ]);
  });

  test('without an edge answers at its own address and wants no secret', () => {
    const template = stackOf(bare, 'api');
    template.resourceCountIs('AWS::CloudFront::Distribution', 0);
    expect(bucketsOf(template)).toEqual(['Code']);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ORIGIN: 'any' } },
    });
  });
});

describe('guards', () => {
  test('are off until they are set', () => {
    stackOf(plain, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      ReservedConcurrentExecutions: Match.absent(),
      TracingConfig: Match.absent(),
    });
    expect(JSON.stringify(stackOf(plain, 'data').toJSON())).not.toContain('RequestUnits');
  });

  test('bound the function, the table and its index', () => {
    stackOf(full, 'api').hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      ReservedConcurrentExecutions: 50,
      TracingConfig: { Mode: 'Active' },
    });
    const read = { MaxReadRequestUnits: 400 };
    const write = { MaxWriteRequestUnits: 1_000 };
    stackOf(full, 'data').hasResourceProperties('AWS::DynamoDB::GlobalTable', {
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
    const template = stackOf(full, 'api');
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
      Object.entries(stackOf(plain, 'api').findResources('AWS::Lambda::Function')).find(([id]) =>
        id.startsWith('Graphql'),
      ) ?? [];
    expect(graphql?.Properties.Environment.Variables).not.toHaveProperty('FORMER_SECRET');
  });
});

describe('the playground', () => {
  test('lies in a private bucket that only this distribution reads', () => {
    const template = stackOf(plain, 'api');
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
    stackOf(plain, 'api').hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: PLAYGROUND_POLICY, Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
        },
      },
    });
  });

  test('when it was not built leaves / to the start page', () => {
    const template = stackOf(variant, 'api');
    expect(bucketsOf(template)).toEqual(['Code']);
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultRootObject: Match.absent() },
    });
  });
});

describe('the domain', () => {
  test('with a hosted zone gets a certificate that the zone validates, and records for both kinds of address', () => {
    stackOf(full, 'certificate').hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'record.example.org',
      DomainValidationOptions: [{ DomainName: 'record.example.org', HostedZoneId: 'Z0123456789' }],
      ValidationMethod: 'DNS',
    });
    for (const Type of ['A', 'AAAA'])
      stackOf(full, 'api').hasResourceProperties('AWS::Route53::RecordSet', {
        Type,
        Name: 'record.example.org.',
        HostedZoneId: 'Z0123456789',
        AliasTarget: Match.objectLike({
          DNSName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Edge'), 'DomainName'] },
        }),
      });
    stackOf(full, 'api').hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Aliases: ['record.example.org'] },
    });
  });
});
