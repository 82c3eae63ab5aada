import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { PLAYGROUND_DIST } from '../../functions/playground/dist-path.ts';
import { mayDecryptAssets } from './assets.ts';
import { assetObjects } from './bootstrap.ts';
import type { Config } from './config.ts';
import { logGroup } from './log-group.ts';
import { everyObjectOf, except, OF_LIBRARY_FUNCTIONS } from './nag-exceptions.ts';

/**
 * The folder of the built playground; undefined if it was not built, and the function's start page is served
 * instead.
 */
export const builtPlayground = (): string | undefined =>
  existsSync(join(PLAYGROUND_DIST, 'index.html')) ? PLAYGROUND_DIST : undefined;

/** Files whose names contain a hash of their content. */
const HASHED = 'assets/*';

/** A private bucket with the playground, and the deployments that copy it there. */
export function addPlayground(scope: Construct, folder: string, config: Config): IBucket {
  const own = new Bucket(scope, 'Playground', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    // All of it can be rebuilt from the source, so nothing is lost with the stack.
    removalPolicy: RemovalPolicy.DESTROY,
    autoDeleteObjects: true,
  });
  // The library's class and interface differ in an optional property under exactOptionalPropertyTypes.
  const bucket = own as IBucket;
  except(
    bucket,
    "Only CloudFront reads the bucket, and access logs would record readers' addresses.",
    'AwsSolutions-S1',
  );
  const log = logGroup(scope, 'PlaygroundLog', config.logDays);
  const files = new Asset(scope, 'PlaygroundFiles', { path: folder });
  const common = {
    sources: [Source.bucket(files.bucket, files.s3ObjectKey)],
    destinationBucket: bucket,
    // Files of the previous version are kept, because a page opened before the deploy still needs them.
    prune: false,
    logGroup: log,
    memoryLimit: 256,
  };
  const hashed = new BucketDeployment(scope, 'PlaygroundAssets', {
    ...common,
    exclude: ['*'],
    include: [HASHED],
    cacheControl: [
      CacheControl.setPublic(),
      CacheControl.maxAge(Duration.days(365)),
      CacheControl.immutable(),
    ],
  });
  const pages = new BucketDeployment(scope, 'PlaygroundPages', {
    ...common,
    exclude: [HASHED],
    cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(1))],
  });
  // The page is deployed after the files that it refers to.
  pages.node.addDependency(hashed);
  // Both deployments share one function and its role.
  mayDecryptAssets(hashed.handlerRole, files.bucket);
  exceptDeployments(scope, config, hashed, bucket);
  return bucket;
}

/** Both deployments share one function, which the library names and creates. */
function exceptDeployments(
  scope: Construct,
  { qualifier }: Config,
  deployment: BucketDeployment,
  bucket: IBucket,
): void {
  const copying = deployment.handlerRole.node.scope;
  if (!copying) return;
  const { region } = Stack.of(scope);
  except(
    copying,
    "The function that copies files is defined by CDK's library; it may read assets and write only this bucket.",
    ...OF_LIBRARY_FUNCTIONS,
    ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map(
      (actions) => `AwsSolutions-IAM5[Action::s3:${actions}]`,
    ),
    assetObjects(qualifier, region, '*'),
    everyObjectOf(bucket),
  );
}
