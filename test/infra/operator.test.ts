import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { operate } from '../../infra/operator/operate.ts';
import { OperatorError } from '../../infra/operator/operator-error.ts';
import { COMMANDS, readOptions, UsageError } from '../../infra/operator/options.ts';
import { stacks, WHO } from './aws.ts';
import { OUTPUTS, operating, pointerItem } from './operating.ts';

const world = operating();

/** What an operator reads who types this: the exit code, or the sentence that ends the command. */
async function typed(...args: string[]): Promise<unknown> {
  const options = readOptions(args);
  if (options === 'help') return 'help';
  return operate(options).catch((error: unknown) => {
    if (error instanceof OperatorError) return error.message;
    throw error;
  });
}

/** Every command, with what it must be given. */
const TYPED = COMMANDS.map((command) =>
  command === 'pipeline' ? [command, '--repo', 'owner/name', '--deploy'] : [command],
);
const talking = TYPED.filter(([command]) => command !== 'doctor');

describe('an operator without credentials', () => {
  beforeEach(() => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_ENDPOINT_URL'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('HOME', '/nowhere');
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  });

  test.each(talking)('who types %s gets a clear message', async (...args) => {
    expect(await typed(...args)).toMatch(/^No AWS credentials were found \(.*\)\. Set AWS_PROFILE [^\n]*\.$/);
    expect(world.said).toEqual([]);
  });

  test('who runs the doctor gets it as the first thing to do', async () => {
    expect(await typed('doctor')).toBe(1);
    expect(world.said).toEqual([expect.stringContaining('No AWS credentials were found')]);
  });
});

describe('an operator whose credentials are refused', () => {
  test.each([
    ['InvalidClientTokenId', /^AWS rejected these credentials \(InvalidClientTokenId.*\)\. /],
    ['SignatureDoesNotMatch', /^AWS rejected these credentials \(SignatureDoesNotMatch.*\)\. /],
    ['ExpiredToken', /^The AWS credentials have expired\. Sign in again/],
    ['AccessDenied', /^The AWS credentials lack a right in the region us-east-1: refused\.$/],
  ])('as %s is told why', async (code, sentence) => {
    const refusal = `<ErrorResponse><Error><Code>${code}</Code><Message>refused</Message></Error></ErrorResponse>`;
    world.aws.answers = { 'sts:GetCallerIdentity': [403, refusal] };
    const said = await typed('deploy');
    expect(said).toMatch(sentence);
    expect(said).not.toContain('\n');
  });
});

describe('an operator without any rights', () => {
  beforeEach(() => {
    world.aws.answers = { 'sts:GetCallerIdentity': WHO };
  });

  test.each(talking)('and types %s is told what was refused', async (...args) => {
    expect(await typed(...args)).toMatch(
      /^The AWS credentials lack a right in the region us-east-1: .* is not authorized to perform: \w+:\w+\.$/,
    );
  });
});

test('an operator who cannot reach the region is told which', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
  expect(await typed('deploy')).toBe(
    'AWS cannot be reached in the region us-east-1. Check the network, and the region in cdk.json.',
  );
});

test('an operator whose request AWS rejects is told what AWS says', async () => {
  world.aws.answers = {
    'sts:GetCallerIdentity': WHO,
    'cloudformation:DescribeStacks': [
      400,
      '<ErrorResponse><Error><Code>ValidationError</Code><Message>The token is odd</Message></Error></ErrorResponse>',
    ],
  };
  expect(await typed('publish', '--list')).toBe('AWS responded with ValidationError: The token is odd.');
});

describe('a message that quotes AWS or the operator', () => {
  test('is not mistaken for another kind of failure', async () => {
    const refusal =
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>See Timeout of policies</Message></Error></ErrorResponse>';
    world.aws.answers = { 'sts:GetCallerIdentity': [403, refusal] };
    expect(await typed('deploy')).toBe(
      'The AWS credentials lack a right in the region us-east-1: See Timeout of policies.',
    );
  });

  test.each(['pr-token-expired', 'pr-expired-token'])(
    'is not either where a stage is called %s',
    async (name) => {
      world.aws.answers = { 'sts:GetCallerIdentity': WHO, 'cloudformation:DescribeStacks': stacks({}) };
      expect(await typed('logs', '--stage', name)).toBe(
        `The stage ${name} is not deployed in us-east-1, so there is no log.`,
      );
    },
  );
});

