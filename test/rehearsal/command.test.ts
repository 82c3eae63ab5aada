import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missingRuntimeClient } from '../bundle/runtime-client.ts';
import { describeWhere } from '../support/describe-where.ts';
import { type Ran, runBefore } from './cdk.ts';
import { deployedEnvironment } from './deployed.ts';
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
      expect(code, output).toBe(0);
      expect(output).toContain(`Stage ${STAGE} in us-east-1, account 000000000000.`);
      expect(output).toContain('Bootstrapping us-east-1');
      expect(output).toMatch(/\nRelease {5}[0-9a-f]{64} \(\d+ meetings\)\n/);
      expect(output).toMatch(/\nEndpoint {4}https:\/\/\S+\/graphql\n/);
      expect(output).toMatch(/\nPlayground {2}https:\/\/\S+\/\n/);
    });

    test('ships the endpoint with a code cache that was made by the deployed builder', async () => {
      expect(emulator.log()).toMatch(/"message":"code cache","cache":"made","key":"endpoint\//);
    });

    test('tells what is well, and what there is to do', async () => {
      const { code, output } = await run('doctor');
      console.log(output);
      expect(output).toMatch(/^ok {5}account {7}000000000000, region us-east-1$/m);
      expect(output).toMatch(/^ok {5}bootstrap {5}us-east-1 has version \d+$/m);
      expect(output).toMatch(/^ok {5}release {7}[0-9a-f]{12} is live with \d+ meetings$/m);
      // The emulator drops the protection of a table, so what is said of a bad one shows here.
      expect(output).toMatch(/^to do {2}table {9}not protected from deletion: aws dynamodb update-table /m);
      expect(output).toMatch(/^ok {5}secret {8}0 days old$/m);
      expect(output).toMatch(/^to do {2}alarms {8}nobody is told: set alarmEmail in cdk.json and deploy$/m);
      expect(code).toBe(1);
    });

    test('rotates the secret, and the endpoint accepts the one before as well', async () => {
      const name = `communique-${STAGE}-api-Graphql`;
      const before = await deployedEnvironment(emulator.address, name);
      const { code, output } = await run('rotate');
      expect(code, output).toBe(0);
      const after = await deployedEnvironment(emulator.address, name);
      expect(before).not.toHaveProperty('FORMER_SECRET');
      expect(after.DEPLOYMENT_SECRET).not.toBe(before.DEPLOYMENT_SECRET);
      expect(after.FORMER_SECRET).toBe(before.DEPLOYMENT_SECRET);
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

    test('takes it down with its data, and says first what is lost', async () => {
      const { code, output } = await run('destroy', '--yes', '--with-data');
      const [, table] = /This deletes for good: the table (\S+) with all its rows/.exec(output) ?? [];
      expect(output).toContain(`Deleted: the table ${table}.`);
      expect(output).toMatch(/Deleted: the bucket \S+code\S+\./);
      expect(code, output).toBe(0);
    });
  },
  { timeout: 1_500_000 },
);
