import { CfnOutput, CustomResource, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
import type { ReleaseFile } from '../../functions/seed/release-file.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { mayDecryptAssets } from './assets.ts';
import { assetObjects } from './bootstrap.ts';
import type { Config } from './config.ts';
import { addFunction, type OwnFunction } from './function.ts';
import { logGroup } from './log-group.ts';
import { everyObjectOf, everyVersionOf, except, OF_LIBRARY_FUNCTIONS } from './nag-exceptions.ts';
import { addReleasesBucket } from './releases.ts';
import { addTable, restoredTable, rightTo, rightToIndex, type ServedTable } from './table.ts';

interface DataProps extends StackProps {
  readonly config: Config;
  readonly bundle: Bundle;
  readonly release: ReleaseFile;
  /** A new value makes the seed rewrite all content once, whatever the table seems to hold. */
  readonly repair?: string;
}

/**
 * Seconds that one call of the seed may take. The provider that waits for it has 900, and needs some of them
 * itself.
 */
const CALL = 840;

/**
 * Megabytes: the seed mostly waits for DynamoDB, with sixteen requests at a time, for which half a core is
 * enough.
 */
const MEMORY = 1024;

/**
 * The table, and its content as a resource of the stack, so that a failed deploy restores the old content.
 */
export class DataStack extends Stack {
  readonly table: ServedTable;
  readonly seeding: OwnFunction;
  /** Keeps the releases; the endpoint reads the indexes from it. */
  readonly releases: IBucket;

  constructor(scope: Construct, id: string, { config, bundle, release, repair, ...props }: DataProps) {
    super(scope, id, props);
    const own = addTable(this, config);
    this.table = config.table === undefined ? own : restoredTable(this, config.table);

    // Named by its hash: an unchanged release is not uploaded again, and an old one stays where a rollback
    // finds it.
    const file = new Asset(this, 'Release', { path: release.path, assetHash: release.sha256 });
    const searchIndex = new Asset(this, 'SearchIndex', {
      path: release.searchIndex,
      ...(release.head.index ? { assetHash: release.head.index.sha256 } : {}),
    });
    const dumps = release.dumps.map(({ name, path, mediaType, bytes, sha256 }) => ({
      Name: name,
      Key: new Asset(this, `Dump ${name}`, { path, assetHash: sha256 }).s3ObjectKey,
      MediaType: mediaType,
      Bytes: String(bytes),
      Sha256: sha256,
    }));
    this.releases = addReleasesBucket(this, config);
    this.seeding = addFunction(this, 'Seed', {
      bundle,
      handler: 'isComplete',
      description: 'Writes to the table whatever differs from the release',
      memory: MEMORY,
      timeout: CALL,
      environment: { TABLE: this.table.name, RELEASES_BUCKET: this.releases.bucketName },
      logDays: config.logDays,
    });
    this.seeding.addToRolePolicy(rightTo(this.table, ['BatchWriteItem', 'GetItem', 'PutItem', 'Query']));
    this.seeding.addToRolePolicy(rightToIndex(this.table));
    this.seeding.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObject'],
        resources: ['*.gz', '*.index', '*.dump'].map((objects) => file.bucket.arnForObjects(objects)),
      }),
    );
    mayDecryptAssets(this.seeding.role, file.bucket);
    this.seeding.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [this.releases.arnForObjects('*')],
      }),
    );
    // Without this right, S3 reports a missing release as forbidden.
    this.seeding.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.releases.bucketArn] }),
    );
    except(this.seeding.role, 'It stores releases only in this bucket.', everyObjectOf(this.releases));
    except(
      this.seeding.role,
      'A rollback reads the previous release, whose key in the asset bucket this template does not know.',
      assetObjects(config.qualifier, this.region, '*.gz'),
      assetObjects(config.qualifier, this.region, '*.index'),
      assetObjects(config.qualifier, this.region, '*.dump'),
    );

    const content = new CustomResource(this, 'Content', {
      serviceToken: this.provider(bundle, config).serviceToken,
      resourceType: 'Custom::Content',
      properties: {
        Release: release.id,
        Bucket: file.s3BucketName,
        Key: file.s3ObjectKey,
        IndexFirst: String(release.index.first),
        IndexLast: String(release.index.last),
        Sha256: release.sha256,
        SearchIndex: searchIndex.s3ObjectKey,
        Dumps: dumps,
        Table: this.table.name,
        ...(repair === undefined ? {} : { Repair: repair }),
      },
    });
    new CfnOutput(this, 'ReleaseId', { value: content.getAttString('Release') });
    new CfnOutput(this, 'TableName', { value: this.table.name });
    new CfnOutput(this, 'ReleasesBucket', { value: this.releases.bucketName });
  }

  /**
   * CDK's own provider, which calls the seed repeatedly until it is complete, for at most the hour that
   * CloudFormation waits.
   */
  private provider(bundle: Bundle, config: Config): Provider {
    const naming = addFunction(this, 'SeedEvent', {
      bundle,
      handler: 'onEvent',
      description: 'Records requests by CloudFormation; the seed carries them out',
      memory: 256,
      timeout: 60,
      environment: { TABLE: this.table.name },
      logDays: config.logDays,
    });
    naming.addToRolePolicy(rightTo(this.table, ['GetItem', 'PutItem']));
    // Needed to tell whether an update is a rollback, which CloudFormation's request does not say.
    naming.addToRolePolicy(
      new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [this.stackId] }),
    );
    const provider = new Provider(this, 'Seeding', {
      onEventHandler: naming,
      isCompleteHandler: this.seeding,
      queryInterval: Duration.seconds(5),
      totalTimeout: Duration.hours(1),
      logGroup: logGroup(this, 'SeedingLog', config.logDays),
    });
    const parts = ['framework-isComplete', 'framework-onTimeout'].map((name) =>
      provider.node.findChild(name),
    );
    except(
      provider,
      "The functions, roles and the state machine of CDK's provider framework are defined by the library.",
      ...OF_LIBRARY_FUNCTIONS,
      ...[this.seeding, naming, ...parts].map(everyVersionOf),
      'AwsSolutions-SF1',
      'AwsSolutions-SF2',
      'Serverless-StepFunctionStateMachineXray',
    );
    return provider;
  }
}
