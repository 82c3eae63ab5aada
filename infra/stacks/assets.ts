import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { except } from './exception.ts';

/**
 * Lets a function that may read the bucket of assets also decrypt what is in it.
 * `cdk bootstrap --bootstrap-kms-key-id` encrypts the bucket with a key of the account's own, whose policy
 * may leave it to IAM who uses it; CDK grants its functions the bucket alone. Which key that is no template
 * knows, so the statement names what is decrypted: S3 gives the object as the encryption context, or the
 * bucket where that has a bucket key
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context). A bucket
 * without such a key never asks.
 */
export function mayDecryptAssets(role: IRole, bucket: IBucket): void {
  const { region, account, partition } = Stack.of(role);
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [`arn:${partition}:kms:${region}:${account}:key/*`],
      conditions: {
        StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket.bucketArn, bucket.arnForObjects('*')] },
      },
    }),
  );
  except(
    role,
    'Whatever key the bucket of assets has: the conditions allow nothing but what is read from that bucket.',
    `AwsSolutions-IAM5[Resource::arn:aws:kms:${region}:<AWS::AccountId>:key/*]`,
  );
}
