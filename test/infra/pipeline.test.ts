import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { operate } from '../../infra/operator/operate.ts';
import { readOptions } from '../../infra/operator/options.ts';
import { workflowFor } from '../../infra/operator/workflow.ts';
import { QUALIFIER } from '../../infra/stacks/bootstrap.ts';
import { readConfig } from '../../infra/stacks/config.ts';
import { PipelineStack, pipelineRole } from '../../infra/stacks/pipeline.ts';
import { describeWhere } from '../support/describe-where.ts';
import { stacks, WHO } from './aws.ts';
import { OUTPUTS, operating, pointerItem } from './operating.ts';
import { addRules } from './synth.ts';

/** What CDK's command line was told to do. */
const commands: string[] = [];
vi.mock('../../infra/operator/cdk.ts', () => ({
  cdk: async (command: string) => {
    commands.push(command);
    return 0;
  },
}));
vi.mock('../../functions/playground/build.ts', () => ({ isPlaygroundStale: async () => false }));

const world = operating();

const ACTIONLINT = resolve('.data/tools/bin/actionlint');
const noActionlint = existsSync(ACTIONLINT)
  ? undefined
  : 'actionlint is not here; with Go: GOBIN=$PWD/.data/tools/bin go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';

const settings = (more: object = {}, context: object = {}) =>
  readConfig({ ...context, stage: 'prod', stages: { prod: { region: 'eu-west-1', ...more } } });

function templateOf(more: object = {}, { hasIssuer = false, qualifier = '' } = {}) {
  const context = qualifier ? { [QUALIFIER]: qualifier } : {};
  const app = new App({
    context: {
      ...context,
      '@aws-cdk/core:validationReportPrettyPrint': false,
      '@aws-cdk/core:validateAgainstDefaultRules': false,
    },
  });
  addRules(app);
  const config = settings(more, context);
  const stack = new PipelineStack(app, pipelineRole(config), {
    config,
    repo: 'owner/name',
    branch: 'main',
    hasIssuer,
    env: { region: config.region },
  });
  const template = Template.fromStack(stack);
  app.synth();
  return template;
}

/** The role's rights, with pseudo parameters by their names. */
function rightsOf(template: Template) {
  const [role] = Object.values(template.findResources('AWS::IAM::Role'));
  const text = JSON.stringify(
    role?.Properties.Policies[0].PolicyDocument.Statement,
    (_key, value: unknown) =>
      typeof value === 'object' && value !== null && 'Fn::Join' in value
        ? (value['Fn::Join'] as [string, unknown[]])[1]
            .map((part) =>
              typeof part === 'string' ? part : (part as { Ref: string }).Ref.replace('AWS::', ''),
            )
            .join('')
        : value,
  );
  return JSON.parse(text) as object[];
}

