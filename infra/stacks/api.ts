import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  type FunctionUrl,
  FunctionUrlAuthType,
  InvokeMode,
  type IVersion,
} from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { DUMP_LIST } from '../../schema/release/dumps/format.ts';
import { POINTER_TIME, READ_TIME } from '../../schema/store/store.ts';
import type { Bundles } from '../bundle/bundle.ts';
import { addCachedCode } from './cached-code.ts';
import type { Config } from './config.ts';
import { addDomain } from './domain.ts';
import { addEdge } from './edge.ts';
import { addFunction, type OwnFunction } from './function.ts';
import { except } from './nag-exceptions.ts';
import { addPlayground } from './playground.ts';
import { objectsOf } from './releases.ts';
import { addRollout } from './rollout.ts';
import { addSecret, SECRET_VERSION } from './secret.ts';
import { rightTo, rightToIndex, type ServedTable } from './table.ts';

interface ApiProps extends StackProps {
  readonly config: Config;
  readonly bundles: Bundles;
  readonly table: ServedTable;
  /** The bucket of releases, whose indexes the endpoint reads. */
  readonly releases: IBucket;
  /** Folder of the built playground. */
  readonly playground: string | undefined;
  /** ARN of a web ACL in us-east-1. */
  readonly webAcl: string | undefined;
  /** ARN of the certificate for the domain, in us-east-1. */
  readonly certificate: string | undefined;
  /** See secret.ts. */
  readonly secrets: readonly string[];
}

/**
 * Seconds for one request: the time that the store may read, and two more to start and to report a timeout.
 */
const TIMEOUT = Math.ceil((POINTER_TIME + READ_TIME) / 1_000) + 2;

/** The endpoint: the function, its address, and the edge in front of it. */
export class ApiStack extends Stack {
  readonly answering: OwnFunction;
  readonly edge: Distribution | undefined;

  constructor(scope: Construct, id: string, props: ApiProps) {
    const { config, bundles, table, releases, playground, webAcl, certificate, secrets, ...stackProps } =
      props;
    super(scope, id, stackProps);
    const secret = addSecret(this, secrets);
    const version = bundles.graphql.hash.slice(0, 16);
    const { code, bucket } = addCachedCode(this, config, bundles, version, secrets);

    this.answering = addFunction(this, 'Graphql', {
      bundle: code,
      handler: 'handler',
      description: 'Answers GraphQL requests from the table',
      memory: config.memory,
      timeout: TIMEOUT,
      environment: {
        STAGE: config.stage,
        TABLE: table.name,
        RELEASES_BUCKET: releases.bucketName,
        VERSION: version,
        DEPLOYMENT_SECRET: secret.current,
        ...(secret.former === undefined ? {} : { FORMER_SECRET: secret.former }),
        URL_SUFFIX: this.urlSuffix,
        ORIGIN: config.edge ? 'edge' : 'any',
      },
      logDays: config.logDays,
      tracing: config.tracing,
      concurrency: config.concurrency,
      pinsRuntime: true,
    });
    this.answering.addToRolePolicy(rightTo(table, ['BatchGetItem', 'GetItem', 'Query']));
    this.answering.addToRolePolicy(rightToIndex(table));
    const objects = ['indexes/*', config.edge ? `dumps/*/${DUMP_LIST}` : 'dumps/*'];
    this.answering.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObject'],
        resources: objects.map((each) => releases.arnForObjects(each)),
      }),
    );
    except(
      this.answering.role,
      'Each release has its own index, named by its hash, and a folder with its download.',
      ...objects.map((each) => objectsOf(releases, each)),
    );

    // Code and configuration change together: a version contains both, and the alias points to the version
    // that serves requests. The library's class and interface differ in an optional property under
    // exactOptionalPropertyTypes.
    const newest = this.answering.currentVersion as IVersion;
    const live = new Alias(this, 'Live', { aliasName: 'live', version: newest });
    addRollout(this, config, live);
    // Not AWS_IAM with origin access control: every POST would then need a hash of its body, which GraphQL
    // clients do not send.
    const url = live.addFunctionUrl({
      authType: FunctionUrlAuthType.NONE,
      invokeMode: InvokeMode.BUFFERED,
    });

    this.edge = config.edge ? this.edgeBefore(url, secret.current, props) : undefined;
    const host = config.domain?.name ?? this.edge?.distributionDomainName;
    new CfnOutput(this, 'Address', { value: host === undefined ? url.url : `https://${host}/` });
    new CfnOutput(this, 'LogGroup', { value: this.answering.logGroup.logGroupName });
    new CfnOutput(this, 'CodeBucket', { value: bucket.bucketName });
    new CfnOutput(this, 'SecretArn', { value: secret.arn });
    const [secretVersion] = secrets;
    if (secretVersion !== undefined) new CfnOutput(this, SECRET_VERSION, { value: secretVersion });
  }

  private edgeBefore(
    url: FunctionUrl,
    originSecret: string,
    { config, playground, webAcl, certificate, releases }: ApiProps,
  ): Distribution {
    const bucket = playground === undefined ? undefined : addPlayground(this, playground, config);
    const edge = addEdge(this, {
      ...{ config, url, originSecret, playground: bucket, webAcl, certificate, releases },
    });
    new CfnOutput(this, 'DistributionId', { value: edge.distributionId });
    new CfnOutput(this, 'DistributionName', { value: edge.distributionDomainName });
    if (config.domain?.zone) addDomain(this, config.domain.name, config.domain.zone, edge);
    return edge;
  }
}
