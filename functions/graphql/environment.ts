import { createHmac } from 'node:crypto';
import type { WireOptions } from '../../schema/store/dynamodb-http.ts';

/** What the stack tells the function. */
export interface Environment {
  readonly table: string;
  /** Where DynamoDB is, and who asks it. */
  readonly dynamodb: WireOptions;
  /** Names the code: another version may answer the same request differently. */
  readonly version: string;
  readonly cursorKey: string;
  /** What CloudFront must show; undefined when the function's own address is the public one. */
  readonly originSecret: string | undefined;
}

/**
 * Reads the environment variables of the function.
 *
 * One generated secret serves both purposes: CloudFront sends it as it is, cursors are signed with a key made from it. It
 * comes as an environment variable and not over the network, since a call to Secrets Manager would add some 100 ms to each
 * cold start; the price is that who may read the function's configuration reads it too, and could then go round the cache or
 * make up positions in public lists, no more.
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
  return {
    table: needed('TABLE'),
    dynamodb: dynamodbOf(variables, needed),
    version: needed('VERSION'),
    cursorKey: createHmac('sha256', secret).update('cursors').digest('hex'),
    originSecret: needed('ORIGIN') === 'edge' ? secret : undefined,
  };
}

/**
 * Lambda puts the region and the credentials of the role into the environment, where they stay for the life of the process; the stack says
 * under which domain AWS answers in that part of the world. The two addresses are those that AWS's tools know, for emulators.
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
