import { SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { except } from './exception.ts';

/**
 * The deployment's secret as dynamic references: CloudFormation puts the values in when it deploys, and no
 * template holds them.
 */
export interface DeploymentSecret {
  readonly arn: string;
  readonly current: string;
  /** The one before the last rotation. */
  readonly former: string | undefined;
}

/**
 * The output that says which version of the secret is deployed. `npm run rotate` learns from it whether the
 * rotation before was carried through.
 */
export const SECRET_VERSION = 'SecretVersion';

/**
 * The one secret of a deployment. `npm run rotate` gives it a new value.
 *
 * CloudFormation resolves a reference only in resources that change otherwise
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html): without a
 * version in it, the next deploy of code would give the function a new secret and leave CloudFront with the
 * old one. So after a rotation the references name versions, and a rotation changes both.
 *
 * @param versions ids of the current version of the secret and of the one before it; none before the first
 *   rotation
 */
export function addSecret(scope: Construct, [current, former]: readonly string[]): DeploymentSecret {
  const secret = new Secret(scope, 'DeploymentSecret', {
    description: 'Shows the function that a request came through CloudFront, and signs its cursors',
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
