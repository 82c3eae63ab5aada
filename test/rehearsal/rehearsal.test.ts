import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ORIGIN_HEADER } from '../../functions/graphql/origin-secret.ts';
import { readContent } from '../../schema/record/content.ts';
import { compile } from '../../schema/release/release.ts';
import { group, MANIFEST_PARTS } from '../../schema/store/keys.ts';
import { throughUrl } from '../bundle/function-url.ts';
import { missingRuntimeClient } from '../bundle/runtime-client.ts';
import { copiesIn, differences, type Rows, rowsOf } from '../seed/rows.ts';
import { copyFew } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { cdkIn, type Ran } from './cdk.ts';
import { editOneTitle, MEETING, mendForm, misspellForm, renameEverybody } from './content.ts';
import { deployedEnvironment } from './deployed.ts';
import { type Emulator, missingEmulator, startEmulator } from './emulator.ts';
import { deployedSandbox } from './front.ts';

/**
 * The whole life of a deployment, by the commands that an operator types, with an emulator in place of AWS.
 * The steps build on one another and run in this order.
 */
const title = 'rehearsal of a deployment';
const ACCOUNT = '000000000000';

describeWhere(
  missingEmulator,
  title,
  () => {
    let folder: string;
    let content: string;
    let emulator: Emulator;
    let client: DynamoDBClient;
    let cdk: (...args: string[]) => Promise<Ran>;
    let table: string;
    /** The rows that are live; reading all of them takes the emulator seconds. */
    let held: Rows;
    /** What was done, for the reader of the output. */
    const story: string[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'communique-rehearsal-'));
      content = join(folder, 'content');
      await copyFew(content);
      const project = JSON.parse(await readFile('cdk.json', 'utf8')) as { context: object };
      const settings = {
        ...project,
        app: `"${process.execPath}" "${resolve('infra/app.ts')}"`,
        context: {
          ...project.context,
          stage: 'rehearsal',
          stages: { rehearsal: { region: 'us-east-1' } },
          content,
          // The tests of the templates have asked them already.
          '@aws-cdk/core:validateAgainstDefaultRules': false,
          // CDK copies files into buckets by a Python function with AWS's command line, which the emulator
          // has not.
          playground: 'none',
        },
      };
      await writeFile(join(folder, 'cdk.json'), JSON.stringify(settings));
      emulator = await startEmulator(folder);
      client = new DynamoDBClient({
        endpoint: emulator.address,
        region: 'us-east-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      cdk = cdkIn(folder, emulator.address);
    });
    afterAll(async () => {
      client?.destroy();
      await emulator?.stop();
      await rm(folder, { recursive: true, force: true });
      console.log(story.join('\n'));
    });

    async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
      const started = performance.now();
      const result = await work();
      story.push(
        `${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${what}${toldBySeed()}`,
      );
      return result;
    }

    let read = 0;
    /** What the seed has logged since this was last asked. */
    function toldBySeed(): string {
      const log = emulator.log().slice(read);
      read += log.length;
      const lines = [...log.matchAll(/\{"level":"INFO","message":"seed".*?\}/g)].map(
        ([line]) => JSON.parse(line) as Record<string, unknown>,
      );
      seedLines = lines;
      return lines
        .map(
          ({ request, written, deleted, unchanged }) =>
            `: ${request}, ${written} written, ${deleted} deleted, ${unchanged} groups untouched`,
        )
        .join('');
    }
    let seedLines: Record<string, unknown>[] = [];

    const deploy = (...args: string[]) =>
      cdk('deploy', '--all', '--require-approval', 'never', '--outputs-file', 'outputs.json', ...args);
    const outputs = async (): Promise<Record<string, Record<string, string>>> =>
      JSON.parse(await readFile(join(folder, 'outputs.json'), 'utf8'));
    const rows = async (): Promise<Rows> => (await copiesIn(client, table)).live;
    const wanted = async (): Promise<Rows> => {
      const outcome = await readContent(content);
      if (!outcome.ok) throw new Error('the content is not valid');
      return rowsOf(compile(outcome.corpus));
    };

    test('the account is bootstrapped', async () => {
      // Beside the project: in it, CDK would synthesize all stacks only to leave them alone.
      const beside = join(folder, 'beside');
      await mkdir(beside);
      const ran = await step('cdk bootstrap', () =>
        cdkIn(beside, emulator.address)('bootstrap', `aws://${ACCOUNT}/us-east-1`),
      );
      expect(ran.output).toContain('bootstrapped');
      expect(ran.code).toBe(0);
    });

    test('a first deploy makes all stacks, and the table equals the release', async () => {
      const ran = await step('cdk deploy --all', deploy);
      expect(ran.code, ran.output).toBe(0);
      const { 'communique-rehearsal-data': data, 'communique-rehearsal-api': api } = await outputs();
      table = data?.TableName ?? '';
      expect(api?.Address).toMatch(/^https:\/\/.*\/$/);
      held = await rows();
      expect(held).toEqual(await wanted());
      expect(seedLines).toMatchObject([{ written: Object.keys(held).length, deleted: 0 }]);
    });

    test('a second deploy writes nothing', async () => {
      const ran = await step('cdk deploy --all, again', deploy);
      expect(ran.code, ran.output).toBe(0);
      expect(seedLines).toEqual([]);
      expect(await rows()).toEqual(held);
    });

    test('an edit of one record changes just its rows', async () => {
      await editOneTitle(content);
      const changed = await wanted();
      const { put, removed } = differences(held, changed);
      const ran = await step('cdk deploy --all, one title edited', deploy);
      expect(ran.code, ran.output).toBe(0);
      expect(seedLines).toMatchObject([{ written: put, deleted: removed }]);
      const groups = Object.keys(changed)
        .filter((key) => held[key] !== changed[key])
        .map((key) => key.split(' ')[0]);
      held = await rows();
      expect(held).toEqual(changed);
      // And the two parts of the manifest that say so.
      const manifests = new Set(Array.from({ length: MANIFEST_PARTS }, (_, part) => group.manifest(part)));
      expect([...new Set(groups)].filter((key) => !manifests.has(key ?? '')).sort()).toEqual([
        group.dataset,
        group.meeting(MEETING),
      ]);
    });

    test('a bad record stops the deploy with its place, before anything is touched', async () => {
      await misspellForm(content);
      const ran = await step('cdk deploy --all, a bad record', deploy);
      expect(ran.code).not.toBe(0);
      expect(ran.output).toMatch(new RegExp(`${MEETING}\\.yaml:3:7: .*BILATERALL.*BILATERAL`));
      expect(ran.output).not.toMatch(/deploying|changeset/);
      expect(seedLines).toEqual([]);
      expect(await rows()).toEqual(held);
      await mendForm(content);
    });

    test('a poisoned release is rolled back', async () => {
      await renameEverybody(content);
      expect(differences(held, await wanted()).put).toBeGreaterThan(500);
      const assembly = 'poisoned';
      expect((await cdk('synth', '--quiet', '--output', assembly)).code).toBe(0);
      await poison(join(folder, assembly));
      const ran = await step('cdk deploy --all, a release that fails half way', () =>
        deploy('--app', assembly),
      );
      expect(ran.code).not.toBe(0);
      expect(ran.output).toMatch(/The release file s3:\/\/\S+ is damaged/);
      // The rollback finds live what was live before, and writes nothing.
      expect(seedLines).toMatchObject([{ request: 'Update', written: 0, deleted: 0 }]);
      expect(await rows()).toEqual(held);
    });

    test.skipIf(missingRuntimeClient !== undefined)(
      'the endpoint, with the code and the variables that were deployed, serves the release',
      async () => {
        const answer = await step('a query', async () => {
          const sandbox = await deployedSandbox(emulator.address, join(folder, 'poisoned'), 'rehearsal');
          const { DEPLOYMENT_SECRET = '' } = await deployedEnvironment(
            emulator.address,
            'communique-rehearsal-api-Graphql',
          );
          try {
            return await throughUrl(sandbox, {
              method: 'POST',
              target: '/graphql',
              headers: {
                'content-type': 'application/json',
                [ORIGIN_HEADER]: DEPLOYMENT_SECRET,
              },
              body: JSON.stringify({
                query: `{ dataset { release } search(query: "Woodside", types: [MEETING]) { nodes { ... on Meeting { slug } } } }`,
              }),
            });
          } finally {
            await sandbox.stop();
          }
        });
        const { 'communique-rehearsal-data': data } = await outputs();
        expect(answer.status, answer.body.toString()).toBe(200);
        expect(JSON.parse(answer.body.toString())).toMatchObject({
          // The search index comes from the bucket of releases.
          data: { dataset: { release: data?.ReleaseId }, search: { nodes: [{ slug: MEETING }] } },
        });
      },
    );

    test('destroy takes the stacks and leaves the table', async () => {
      const ran = await step('cdk destroy --all', () =>
        cdk('destroy', '--app', 'poisoned', '--all', '--force'),
      );
      expect(ran.code, ran.output).toBe(0);
      expect(await rows()).toEqual(held);
    });
  },
  { timeout: 1_500_000 },
);

/**
 * Spoils the last part of the release in an assembly, before its index, so that a seed fails after it has
 * begun to write.
 */
async function poison(assembly: string): Promise<void> {
  const name = (await readdir(assembly)).find((file) => file.endsWith('.gz')) ?? '';
  const path = join(assembly, name);
  const bytes = await readFile(path);
  const template = await readFile(join(assembly, 'communique-rehearsal-data.template.json'), 'utf8');
  const index = Number(/"IndexFirst": "(\d+)"/.exec(template)?.[1]);
  bytes.fill(0, index - 2_000, index - 1_000);
  await writeFile(path, bytes);
}
