import { runInNewContext } from 'node:vm';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { PLAYGROUND_POLICY } from '../../functions/playground/headers.ts';
import { bucketsOf, stackOf, synthesized } from './deployments.ts';

const made = synthesized('plain', 'full', 'variant');

describe('the edge', () => {
  test('caches an answer by what determines it', () => {
    stackOf(made.plain, 'api').hasResourceProperties('AWS::CloudFront::CachePolicy', {
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

  test("learns the client's host name from CloudFront, never from the client", () => {
    const template = stackOf(made.plain, 'api');
    const [[id, viewerHost] = []] = Object.entries(template.findResources('AWS::CloudFront::Function'));
    const { FunctionCode, FunctionConfig, Name } = viewerHost?.Properties ?? {};
    expect(FunctionConfig.Runtime).toBe('cloudfront-js-2.0');
    expect(Name.length).toBeLessThanOrEqual(64);
    const [edge] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    const { CacheBehaviors, DefaultCacheBehavior } = edge?.Properties.DistributionConfig ?? {};
    const asking = [DefaultCacheBehavior, ...CacheBehaviors].filter(
      ({ FunctionAssociations = [] }) => FunctionAssociations.length > 0,
    );
    expect(asking.map(({ PathPattern }) => PathPattern)).toEqual(['/graphql', '/health']);
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

  test('serves the downloads of releases straight from their bucket, to any site and for ever', () => {
    const template = stackOf(made.plain, 'api');
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

  test('does not cache errors, and leaves their bodies alone', () => {
    const [edge] = Object.values(stackOf(made.plain, 'api').findResources('AWS::CloudFront::Distribution'));
    const responses: { ErrorCode: number }[] = edge?.Properties.DistributionConfig.CustomErrorResponses;
    expect(responses).toEqual(responses.map(({ ErrorCode }) => ({ ErrorCode, ErrorCachingMinTTL: 0 })));
    expect(responses.map(({ ErrorCode }) => ErrorCode)).toEqual([
      400, 403, 404, 405, 414, 500, 501, 502, 503, 504,
    ]);
  });

  test('sends a new secret only after the code that accepts it is live', () => {
    const { Resources } = stackOf(made.full, 'api').toJSON() as {
      Resources: Record<string, { Type: string }>;
    };
    const ofType = (type: string) => Object.keys(Resources).filter((id) => Resources[id]?.Type === type);
    /** All that a resource refers to or depends on, so that CloudFormation is done with it before. */
    const neededBy = (id: string, found = new Set<string>()): Set<string> => {
      const text = JSON.stringify(Resources[id]);
      for (const other of Object.keys(Resources)) {
        if (found.has(other) || other === id || !text.includes(`"${other}"`)) continue;
        found.add(other);
        neededBy(other, found);
      }
      return found;
    };
    const [distribution = ''] = ofType('AWS::CloudFront::Distribution');
    expect([...neededBy(distribution)]).toEqual(expect.arrayContaining(ofType('AWS::Lambda::Alias')));
  });
});

describe('the domain', () => {
  test('with a hosted zone gets a certificate that the zone validates, and records for both kinds of address', () => {
    stackOf(made.full, 'certificate').hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'record.example.org',
      DomainValidationOptions: [{ DomainName: 'record.example.org', HostedZoneId: 'Z0123456789' }],
      ValidationMethod: 'DNS',
    });
    for (const Type of ['A', 'AAAA'])
      stackOf(made.full, 'api').hasResourceProperties('AWS::Route53::RecordSet', {
        Type,
        Name: 'record.example.org.',
        HostedZoneId: 'Z0123456789',
        AliasTarget: Match.objectLike({
          DNSName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Edge'), 'DomainName'] },
        }),
      });
    stackOf(made.full, 'api').hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Aliases: ['record.example.org'] },
    });
  });
});

describe('the playground', () => {
  test('is in a private bucket that only this distribution reads', () => {
    const template = stackOf(made.plain, 'api');
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
    stackOf(made.plain, 'api').hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: PLAYGROUND_POLICY, Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
        },
      },
    });
  });

  test('leaves / to the start page if it was not built', () => {
    const template = stackOf(made.variant, 'api');
    expect(bucketsOf(template)).toEqual(['Code']);
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultRootObject: Match.absent() },
    });
  });
});
