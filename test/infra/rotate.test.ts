import { beforeEach, expect, test, vi } from 'vitest';
import { rotate } from '../../infra/operator/rotate.ts';
import { stacks } from './aws.ts';
import { OUTPUTS, operating, pointerItem, stage } from './operating.ts';

/** Stands in for CDK's command line; resolves with its exit code. */
const { cdk } = vi.hoisted(() => ({ cdk: vi.fn<(...args: string[]) => Promise<number>>() }));
vi.mock('../../infra/operator/cdk.ts', () => ({ cdk }));

const world = operating();
const config = stage({ edge: false });

/** Ids of the versions of the secret, the newest first, and what is deployed of them. */
let versions: string[];
let shown: string | undefined;
/** Versions that CDK was told of, deploy by deploy. */
let told: string[][];

beforeEach(() => {
  versions = ['first'];
  shown = undefined;
  told = [];
  world.aws.answers = {
    'cloudformation:DescribeStacks': (asked) =>
      stacks({
        ...OUTPUTS,
        'communique-prod-api': {
          Address: 'https://abc.lambda-url.us-east-1.on.aws/',
          SecretArn: OUTPUTS['communique-prod-api'].SecretArn,
          ...(shown === undefined ? {} : { SecretVersion: shown }),
        },
      })(asked),
    'dynamodb:GetItem': pointerItem(),
    'secretsmanager:DescribeSecret': () => ({
      VersionIdsToStages: Object.fromEntries(
        ['AWSCURRENT', 'AWSPREVIOUS'].flatMap((name, at) =>
          versions[at] === undefined ? [] : [[versions[at], [name]]],
        ),
      ),
    }),
    'secretsmanager:PutSecretValue': () => {
      versions.unshift(`renewal ${versions.length}`);
      return { VersionId: versions[0] };
    },
  };
  cdk.mockReset();
});

/** Lets CDK fail at `what`, or at nothing. */
function failingAt(what: 'synth' | 'deploy' | undefined): void {
  cdk.mockImplementation(async (command, ...args) => {
    if (command === what) return 1;
    if (command === 'synth')
      told.push(
        args
          .find((arg) => arg.startsWith('secrets='))
          ?.slice(8)
          .split(',') ?? [],
      );
    if (command === 'deploy') shown = told.at(-1)?.[0];
    return 0;
  });
}

const renewals = () => world.aws.asked.filter((each) => each === 'secretsmanager:PutSecretValue').length;

test('each rotation makes one secret, and keeps the previous one', async () => {
  failingAt(undefined);
  expect(await rotate(config)).toBe(0);
  expect(world.said[0]).toMatch(/^The secret has a new value\. /);
  expect(await rotate(config)).toBe(0);
  expect(renewals()).toBe(2);
  expect(told).toEqual([
    ['renewal 1', 'first'],
    ['renewal 2', 'renewal 1'],
  ]);
});

test.each(['synth', 'deploy'] as const)(
  'a rotation after one that failed at %s continues with the same secret, and locks none out',
  async (step) => {
    failingAt(undefined);
    await rotate(config);
    failingAt(step);
    expect(await rotate(config)).toBe(1);
    expect(await rotate(config)).toBe(1);
    expect(world.said.at(-1)).toBe(
      'The new secret is not in use yet; the next "npm run rotate" or "npm run deploy" will deploy it.',
    );
    expect(shown).toBe('renewal 1');
    world.said.length = 0;
    failingAt(undefined);
    expect(await rotate(config)).toBe(0);
    expect(world.said[0]).toBe(
      'The last rotation was not completed, or was deployed by an earlier version. Deploying its secret without making a new one. Rotate again to make a new one.',
    );
    expect(renewals()).toBe(2);
    // What CloudFront still shows is accepted.
    expect(told.at(-1)).toEqual(['renewal 2', 'renewal 1']);
    expect(shown).toBe('renewal 2');
  },
);

test('a failed first rotation is continued as well', async () => {
  failingAt('deploy');
  expect(await rotate(config)).toBe(1);
  failingAt(undefined);
  expect(await rotate(config)).toBe(0);
  expect(renewals()).toBe(1);
  expect(told.at(-1)).toEqual(['renewal 1', 'first']);
});

test('the first rotation of a stage rotated by an earlier version makes no secret, but the next one does', async () => {
  versions = ['second', 'first'];
  failingAt(undefined);
  expect(await rotate(config)).toBe(0);
  expect(renewals()).toBe(0);
  expect(world.said[0]).toMatch(/Rotate again to make a new one\.$/);
  expect(await rotate(config)).toBe(0);
  expect(renewals()).toBe(1);
  expect(told.at(-1)).toEqual([versions[0], 'second']);
});
