import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the operator's command as npm does, on a machine that knows nothing of AWS but what is given. */
function run(args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['infra/operator/command.ts', ...args], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: tmpdir(),
        AWS_CONFIG_FILE: '/nowhere',
        AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
        AWS_EC2_METADATA_DISABLED: 'true',
        ...environment,
      },
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

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

describe('the operator', () => {
  let sts: Server | undefined;
  afterEach(() => {
    sts?.closeAllConnections();
    sts?.close();
    sts = undefined;
  });

  /** The address of a service that refuses everybody. */
  async function refusing(code: string): Promise<string> {
    const server = createServer((_request, response) => {
      response.writeHead(403, { 'content-type': 'text/xml' });
      response.end(
        `<ErrorResponse><Error><Code>${code}</Code><Message>refused</Message></Error></ErrorResponse>`,
      );
    });
    sts = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test.each(['deploy', 'publish', 'diff', 'logs', 'rotate', 'destroy'])(
    'of %s without credentials reads a sentence',
    async (command) => {
      const { code, out, err } = await run([command]);
      expect(code).toBe(1);
      expect(out).toBe('');
      expect(err).toMatch(/^No AWS credentials were found \(.*\)\. Set AWS_PROFILE .*\.\n$/);
    },
  );

  test.each([
    ['InvalidClientTokenId', /^AWS does not take these credentials \(InvalidClientTokenId.*\)\. /],
    ['SignatureDoesNotMatch', /^AWS does not take these credentials \(SignatureDoesNotMatch.*\)\. /],
    ['ExpiredToken', /^The AWS credentials have expired\. Sign in again/],
    ['AccessDenied', /^The AWS credentials may not be used here/],
  ])('whose credentials are refused as %s reads why', async (reason, sentence) => {
    const { code, err } = await run(['deploy'], { ...KEYS, AWS_ENDPOINT_URL_STS: await refusing(reason) });
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('who cannot reach the region reads which', async () => {
    const { code, err } = await run(['deploy'], { ...KEYS, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(err).toBe(
      'AWS cannot be reached in the region us-east-1. Check the network, and the region in cdk.json.\n',
    );
  });

  test('who asks for a stage that is not there reads which there are', async () => {
    const { code, err } = await run(['deploy', '--stage', 'staging']);
    expect(code).toBe(1);
    expect(err).toBe('stage: found "staging"; allowed: one of prod, dev, pr-* (see cdk.json)\n');
  });

  test.each([
    [['deploy', '--stag', 'x'], 'Unknown option'],
    [
      ['deploi'],
      'Say one of deploy, publish, diff, logs, doctor, rotate, destroy, pipeline; found "deploi".',
    ],
    [[], 'Say one of deploy, publish, diff, logs, doctor, rotate, destroy, pipeline; found "".'],
    [['deploy', '--with-data'], '--with-data goes with destroy only.'],
    [['doctor', '--follow'], '--follow goes with logs only.'],
    [['pipeline'], '--repo must be OWNER/NAME of a GitHub repository; found "".'],
    [
      ['pipeline', '--repo', 'x/y', '--branch', 'a b*'],
      '--branch must be the name of one branch; found "a b*".',
    ],
    [['diff', '--repair'], '--repair goes with deploy only.'],
    [['deploy', '--yes'], '--yes goes with destroy only.'],
    [['deploy', '--list'], '--list goes with publish only.'],
    [['publish', '--list', '--release', 'ab'], 'Give only one of --content, --release and --list.'],
    [['publish', '--content', 'x', '--release', 'ab'], 'Give only one of --content, --release and --list.'],
    [['publish', '--release', ''], '--release needs the id of a release, or the beginning of one.'],
  ])('who types %j reads what can be typed', async (args, message) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain('Usage:');
  });

  test('who asks for help gets it', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('--stage NAME'),
    });
  });
});
