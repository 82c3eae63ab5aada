import { randomBytes } from 'node:crypto';
import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** The ids of a secret's versions: the current one, and the one before it once there was a rotation. */
export async function secretVersions(region: string, arn: string): Promise<string[]> {
  const versions = Object.entries((await describeSecret(region, arn)).VersionIdsToStages ?? {});
  const version = (stage: string): string[] =>
    versions.filter(([, stages]) => stages.includes(stage)).map(([id]) => id);
  const former = version('AWSPREVIOUS');
  // Before the first rotation no version is named, so that the next deploy has nothing to change.
  return former.length === 0 ? [] : [...version('AWSCURRENT'), ...former];
}

/** When the secret got its current value. */
export async function secretAge(region: string, arn: string): Promise<Date | undefined> {
  const { LastChangedDate, CreatedDate } = await describeSecret(region, arn);
  return LastChangedDate ?? CreatedDate;
}

/** Gives the secret a new value. Secrets Manager keeps the one before as `AWSPREVIOUS`. */
export async function renewSecret(region: string, arn: string): Promise<void> {
  const client = new SecretsManagerClient({ region });
  try {
    const SecretString = randomBytes(36).toString('base64url');
    await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString }));
  } finally {
    client.destroy();
  }
}

async function describeSecret(region: string, arn: string): Promise<DescribeSecretCommandOutput> {
  const client = new SecretsManagerClient({ region });
  try {
    return await client.send(new DescribeSecretCommand({ SecretId: arn }));
  } finally {
    client.destroy();
  }
}
