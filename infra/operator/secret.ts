import { randomBytes } from 'node:crypto';
import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { OperatorError } from './operator-error.ts';

/** Ids of a secret's versions. */
export interface Versions {
  readonly current: string;
  /** The version before the last rotation; undefined before the first rotation. */
  readonly former: string | undefined;
}

export async function secretVersions(region: string, arn: string): Promise<Versions> {
  const versions = Object.entries((await describeSecret(region, arn)).VersionIdsToStages ?? {});
  const at = (stage: string) => versions.find(([, stages]) => stages.includes(stage))?.[0];
  const current = at('AWSCURRENT');
  if (current === undefined) throw new OperatorError(`The secret ${arn} has no current version.`);
  return { current, former: at('AWSPREVIOUS') };
}

/**
 * The versions that a deploy refers to. There are none before the first rotation, so that the next deploy has
 * nothing to change.
 */
export const namedVersions = ({ current, former }: Versions): string[] =>
  former === undefined ? [] : [current, former];

/** The time at which the secret got its current value. */
export async function secretAge(region: string, arn: string): Promise<Date | undefined> {
  const { LastChangedDate, CreatedDate } = await describeSecret(region, arn);
  return LastChangedDate ?? CreatedDate;
}

/**
 * Gives the secret a new value. Secrets Manager keeps the previous value as `AWSPREVIOUS`, and drops the one
 * before that.
 *
 * @returns the id of the new version
 */
export async function renewSecret(region: string, arn: string): Promise<string> {
  const client = new SecretsManagerClient({ region });
  try {
    const SecretString = randomBytes(36).toString('base64url');
    const { VersionId } = await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString }));
    if (VersionId === undefined) throw new Error('Secrets Manager returned no version');
    return VersionId;
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
