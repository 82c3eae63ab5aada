import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
import type { Bundles } from '../bundle/bundle.ts';
import type { Config } from './config.ts';
import { addFunction } from './function.ts';
import { logGroup } from './log-group.ts';
import { everyObjectOf, everyVersionOf, except, OF_LIBRARY_FUNCTIONS } from './nag-exceptions.ts';

interface CachedCode {
  readonly code: Code;
  /** Keeps the code of every deploy, and its source maps. */
  readonly bucket: IBucket;
}

/**
 * Seconds to run the endpoint once and upload the code; the first run with a new role may have to wait for
 * its rights.
 */
const TIMEOUT = 180;

/**
 * The endpoint's code with a V8 code cache, as a resource: CloudFormation creates it before the endpoint, and
 * returns to the previous one if a deploy fails. The function that makes it has the endpoint's memory size,
 * because Lambda derives some Node flags from that, and is redeployed with every change of the endpoint, so
 * that both get the same build of Node.
 *
 * @param version identifies the endpoint's code
 * @param secrets ids of the versions of the secret, which a rotation changes
 */
export function addCachedCode(
  scope: Construct,
  config: Config,
  { graphql, codeCache }: Bundles,
  version: string,
  secrets: readonly string[],
): CachedCode {
  const own = new Bucket(scope, 'Code', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    // A rollback needs the code of earlier deploys; each takes about a megabyte.
    removalPolicy: RemovalPolicy.RETAIN,
  });
  // The library's class and interface differ in an optional property under exactOptionalPropertyTypes.
  const bucket = own as IBucket;
  except(
    bucket,
    'Its only readers are CloudFormation, the code-cache function and the operator.',
    'AwsSolutions-S1',
  );
  const plain = new Asset(scope, 'PlainCode', { path: graphql.folder, assetHash: graphql.hash });
  // Everything that determines the endpoint's configuration: a change of it updates the function, which may
  // bring a different Node.
  const { memory, tracing, concurrency, edge, table } = config;
  const settings = JSON.stringify({ memory, tracing, concurrency, edge, table, secrets });
  const making = addFunction(scope, 'CodeCache', {
    bundle: codeCache,
    handler: 'onEvent',
    description: "Makes the endpoint's V8 code cache",
    memory,
    timeout: TIMEOUT,
    environment: { FOR: settings },
    logDays: config.logDays,
    pinsRuntime: true,
  });
  making.addToRolePolicy(
    new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] }),
  );
  except(making.role, 'It only writes new objects to this bucket.', everyObjectOf(bucket));
  const provider = new Provider(scope, 'CodeProvider', {
    onEventHandler: making,
    logGroup: logGroup(scope, 'CodeProviderLog', config.logDays),
  });
  except(
    provider,
    "The function and the role of CDK's provider framework are defined by the library.",
    ...OF_LIBRARY_FUNCTIONS,
    everyVersionOf(making),
  );
  const made = new CustomResource(scope, 'EndpointCode', {
    serviceToken: provider.serviceToken,
    serviceTimeout: Duration.seconds(TIMEOUT + 30),
    resourceType: 'Custom::EndpointCode',
    properties: {
      Bucket: bucket.bucketName,
      Version: version,
      PlainBucket: plain.s3BucketName,
      PlainKey: plain.s3ObjectKey,
      // Rebuilt when Node's flags or build may have changed.
      Settings: settings,
    },
  });
  const from = Bucket.fromBucketName(scope, 'CodeFrom', made.getAttString('Bucket'));
  except(
    from,
    'The key contains the hash of the code, so different code has a different key.',
    'Annotation::@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified',
  );
  return { code: Code.fromBucketV2(from, made.getAttString('Key')), bucket };
}
