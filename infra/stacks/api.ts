import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlAuthType, InvokeMode, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Bundle } from '../bundle/bundle.ts';
import type { Config } from './config.ts';
import { addEdge } from './edge.ts';
import { except } from './exception.ts';
import { addFunction } from './function.ts';
import { addPlayground } from './playground.ts';
import { rightTo, rightToIndex, type ServedTable } from './table.ts';

export interface ApiProps extends StackProps {
  readonly config: Config;
  readonly bundle: Bundle;
  readonly table: ServedTable;
  /** Folder of the built playground. */
  readonly playground: string | undefined;
  /** ARN of a web ACL in us-east-1. */
  readonly webAcl: string | undefined;
}

/** Seconds for one request: three tries at DynamoDB, and what is left to say that they failed. */
const TIMEOUT = 10;

/** The endpoint: the function, its address, and the edge before it. */
export class ApiStack extends Stack {
  readonly answering: LambdaFunction;
  readonly edge: Distribution | undefined;

  constructor(
    scope: Construct,
    id: string,
    { config, bundle, table, playground, webAcl, ...props }: ApiProps,
  ) {
    super(scope, id, props);
    const secret = new Secret(this, 'DeploymentSecret', {
      description: 'Shows the function that a request came through CloudFront, and signs its cursors',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    except(
      secret,
      'Nobody types it, and a new one makes every cursor that readers hold invalid: it changes when the operator says so.',
      'AwsSolutions-SMG4',
    );
    // A dynamic reference: CloudFormation puts the value in when it deploys, and no template holds it.
    const value = secret.secretValue.unsafeUnwrap();

    this.answering = addFunction(this, 'Graphql', {
      bundle,
      handler: 'handler',
      description: 'Answers GraphQL over HTTP out of the table',
      memory: config.memory,
      timeout: TIMEOUT,
      environment: {
        TABLE: table.name,
        VERSION: bundle.hash.slice(0, 16),
        DEPLOYMENT_SECRET: value,
        URL_SUFFIX: this.urlSuffix,
        ORIGIN: config.edge ? 'edge' : 'any',
      },
      logDays: config.logDays,
    });
    this.answering.addToRolePolicy(rightTo(table, ['BatchGetItem', 'GetItem', 'Query']));
    this.answering.addToRolePolicy(rightToIndex(table));
    // Not AWS_IAM with origin access control: every POST would then need a hash of its body, which GraphQL clients do not send.
    const url = this.answering.addFunctionUrl({
      authType: FunctionUrlAuthType.NONE,
      invokeMode: InvokeMode.BUFFERED,
    });

    if (config.edge) {
      const bucket = playground === undefined ? undefined : addPlayground(this, playground, config);
      this.edge = addEdge(this, { config, url, originSecret: value, playground: bucket, webAcl });
      const host = config.domain?.name ?? this.edge.distributionDomainName;
      new CfnOutput(this, 'Address', { value: `https://${host}/` });
      if (config.domain) new CfnOutput(this, 'DomainTarget', { value: this.edge.distributionDomainName });
    } else {
      new CfnOutput(this, 'Address', { value: url.url });
    }
  }
}
