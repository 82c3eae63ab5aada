import { createHmac } from 'node:crypto';
import type { WireOptions } from '../../schema/store/dynamodb-http.ts';
import type { BucketOptions } from '../../schema/store/s3-http.ts';

/** What the stack tells the function. */
export interface Environment {
  /** Name of the stage, by which metrics are told apart. */
  readonly stage: string;
  readonly table: string;
  /** Where DynamoDB is, and who asks it. */
  readonly dynamodb: WireOptions;
  /** Where the index files of releases are; undefined where none are kept. */
  readonly releases: BucketOptions | undefined;
  /** Names the code: another version may answer the same request differently. */
  readonly version: string;
  readonly cursorKey: string;
  /**
   * Cursors from before the last rotation of the secret were signed with this; undefined before the first
   * rotation.
   */
  readonly formerCursorKey: string | undefined;
  /**
   * The secrets of which CloudFront must show one; undefined when the function's own address is the public
   * one.
   */
  readonly originSecrets: readonly string[] | undefined;
}

/**
 * Reads the environment variables of the function.
 *
 * One generated secret serves two purposes: CloudFront sends it as it is, and cursors are signed with a key
 * made from it. After a rotation the one before is accepted as well, because CloudFront takes minutes to send
 * the new one everywhere and readers hold cursors.
 *
 * The secret comes as an environment variable and not over the network: a call to Secrets Manager would add
 * some 100 ms to each cold start. So whoever may read the function's configuration can read it, and could
 * then bypass the cache or make up positions in public lists, but no more.
 *
 * @throws Error that names the variable which is missing
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

/** The bucket of releases, at its own address, or at an emulator's under its name. */
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
 * Lambda puts the region and the credentials of the role into the environment, where they stay for the life
 * of the process; the stack says under which domain AWS answers in that part of the world. The two addresses
 * are those that AWS's tools know, for emulators.
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

/** What became of V8's code cache when the process started. */
export type CodeCache = 'accepted' | 'rejected' | 'missing';

/** Reads the variable that the loader of the bundle sets. */
export function codeCacheOf({ CODE_CACHE }: Readonly<Record<string, string | undefined>>): CodeCache {
  return CODE_CACHE === 'accepted' || CODE_CACHE === 'rejected' ? CODE_CACHE : 'missing';
}