describe('a stage that is not deployed', () => {
  beforeEach(() => {
    world.aws.answers = { 'sts:GetCallerIdentity': WHO, 'cloudformation:DescribeStacks': stacks({}) };
  });

  test.each([
    ['logs', 'The stage prod is not deployed in us-east-1, so there is no log.'],
    ['rotate', 'The stage prod is not deployed in us-east-1, so there is no secret to rotate.'],
    ['publish', /^The stage prod is not deployed in us-east-1, .* Run npm run deploy first\.$/],
  ])('has nothing for %s to work with', async (command, sentence) => {
    expect(await typed(command)).toMatch(sentence);
  });

  test('has nothing to take down', async () => {
    expect(await typed('destroy')).toBe(0);
    expect(world.said.at(-1)).toBe(
      'The stage prod has no stacks in us-east-1: there is nothing to take down.',
    );
  });
});

test('code with another row layout rotates nothing', async () => {
  world.aws.answers = {
    'sts:GetCallerIdentity': WHO,
    'cloudformation:DescribeStacks': stacks(OUTPUTS),
    'dynamodb:GetItem': pointerItem({ live: null }),
  };
  expect(await typed('rotate')).toMatch(
    /^The live rows have a different layout from the one that the code here reads, /,
  );
  expect(world.aws.asked).not.toContain('secretsmanager:PutSecretValue');
});

describe('the command line', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test.each([
    [['deploy', '--stag', 'x'], 'Unknown option'],
    [
      ['deploi'],
      'Give one of the commands deploy, publish, diff, logs, doctor, rotate, destroy, pipeline; found "deploi".',
    ],
    [
      [],
      'Give one of the commands deploy, publish, diff, logs, doctor, rotate, destroy, pipeline; found "".',
    ],
    [['deploy', 'prod'], 'found "deploy prod".'],
    [['deploy', '--with-data'], '--with-data works only with destroy.'],
    [['doctor', '--follow'], '--follow works only with logs.'],
    [['pipeline'], '--repo must be the OWNER/NAME of a GitHub repository; found "".'],
    [
      ['pipeline', '--repo', 'x/y', '--branch', 'a b*'],
      '--branch must be the name of one branch; found "a b*".',
    ],
    [['diff', '--repair'], '--repair works only with deploy.'],
    [['deploy', '--yes'], '--yes works only with destroy.'],
    [['deploy', '--list'], '--list works only with publish.'],
    [['publish', '--list', '--release', 'ab'], 'Give only one of --content, --release and --list.'],
    [['publish', '--content', ''], '--content needs the folder to publish.'],
    [['publish', '--content', 'x', '--release', 'ab'], 'Give only one of --content, --release and --list.'],
    [['publish', '--release', ''], '--release needs the id of a release, or the beginning of one.'],
  ])('with %j says what is valid', (args, message) => {
    expect(() => readOptions(args)).toThrow(UsageError);
    expect(() => readOptions(args)).toThrow(message);
  });

  test.each(COMMANDS)('of %s has help', (command) => {
    expect(readOptions([command, '--help'])).toBe('help');
  });

  test.each(TYPED)('of %s rejects a stage that is not in cdk.json', async (...args) => {
    await expect(typed(...args, '--stage', 'staging')).rejects.toThrow(
      'stage: found "staging"; allowed: one of prod, dev, pr-* (see cdk.json)',
    );
  });

  test.each([
    [['--help'], 0, /^Usage:/, /^$/],
    [['deploy', '--stage', 'staging'], 1, /^$/, /^stage: found "staging"; allowed: [^\n]*\n$/],
    [['deploi'], 2, /^$/, /^Give one of the commands [^\n]*\n\nUsage:/],
  ])('%j ends with the exit code %i', async (args, code, out, err) => {
    const ran = await spawned(args);
    expect(ran.code, ran.err).toBe(code);
    expect(ran.out).toMatch(out);
    expect(ran.err).toMatch(err);
    expect(ran.err).not.toContain('    at ');
  });
});

function spawned(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['infra/operator/command.ts', ...args], {
      env: { PATH: process.env.PATH ?? '', HOME: tmpdir() },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
