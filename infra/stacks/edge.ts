import { Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  FunctionEventType,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { FunctionUrl } from 'aws-cdk-lib/aws-lambda';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { DUMP_PATHS } from '../../functions/graphql/dump-file.ts';
import { ORIGIN_HEADER, VIEWER_HOST_HEADER } from '../../functions/graphql/origin-secret.ts';
import { PLAYGROUND_POLICY } from '../../functions/playground/headers.ts';
import { EXPOSED } from '../../schema/release/dumps/format.ts';
import type { Config } from './config.ts';
import { except } from './nag-exceptions.ts';
import { addViewerHost } from './viewer-host.ts';

interface EdgeOptions {
  readonly config: Config;
  readonly url: FunctionUrl;
  /** The secret that proves to the function that a request came through the edge. */
  readonly originSecret: string;
  readonly playground: IBucket | undefined;
  /** The release bucket, from another stack, which lets CloudFront read the downloads. */
  readonly releases: IBucket;
  /** ARN of a web ACL in us-east-1. */
  readonly webAcl: string | undefined;
  /** ARN of the certificate for the domain, in us-east-1. */
  readonly certificate: string | undefined;
}

/**
 * Every error status that CloudFront caches by default, for ten seconds or longer, whatever the origin's
 * `Cache-Control` says
 * (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html). Only the
 * time is set; the response remains the origin's own.
 */
const UNCACHED_ERRORS = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504].map((httpStatus) => ({
  httpStatus,
  ttl: Duration.seconds(0),
}));

/**
 * CloudFront in front of the function, the downloads and the playground: one address, one certificate, one
 * cache.
 */
export function addEdge(scope: Construct, options: EdgeOptions): Distribution {
  const { config, playground, webAcl, certificate } = options;
  const api = apiBehavior(scope, options);
  const distribution = new Distribution(scope, 'Edge', {
    comment: `communique ${config.stage}`,
    httpVersion: HttpVersion.HTTP2_AND_3,
    ...(playground ? { defaultRootObject: 'index.html' } : {}),
    defaultBehavior: playground ? filesBehavior(scope, playground) : api,
    additionalBehaviors: {
      '/graphql': api,
      '/health': api,
      [`${DUMP_PATHS}*`]: dumpsBehavior(scope, options),
    },
    errorResponses: UNCACHED_ERRORS,
    ...(config.domain && certificate !== undefined
      ? {
          domainNames: [config.domain.name],
          certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificate),
        }
      : {}),
    ...(webAcl === undefined ? {} : { webAclId: webAcl }),
  });
  except(distribution, 'The record is public everywhere.', 'AwsSolutions-CFR1');
  except(
    distribution,
    'A firewall costs more than the rest of a small deployment; the setting webAcl adds it.',
    'AwsSolutions-CFR2',
  );
  except(
    distribution,
    'Access logs would record who looked for what; the function logs what operation requires.',
    'AwsSolutions-CFR3',
  );
  except(
    distribution,
    "The bucket's own stack lets CloudFront read the downloads.",
    'Annotation::@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
  );
  if (playground) {
    except(
      distribution,
      'The root object is set, so a request for / lists nothing; the file names of the playground are no secret anyway.',
      'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
    );
  }
  if (!config.domain) {
    except(
      distribution,
      "CloudFront's own certificate has its own minimum version; with the setting domain it is TLS 1.2.",
      'AwsSolutions-CFR4',
    );
  }
  return distribution;
}

/** GraphQL over HTTP: GET and HEAD are cached by query, POST is passed through. */
function apiBehavior(scope: Construct, { url, originSecret }: EdgeOptions): BehaviorOptions {
  return {
    origin: new FunctionUrlOrigin(url, {
      customHeaders: { [ORIGIN_HEADER]: originSecret },
      keepaliveTimeout: Duration.seconds(60),
    }),
    allowedMethods: AllowedMethods.ALLOW_ALL,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: new CachePolicy(scope, 'ByOperation', {
      cachePolicyName: nameIn(scope, 'operations'),
      comment: 'What determines the answer to a GraphQL GET request, besides the release',
      queryStringBehavior: CacheQueryStringBehavior.allowList(
        'query',
        'documentId',
        'operationName',
        'variables',
        'extensions',
      ),
      // File addresses in an answer begin with the host.
      headerBehavior: CacheHeaderBehavior.allowList('Accept', VIEWER_HOST_HEADER),
      cookieBehavior: CacheCookieBehavior.none(),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
      // The function sets the time; a response without one is not cached.
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(1),
    }),
    originRequestPolicy: new OriginRequestPolicy(scope, 'AllButHostAndCookies', {
      originRequestPolicyName: nameIn(scope, 'origin'),
      comment: 'A function URL requires its own host name, and nothing here reads cookies',
      headerBehavior: OriginRequestHeaderBehavior.denyList('Host'),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
      cookieBehavior: OriginRequestCookieBehavior.none(),
    }),
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, 'ApiHeaders', {
      responseHeadersPolicyName: nameIn(scope, 'api'),
      securityHeadersBehavior: SECURITY,
    }),
    compress: true,
    functionAssociations: [
      { function: addViewerHost(scope, nameIn(scope, 'host')), eventType: FunctionEventType.VIEWER_REQUEST },
    ],
  };
}

/** Downloads of releases, which never change at their addresses; S3 handles ranges and HEAD. */
function dumpsBehavior(scope: Construct, { releases }: EdgeOptions): BehaviorOptions {
  // The bucket's own policy cannot name this distribution: its stack is deployed before. See releases.ts.
  const bucket = Bucket.fromBucketAttributes(scope, 'Dumps', {
    bucketName: releases.bucketName,
    region: Stack.of(scope).region,
  });
  return {
    origin: S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessControl: new S3OriginAccessControl(scope, 'DumpsAccess', {
        originAccessControlName: nameIn(scope, 'dumps'),
      }),
    }),
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    // The bucket answers preflights.
    originRequestPolicy: OriginRequestPolicy.CORS_S3_ORIGIN,
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, 'DumpsHeaders', {
      responseHeadersPolicyName: nameIn(scope, 'dumps'),
      securityHeadersBehavior: SECURITY,
      // What was fetched without an Origin is kept without the bucket's permission.
      corsBehavior: {
        accessControlAllowOrigins: ['*'],
        accessControlAllowMethods: ['GET', 'HEAD', 'OPTIONS'],
        accessControlAllowHeaders: ['*'],
        accessControlExposeHeaders: [...EXPOSED],
        accessControlAllowCredentials: false,
        originOverride: true,
      },
    }),
    compress: true,
  };
}

/**
 * The name of a policy. CloudFront keeps one list of them for the whole account, so it carries the stage and
 * the region: a stage that moves to another region makes its new policies before the old ones go.
 */
const nameIn = (scope: Construct, what: string): string => {
  const { stackName, region } = Stack.of(scope);
  return `${stackName}-${region}-${what}`;
};

function filesBehavior(scope: Construct, bucket: IBucket): BehaviorOptions {
  return {
    // The right to list makes a missing file 404; without it S3 says 403.
    origin: S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      originAccessControl: new S3OriginAccessControl(scope, 'PlaygroundAccess', {
        originAccessControlName: nameIn(scope, 'playground'),
      }),
    }),
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, 'PlaygroundHeaders', {
      responseHeadersPolicyName: nameIn(scope, 'playground'),
      securityHeadersBehavior: {
        ...SECURITY,
        contentSecurityPolicy: { contentSecurityPolicy: PLAYGROUND_POLICY, override: true },
      },
    }),
    compress: true,
  };
}

const SECURITY = {
  strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
};
