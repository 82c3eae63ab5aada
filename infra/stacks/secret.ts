import { SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { except } from './nag-exceptions.ts';

/**
 * The deployment's secret as dynamic references: CloudFormation inserts the values during the deploy, and no
 * template contains them.
 */
interface DeploymentSecret {
  readonly arn: string;
  readonly current: string;
  /** The secret before the last rotation. */
  readonly former: string | undefined;
}

/**
 * The output with the deployed version of the secret, which tells `npm run rotate` whether the previous
 * rotation was completed.
 */
export const SECRET_VERSION = 'SecretVersion';

/**
 * The one secret of a deployment. `npm run rotate` gives it a new value.
 *
 * CloudFormation resolves a reference only in resources that change for another reason
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html): without a
 * version in it, the next deploy of code would give the function a new secret and leave CloudFront with the
 * old one. So after the first rotation the references name versions, and a rotation changes both resources.
 *
 * @param versions ids of the current and the previous version of the secret; none before the first rotation
 */
export function addSecret(scope: Construct, [current, former]: readonly string[]): DeploymentSecret {
  const secret = new Secret(scope, 'DeploymentSecret', {
    description: 'Proves to the function that a request came through CloudFront, and signs cursors',
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
  });
  except(
    secret,
    'The operator rotates it (npm run rotate): each rotation redeploys CloudFront, which Secrets Manager cannot do.',
    'AwsSolutions-SMG4',
  );
  const reference = (versionId: string | undefined): string =>
    SecretValue.secretsManager(secret.secretArn, versionId === undefined ? {} : { versionId }).unsafeUnwrap();
  return {
    arn: secret.secretArn,
    current: reference(current),
    former: former === undefined ? undefined : reference(former),
  };
}
