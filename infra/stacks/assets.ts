import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { except } from './nag-exceptions.ts';

/**
 * Lets a function that may read the asset bucket also decrypt its objects.
 * `cdk bootstrap --bootstrap-kms-key-id` encrypts the bucket with the account's own key, whose policy may
 * delegate access to IAM; CDK grants its functions only the bucket. A template cannot know the key, so the
 * statement restricts what is decrypted: S3 passes the object as the encryption context, or the bucket if it
 * has a bucket key
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context). Without such a
 * key, the right is never used.
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
    'The key of the asset bucket is unknown; the conditions allow only what is read from that bucket.',
    `AwsSolutions-IAM5[Resource::arn:aws:kms:${region}:<AWS::AccountId>:key/*]`,
  );
}