describe('the role of the pipeline', () => {
  test('trusts the one branch of the one repository, and nothing else', () => {
    const roles = Object.values(templateOf().findResources('AWS::IAM::Role'));
    expect(roles).toHaveLength(1);
    expect(roles[0]?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Effect: 'Allow',
        Principal: { Federated: expect.anything() },
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': 'repo:owner/name:ref:refs/heads/main',
          },
        },
      },
    ]);
    expect(JSON.stringify(roles[0])).not.toContain('StringLike');
  });

  test('may do exactly what a deploy does', () => {
    const role = (what: string, region: string) =>
      `arn:Partition:iam::AccountId:role/cdk-hnb659fds-${what}-role-AccountId-${region}`;
    const ofStage = { StringEquals: { 'aws:ResourceTag/communique:stage': 'prod' } };
    const regions = ['eu-west-1', 'us-east-1'];
    expect(rightsOf(templateOf())).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: regions.flatMap((region) =>
          ['deploy', 'file-publishing', 'lookup'].map((what) => role(what, region)),
        ),
      },
      {
        Effect: 'Allow',
        Action: 'ssm:GetParameter',
        Resource: regions.map(
          (region) => `arn:Partition:ssm:${region}:AccountId:parameter/cdk-bootstrap/hnb659fds/version`,
        ),
      },
      {
        Effect: 'Allow',
        Action: 'cloudformation:DescribeStacks',
        Resource: regions.map(
          (region) => `arn:Partition:cloudformation:${region}:AccountId:stack/communique-prod-*/*`,
        ),
      },
      {
        Effect: 'Allow',
        Action: 'dynamodb:GetItem',
        Resource: 'arn:Partition:dynamodb:eu-west-1:AccountId:table/communique-prod-data-*',
      },
      {
        Effect: 'Allow',
        Action: 'secretsmanager:DescribeSecret',
        Resource: 'arn:Partition:secretsmanager:eu-west-1:AccountId:secret:*',
        Condition: ofStage,
      },
      {
        Effect: 'Allow',
        Action: 'cloudfront:CreateInvalidation',
        Resource: 'arn:Partition:cloudfront::AccountId:distribution/*',
        Condition: ofStage,
      },
    ]);
  });

  test('may do everything that the command does itself; CDK does the rest in the roles that it assumes', async () => {
    world.aws.answers = {
      'sts:GetCallerIdentity': WHO,
      'cloudformation:DescribeStacks': stacks(OUTPUTS),
      'ssm:GetParameter': { Parameter: { Value: '30' } },
      'secretsmanager:DescribeSecret': { VersionIdsToStages: { first: ['AWSCURRENT'] } },
      'dynamodb:GetItem': pointerItem(),
      'cloudfront:CreateInvalidation': '<Invalidation/>',
    };
    const options = readOptions(['deploy', '--stage', 'prod']);
    expect(options === 'help' || (await operate(options))).toBe(0);
    expect(commands).toEqual(['synth', 'deploy']);
    const asked = new Set(world.aws.asked.filter((each) => !each.startsWith('https:')));
    // Whoever has credentials may ask whose they are.
    asked.delete('sts:GetCallerIdentity');
    const allowed = rightsOf(templateOf()).map((right) => Reflect.get(right, 'Action') as string);
    expect([...asked].sort()).toEqual(allowed.filter((action) => action !== 'sts:AssumeRole').sort());
  });

  test('of a stage without an edge may do nothing at the edge', () => {
    expect(JSON.stringify(rightsOf(templateOf({ edge: false })))).not.toMatch(/us-east-1|cloudfront/);
  });

  test('follows the qualifier of the bootstrap', () => {
    const rights = JSON.stringify(rightsOf(templateOf({}, { qualifier: 'mine' })));
    expect(rights).toContain('role/cdk-mine-deploy-role-');
    expect(rights).not.toContain('hnb659fds');
  });

  test("adds GitHub's issuer if the account lacks it, and keeps it when the stack is deleted", () => {
    templateOf().hasResource('AWS::IAM::OIDCProvider', {
      DeletionPolicy: 'Retain',
      Properties: { Url: 'https://token.actions.githubusercontent.com', ClientIdList: ['sts.amazonaws.com'] },
    });
    templateOf({}, { hasIssuer: true }).resourceCountIs('AWS::IAM::OIDCProvider', 0);
  });
});

describe('the workflow', () => {
  const workflow = parse(workflowFor(settings(), 'main'));

  test('runs for its branch, one at a time, with a token instead of keys', () => {
    expect(workflow.on.push.branches).toEqual(['main']);
    expect(workflow.concurrency).toEqual({ group: 'deploy-prod', 'cancel-in-progress': false });
    expect(workflow.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(JSON.stringify(workflow)).not.toMatch(/secrets\.|ACCESS_KEY/);
  });

  test('assumes the role of its stage, and deploys that', () => {
    const [credentials] = workflow.jobs.deploy.steps.filter(({ uses = '' }) =>
      uses.startsWith('aws-actions/'),
    );
    expect(credentials.with).toEqual({
      'role-to-assume': expect.stringMatching(
        /^arn:aws:iam::\$\{\{ vars\.AWS_ACCOUNT_ID \}\}:role\/communique-prod-pipeline$/,
      ),
      'aws-region': 'eu-west-1',
    });
    expect(workflow.jobs.deploy.steps.at(-1)).toEqual({ run: 'npm run deploy -- --stage prod' });
  });
});

describeWhere(noActionlint, 'actionlint', () => {
  test.each(['main', 'release/2026.1'])('finds nothing in the workflow of the branch %s', async (branch) => {
    const folder = await mkdtemp(join(tmpdir(), 'communique-workflow-'));
    try {
      const file = join(folder, 'deploy.yml');
      await writeFile(file, workflowFor(settings(), branch));
      const { stdout } = await promisify(execFile)(ACTIONLINT, ['-no-color', file]);
      expect(stdout).toBe('');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
