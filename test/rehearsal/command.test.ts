import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missingRuntimeClient } from '../bundle/runtime-client.ts';
import { describeWhere } from '../support/describe-where.ts';
import { type Ran, runBefore } from './cdk.ts';
import { type Emulator, missingEmulator, startEmulator } from './emulator.ts';
import { deployedSandbox, type Front, startFront } from './front.ts';

const missing = missingEmulator ?? missingRuntimeClient;
const title = 'the one command';

/** The stage of cdk.json that has no edge: the emulator has no CloudFront to ask. */
const STAGE = 'dev';

describeWhere(
  missing,
  title,
  () => {
    let home: string;
    let emulator: Emulator;
    let front: Front;

    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'communique-command-'));
      emulator = await startEmulator(home);
      front = await startFront(() => deployedSandbox(emulator.address, resolve('cdk.out', STAGE), STAGE));
    });
    afterAll(async () => {
      await front?.close();
      await emulator?.stop();
      await rm(home, { recursive: true, force: true });
    });

    const run = (...args: string[]): Promise<Ran> =>
      runBefore(
        emulator.address,
        {
          home,
          cwd: process.cwd(),
          environment: {
            NODE_OPTIONS: `--import ${pathToFileURL(resolve('test/rehearsal/loopback.mjs')).href}`,
            REHEARSAL_FRONT: front.address,
          },
        },
        'infra/operator/command.ts',
        ...args,
        '--stage',
        STAGE,
      );

    test('bootstraps, deploys, asks the endpoint, and says where it is', async () => {
      const { code, output } = await run('deploy');
      expect(output).toContain(`Stage ${STAGE} in us-east-1, account 000000000000.`);
      expect(output).toContain('Bootstrapping us-east-1');
      expect(output).toMatch(/\nRelease {5}[0-9a-f]{64} \(\d+ meetings\)\n/);
      expect(output).toMatch(/\nEndpoint {4}https:\/\/\S+\/graphql\n/);
      expect(output).toMatch(/\nPlayground {2}https:\/\/\S+\/\n/);
      expect(code, output).toBe(0);
    });

    test('repairs when it is told to, and does not bootstrap again', async () => {
      const { code, output } = await run('deploy', '--repair');
      expect(output).not.toContain('Bootstrapping');
      expect(emulator.log()).toMatch(/"message":"seed".*"request":"Update".*"unchanged":0/);
      expect(code, output).toBe(0);
    });

    test('says what a deploy would change', async () => {
      const { code, output } = await run('diff');
      expect(output).toMatch(/Repair/);
      expect(code, output).toBe(0);
    });

    test('takes it down, and says what is kept and how to remove that', async () => {
      const { code, output } = await run('destroy', '--yes');
      expect(output).toMatch(/Kept: the table (\S+) with all its rows\./);
      expect(output).toMatch(/aws dynamodb delete-table --region us-east-1 --table-name \S+/);
      expect(code, output).toBe(0);
    });
  },
  { timeout: 240_000 },
);
