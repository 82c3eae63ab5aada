import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  CfnOIDCProvider,
  Effect,
  PolicyDocument,
  PolicyStatement,
  Role,
  WebIdentityPrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { versionParameter } from './bootstrap.ts';
import { type Config, regionsOf } from './config.ts';
import { except } from './nag-exceptions.ts';
import { stackName, tagsOf } from './stack-name.ts';

/** GitHub's issuer of tokens: docs.github.com/en/actions/reference/security/oidc. */
const ISSUER = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';

interface PipelineProps extends StackProps {
  readonly config: Config;
  /** `OWNER/NAME` on GitHub. */
  readonly repo: string;
  readonly branch: string;
  /** Whether the account already trusts GitHub's issuer, which can be added only once. */
  readonly hasIssuer: boolean;
}

/** The name of the role that the workflow assumes, which the workflow must know before the stack exists. */
export const pipelineRole = ({ stage }: Config): string => stackName(stage, 'pipeline');

/**
 * Lets the workflow of one branch of one repository deploy one stage, with a token that GitHub gives it for
 * an hour. The role may assume the bootstrap roles for deploys, and do the few things that `npm run deploy`
 * does itself.
 */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { config, repo, branch, hasIssuer, ...props }: PipelineProps) {
    super(scope, id, { ...props, tags: tagsOf(config) });
    const issuer = hasIssuer ? undefined : this.trustIssuer();
    const role = new Role(this, 'Role', {
      roleName: pipelineRole(config),
      description: `Deploys the stage ${config.stage} from the branch ${branch} of ${repo}`,
      assumedBy: new WebIdentityPrincipal(
        this.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: ISSUER }),
        {
          StringEquals: {
            [`${ISSUER}:aud`]: AUDIENCE,
            [`${ISSUER}:sub`]: `repo:${repo}:ref:refs/heads/${branch}`,
          },
        },
      ),
      inlinePolicies: { Deploy: new PolicyDocument({ statements: this.rights(config) }) },
    });
    if (issuer) role.node.addDependency(issuer);
    except(
      role,
      'The names end in random characters from CloudFormation; they are restricted by the stage tag or the stage name.',
      ...this.rights(config)
        .flatMap(({ resources }) => resources)
        .filter((resource) => resource.includes('*'))
        .map((resource) => `AwsSolutions-IAM5[Resource::${readable(resource)}]`),
    );
    new CfnOutput(this, 'RoleArn', { value: role.roleArn });
  }

  private trustIssuer(): CfnOIDCProvider {
    const issuer = new CfnOIDCProvider(this, 'Issuer', {
      url: `https://${ISSUER}`,
      clientIdList: [AUDIENCE],
    });
    // Other roles in the account may use it by now.
    issuer.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return issuer;
  }

  private rights(config: Config): PolicyStatement[] {
    const { stage, region, edge, qualifier, table } = config;
    const regions = regionsOf(config);
    const { account, partition } = this;
    const ofStage = { StringEquals: { 'aws:ResourceTag/communique:stage': stage } };
    const allow = (actions: string[], resources: string[], conditions?: object) =>
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions,
        resources,
        ...(conditions ? { conditions } : {}),
      });
    const stacks = regions.map(
      (each) => `arn:${partition}:cloudformation:${each}:${account}:stack/communique-${stage}-*/*`,
    );
    const bootstraps = regions.map(
      (each) => `arn:${partition}:ssm:${each}:${account}:parameter${versionParameter(qualifier)}`,
    );
    const roles = regions.flatMap((each) =>
      ['deploy', 'file-publishing', 'lookup'].map(
        (what) => `arn:${partition}:iam::${account}:role/cdk-${qualifier}-${what}-role-${account}-${each}`,
      ),
    );
    return [
      allow(['sts:AssumeRole'], roles),
      allow(['ssm:GetParameter'], bootstraps),
      allow(['cloudformation:DescribeStacks'], stacks),
      // To read which release is live, and query the endpoint for it.
      allow(
        ['dynamodb:GetItem'],
        [`arn:${partition}:dynamodb:${region}:${account}:table/${table ?? `communique-${stage}-data-*`}`],
      ),
      allow(
        ['secretsmanager:DescribeSecret'],
        [`arn:${partition}:secretsmanager:${region}:${account}:secret:*`],
        ofStage,
      ),
      ...(edge
        ? [
            allow(
              ['cloudfront:CreateInvalidation'],
              [`arn:${partition}:cloudfront::${account}:distribution/*`],
              ofStage,
            ),
          ]
        : []),
    ];
  }
}

/** A resource in cdk-nag's notation, with pseudo parameters by name. */
const readable = (resource: string): string =>
  resource.replaceAll(/\$\{Token\[AWS\.(\w+)\.\d+\]\}/g, '<AWS::$1>');
