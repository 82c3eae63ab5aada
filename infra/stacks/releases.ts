import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { except } from './exception.ts';

/**
 * The bucket that keeps every release that was deployed or published: its rows, its index, and a description. The endpoint
 * reads the index of the live release from it, and `npm run publish -- --release ID` goes back to any of them.
 */
export function addReleasesBucket(scope: Construct): IBucket {
  const own = new Bucket(scope, 'Releases', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    // Like the table, it holds what was published, which no other stack can bring back.
    removalPolicy: RemovalPolicy.RETAIN,
  });
  // The library's class and interface differ in an optional property, as exactOptionalPropertyTypes reads them.
  const bucket = own as IBucket;
  except(bucket, 'The endpoint, the seed and the operator are its only readers.', 'AwsSolutions-S1');
  return bucket;
}

/** How cdk-nag writes the indexes in the bucket, seen from another stack: by the output that CDK makes for the reference. */
export function indexesOf(bucket: IBucket): string {
  const { stackName: StackName, region: Region } = Stack.of(bucket);
  const OutputName = 'PublishOutputFnGetAttReleasesE6BA3EBFArn4F57DFD2';
  const output = JSON.stringify({ 'Fn::GetStackOutput': { StackName, Region, OutputName } });
  return `AwsSolutions-IAM5[Resource::${output}/indexes/*]`;
}
