import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DUMP_LIST, parseDumpList } from '../../schema/release/dumps/format.ts';
import { missingRuntimeClient } from '../bundle/runtime-client.ts';
import { copyFew } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { type Ran, runBefore } from './cdk.ts';
import { editOneTitle, MEETING, misspellForm } from './content.ts';
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
    /** The content that is deployed, and copies of it with one title edited and with one word misspelt. */
    let content: string;
    let edited: string;
    let misspelt: string;
    let emulator: Emulator;
    let front: Front;

    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'communique-command-'));
      [content, edited, misspelt] = ['content', 'edited', 'misspelt'].map((name) => join(home, name)) as [
        string,
        string,
        string,
      ];
      await copyFew(content);
      await cp(content, edited, { recursive: true });
      await editOneTitle(edited);
      await cp(content, misspelt, { recursive: true });
      await misspellForm(misspelt);
      await deployFrom(content);
      emulator = await startEmulator(home);
      front = await startFront(() => deployedSandbox(emulator.address, resolve('cdk.out', STAGE), STAGE));
    });
    afterAll(async () => {
      await front?.close();
      await emulator?.stop();
      await rm(home, { recursive: true, force: true });
      console.log(story.join('\n'));
    });

    /**
     * CDK reads context from the home of its user too: a deploy of a few records says as much as one of all.
     */
    const deployFrom = (folder: string) =>
      writeFile(join(home, '.cdk.json'), JSON.stringify({ context: { content: folder } }));

    const run = async (...args: string[]): Promise<Ran> => {
      const started = performance.now();
      const ran = await runBefore(
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
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      story.push(`${seconds.padStart(6)} s  npm run ${args.join(' ').replaceAll(home, '…')}: ${ran.code}`);
      if (args[0] === 'publish')
        story.push(ran.output.replaceAll(home, '…').replace(/^(?=.)/gm, '          '));
      return ran;
    };
    /** What was done, for the reader of the output. */
    const story: string[] = [];

    /** What a reader finds at the endpoint. */
    async function search(query: string): Promise<unknown> {
      const answer = await fetch(`${front.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query:
            'query ($query: String!) { search(query: $query, types: [MEETING]) { nodes { ... on Meeting { slug title } } } }',
          variables: { query },
        }),
      });
      return await answer.json();
    }

    test('bootstraps, deploys, queries the endpoint, and prints its address', async () => {
      const { code, output } = await run('deploy');
      expect(code, output).toBe(0);
      expect(output).toContain(`Stage ${STAGE} in us-east-1, account 000000000000.`);
      expect(output).toContain('Bootstrapping us-east-1');
      expect(output).toMatch(/\nRelease {5}[0-9a-f]{64} \(\d+ meetings\)\n/);
      expect(output).toMatch(/\nEndpoint {4}https:\/\/\S+\/graphql\n/);
      expect(output).toMatch(/\nPlayground {2}https:\/\/\S+\/\n/);
    });

    test('ships the endpoint with a code cache made during the deploy', async () => {
      expect(emulator.log()).toMatch(/"message":"code cache","cache":"made","key":"endpoint\//);
    });

    let first = '';
    let second = '';

    test('publishes nothing if the content is already live', async () => {
      const { code, output } = await run('publish', '--content', content);
      expect(code, output).toBe(0);
      [, first = ''] =
        /^Release ([0-9a-f]{64}) is already live; nothing was written \(\d+\.\d s\)\.$/m.exec(output) ?? [];
      expect(first, output).not.toBe('');
    });

    test('publishes one title, and the endpoint finds it at once', async () => {
      const { code, output } = await run('publish', '--content', edited);
      expect(code, output).toBe(0);
      expect(output).toMatch(/^Meeting {6}0 added, 1 changed, 0 removed$/m);
      expect(output).not.toMatch(/^(Statement|Participant|Topic|Series) /m);
      expect(output).toMatch(/^\d+ rows written, \d+ deleted, \d+\.\d s\.$/m);
      [, second = ''] =
        /^Live: release ([0-9a-f]{64}) \(\d+ meetings\) at https:\S+\/graphql$/m.exec(output) ?? [];
      expect(second, output).not.toBe('');
      expect(second).not.toBe(first);
      expect(await search('"meet in Woodside"')).toMatchObject({
        data: { search: { nodes: [{ slug: MEETING }] } },
      });
    });

    test('has the download of what was published, and of what was deployed before it', async () => {
      for (const release of [second, first]) {
        // The function sends on to the bucket, for this stage has no edge.
        const at = (name: string) => fetch(`${front.address}/dumps/${release}/${name}`);
        expect(await (await at('README.txt')).text()).toContain(`Release ${release}\n`);
        const listed = await at(DUMP_LIST);
        expect(listed.headers.get('content-type')).toBe('application/json');
        for (const { name, mediaType, bytes, sha256 } of parseDumpList(await listed.text(), release)) {
          const response = await at(name);
          expect(response.headers.get('content-type'), name).toBe(mediaType);
          const file = Buffer.from(await response.arrayBuffer());
          expect(file.byteLength, name).toBe(bytes);
          expect(createHash('sha256').update(file).digest('hex'), name).toBe(sha256);
        }
      }
      const answer = await fetch(`${front.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ dataset { dumps { name url } } }' }),
      });
      expect(await answer.json()).toMatchObject({
        data: {
          dataset: {
            dumps: expect.arrayContaining([
              { name: 'SHA256SUMS', url: expect.stringContaining(`/dumps/${second}/SHA256SUMS`) },
            ]),
          },
        },
      });
    });

    test('lists the releases, the newest first, and marks the live one', async () => {
      const { code, output } = await run('publish', '--list');
      expect(code, output).toBe(0);
      const [, ...lines] = output.trimEnd().split('\n');
      const COUNTS = String.raw`  \d{4}-\d\d-\d\d \d\d:\d\d  \d+ meetings, \d+ statements, \d+ participants, \d+ topics`;
      expect(lines).toEqual([
        expect.stringMatching(new RegExp(`^${second}${COUNTS}  \\(live\\)$`)),
        expect.stringMatching(new RegExp(`^${first}${COUNTS}$`)),
      ]);
    });

    test('stops at a bad record with its place, and touches nothing', async () => {
      const { code, output } = await run('publish', '--content', misspelt);
      expect(code).toBe(1);
      expect(output).toMatch(new RegExp(`${MEETING}\\.yaml:3:7: .*BILATERALL.*BILATERAL`));
      expect(output).toMatch(/\nNothing was touched\.\n$/);
      expect((await run('publish', '--list')).output).toContain(second);
    });

    test('rejects a release that was not kept', async () => {
      const unknown = second.startsWith('0') ? 'f00d' : '0123';
      const { code, output } = await run('publish', '--release', unknown);
      expect(output).toMatch(
        new RegExp(
          `\nNo kept release has the id ${unknown}\\. Run npm run publish -- --list to see the ids\\.\n$`,
        ),
      );
      expect(code).toBe(1);
    });

    test('goes back by the beginning of an id', async () => {
      const { code, output } = await run('publish', '--release', first.slice(0, 12));
      expect(code, output).toBe(0);
      expect(output).toMatch(/^Meeting {6}0 added, 1 changed, 0 removed$/m);
      // The slot that nobody reads holds it still: moving the pointer is all.
      expect(output).toMatch(/^0 rows written, 0 deleted, /m);
      expect(output).toMatch(new RegExp(`^Live: release ${first} `, 'm'));
      expect(await search('"meet in Woodside"')).toMatchObject({ data: { search: { nodes: [] } } });
    });

    test('reports what is fine, and what there is to do', async () => {
      const { code, output } = await run('doctor');
      expect(output).toMatch(/^ok {5}account {7}000000000000, region us-east-1$/m);
      expect(output).toMatch(/^ok {5}bootstrap {5}us-east-1 has bootstrap version \d+$/m);
      expect(output).toMatch(/^ok {5}release {7}[0-9a-f]{12} is live with \d+ meetings$/m);
      // The emulator drops the protection of a table, so what is said of a bad one shows here.
      expect(output).toMatch(
        /^to do {2}table {9}not protected from deletion; run aws dynamodb update-table /m,
      );
      expect(output).toMatch(/^ok {5}secret {8}0 days old$/m);
      expect(output).toMatch(
        /^to do {2}alarms {8}nobody is notified; set alarmEmail in cdk.json and deploy$/m,
      );
      expect(code).toBe(1);
    });

    test('rotates the secret, whatever the state of the content, and the endpoint accepts the previous one as well', async () => {
      await deployFrom(misspelt);
      const name = `communique-${STAGE}-api-Graphql`;
      const before = await deployedEnvironment(emulator.address, name);
      const { code, output } = await run('rotate');
      await deployFrom(content);
      expect(code, output).toBe(0);
      // What was published since the deploy stays live.
      expect(output).toContain(`\nRelease     ${first} `);
      const after = await deployedEnvironment(emulator.address, name);
      expect(before).not.toHaveProperty('FORMER_SECRET');
      expect(after.DEPLOYMENT_SECRET).not.toBe(before.DEPLOYMENT_SECRET);
      expect(after.FORMER_SECRET).toBe(before.DEPLOYMENT_SECRET);
    });

    test('repairs on request, and does not bootstrap again', async () => {
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

    test('takes it down with its data, whatever the state of the content, after saying what will be lost', async () => {
      await deployFrom(misspelt);
      const { code, output } = await run('destroy', '--yes', '--with-data');
      const [, table, named = ''] =
        /This permanently deletes the table (\S+) with all .*, and the buckets (.*) with all releases and code/.exec(
          output,
        ) ?? [];
      expect(output).toContain(`Deleted: the table ${table}.`);
      const buckets = named.split(', ');
      expect(buckets, output).toHaveLength(2);
      for (const bucket of buckets) expect(output).toContain(`Deleted: the bucket ${bucket}.`);
      expect(code, output).toBe(0);
    });
  },
  { timeout: 1_500_000 },
);
