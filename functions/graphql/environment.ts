import { createHmac } from 'node:crypto';
import type { WireOptions } from '../../schema/store/dynamodb-http.ts';
import type { BucketOptions } from '../../schema/store/s3-http.ts';

/** The settings that the stack passes to the function. */
interface Environment {
  /** Name of the stage, a dimension of the metrics. */
  readonly stage: string;
  readonly table: string;
  /** Where DynamoDB is, and the credentials for it. */
  readonly dynamodb: WireOptions;
  /** Where the index files of releases are; undefined if there are none. */
  readonly releases: BucketOptions | undefined;
  /** Identifies the code: another version may answer the same request differently. */
  readonly version: string;
  readonly cursorKey: string;
  /**
   * Cursors from before the last rotation of the secret were signed with this; undefined before the first
   * rotation.
   */
  readonly formerCursorKey: string | undefined;
  /**
   * The secrets, one of which CloudFront must send; undefined if the function's own address is the public
   * one.
   */
  readonly originSecrets: readonly string[] | undefined;
}

/**
 * Reads the environment variables of the function.
 *
 * One generated secret serves two purposes: CloudFront sends it unchanged, and cursors are signed with a key
 * derived from it. After a rotation the previous secret is accepted as well, because CloudFront needs minutes
 * to send the new one everywhere, and clients hold cursors.
 *
 * The secret is passed as an environment variable, because a call to Secrets Manager would add some 100 ms to
 * each cold start. So anyone who may read the function's configuration can read it, and could then bypass the
 * cache or forge positions in public lists, but nothing more.
 *
 * @throws Error that names the missing variable
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const needed = (name: string): string => {
    const value = variables[name];
    if (!value) throw new Error(`The environment variable ${name} is not set.`);
    return value;
  };
  const secret = needed('DEPLOYMENT_SECRET');
  const former = variables.FORMER_SECRET || undefined;
  return {
    stage: needed('STAGE'),
    table: needed('TABLE'),
    dynamodb: dynamodbOf(variables, needed),
    releases: releasesOf(variables, needed),
    version: needed('VERSION'),
    cursorKey: cursorKeyOf(secret),
    formerCursorKey: former && cursorKeyOf(former),
    originSecrets: needed('ORIGIN') === 'edge' ? [secret, ...(former ? [former] : [])] : undefined,
  };
}

const cursorKeyOf = (secret: string): string => createHmac('sha256', secret).update('cursors').digest('hex');

/** The bucket of releases, at its own address or under an emulator's. */
function releasesOf(
  variables: Readonly<Record<string, string | undefined>>,
  needed: (name: string) => string,
): BucketOptions | undefined {
  const { RELEASES_BUCKET: bucket, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = variables;
  if (!bucket) return undefined;
  const { region, credentials } = dynamodbOf(variables, needed);
  const emulator = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL;
  const address = emulator
    ? `${emulator}/${bucket}`
    : `https://${bucket}.s3.${region}.${needed('URL_SUFFIX')}`;
  return { address, region, credentials };
}

/**
 * Lambda puts the region and the role's credentials into the environment for the life of the process; the
 * stack gives the domain of the AWS partition. The two endpoint variables are the ones that AWS's own tools
 * use for emulators.
 */
function dynamodbOf(
  variables: Readonly<Record<string, string | undefined>>,
  needed: (name: string) => string,
): WireOptions {
  const region = needed('AWS_REGION');
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL, AWS_SESSION_TOKEN: sessionToken } = variables;
  return {
    endpoint:
      AWS_ENDPOINT_URL_DYNAMODB || AWS_ENDPOINT_URL || `https://dynamodb.${region}.${needed('URL_SUFFIX')}`,
    region,
    credentials: {
      accessKeyId: needed('AWS_ACCESS_KEY_ID'),
      secretAccessKey: needed('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken ? { sessionToken } : {}),
    },
  };
}

/** Whether V8 accepted the code cache when the process started. */
export type CodeCache = 'accepted' | 'rejected' | 'missing';

/** Reads the variable that the loader of the bundle sets. */
export function codeCacheOf({ CODE_CACHE }: Readonly<Record<string, string | undefined>>): CodeCache {
  return CODE_CACHE === 'accepted' || CODE_CACHE === 'rejected' ? CODE_CACHE : 'missing';
}
