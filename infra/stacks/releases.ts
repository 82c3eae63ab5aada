import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type IBucket,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { EXPOSED } from '../../schema/release/dumps/format.ts';
import type { Config } from './config.ts';
import { except } from './nag-exceptions.ts';

/**
 * The bucket that keeps every release that was deployed or published: its rows, its index, its download and a
 * description. The endpoint reads the index of the live release from it, CloudFront serves the downloads, and
 * `npm run publish -- --release ID` goes back to any of them.
 */
export function addReleasesBucket(scope: Construct, config: Config): IBucket {
  const own = new Bucket(scope, 'Releases', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    // Like the table, it holds what was published, which no other stack can restore.
    removalPolicy: RemovalPolicy.RETAIN,
    // Any site may read the downloads, including ranges and checksums.
    cors: [
      {
        allowedMethods: [HttpMethods.GET, HttpMethods.HEAD],
        allowedOrigins: ['*'],
        allowedHeaders: ['*'],
        exposedHeaders: [...EXPOSED],
        maxAge: 86_400,
      },
    ],
    lifecycleRules: [
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      // A download is kept as long as its release. What nobody has fetched for a month costs half, after
      // three months a fifth.
      {
        prefix: 'dumps/',
        transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }],
      },
    ],
  });
  if (config.edge) letCloudFrontRead(own);
  // The library's class and interface differ in an optional property under exactOptionalPropertyTypes.
  const bucket = own as IBucket;
  except(
    bucket,
    'Its contents are public, and access logs would record who downloaded what.',
    'AwsSolutions-S1',
  );
  return bucket;
}

/**
 * Lets CloudFront read the downloads, which are public, and find out that one is missing: without the right
 * to list, S3 responds with 403. It names no distribution, because the distribution is created after the
 * bucket, by another stack.
 */
function letCloudFrontRead(bucket: Bucket): void {
  const { partition, account } = Stack.of(bucket);
  const distributions = `arn:${partition}:cloudfront::${account}:distribution/*`;
  for (const [action, resource] of [
    ['s3:GetObject', bucket.arnForObjects('dumps/*')],
    ['s3:ListBucket', bucket.bucketArn],
  ] as const) {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        actions: [action],
        resources: [resource],
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        conditions: { ArnLike: { 'AWS:SourceArn': distributions } },
      }),
    );
  }
}

/**
 * The notation of cdk-nag for the bucket's objects in another stack: the output that CDK creates for the
 * reference.
 */
export function objectsOf(bucket: IBucket, objects: string): string {
  const { stackName: StackName, region: Region } = Stack.of(bucket);
  const OutputName = 'PublishOutputFnGetAttReleasesE6BA3EBFArn4F57DFD2';
  const output = JSON.stringify({ 'Fn::GetStackOutput': { StackName, Region, OutputName } });
  return `AwsSolutions-IAM5[Resource::${output}/${objects}]`;
}
