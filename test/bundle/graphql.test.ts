import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../functions/graphql/environment.ts';
import { ORIGIN_HEADER, VIEWER_HOST_HEADER } from '../../functions/graphql/origin-secret.ts';
import { documentId } from '../../functions/graphql/persisted-documents.ts';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';
import type { Bundles } from '../../infra/bundle/bundle.ts';
import { DUMP_LIST, formatDumpList } from '../../schema/release/dumps/format.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { deployment, stackOf } from '../infra/deployments.ts';
import { prepare } from '../infra/synth.ts';
import { curatedCorpus } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { DYNALITE, type Engine } from '../support/engines.ts';
import { OPERATIONS } from '../support/operations.ts';
import { ask, seeded } from '../support/table.ts';
import { type FileStore, startFileStore } from './file-store.ts';
import { eventOf, type Received, type Sent, throughUrl } from './function-url.ts';
import { missingRuntimeClient } from './runtime-client.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { type FunctionConfiguration, functionIn } from './template-function.ts';

const SECRET = 'a secret for tests';
const FILE = { name: 'csv/meetings.csv', mediaType: 'text/csv', bytes: 3, sha256: 'ab' };
/** What the region and Lambda itself put into the environment. */
const ROLE = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  URL_SUFFIX: 'amazonaws.com',
};
const title = 'the bundle of the endpoint, run as Lambda runs it';

describeWhere(missingRuntimeClient, title, () => {
  let bundles: Bundles;
  let configuration: FunctionConfiguration;
  let engine: Engine;
  let database: string;
  let table: string;
  let store: Store;
  let files: FileStore;
  let release: string;
  /** The search index of the release, as an object of the file store. */
  let index: { readonly object: string; readonly bytes: Uint8Array };
  let sandbox: Sandbox;

  beforeAll(async () => {
    ({ bundles } = await prepare());
    const plain = await deployment('plain');
    configuration = functionIn(plain.folder, stackOf(plain, 'api'), 'Graphql');
    engine = await DYNALITE.start();
    const endpoint = await engine.client.config.endpoint?.();
    database = `http://127.0.0.1:${endpoint?.port}`;
    const seeding = await seeded(engine, await curatedCorpus());
    const { head, index: bytes } = seeding.release;
    release = head.release;
    table = seeding.table;
    files = await startFileStore();
    index = { object: `releases/${head.index?.key}`, bytes };
    files.put(index.object, bytes);
    const { cursorKey } = readEnvironment({
      ...configuration.environment,
      ...ROLE,
      TABLE: table,
      DEPLOYMENT_SECRET: SECRET,
    });
    store = openStore({ wire: engine.wire, table, cursorKey });
    sandbox = sandboxWith({});
  });
  afterAll(async () => {
    await sandbox?.stop();
    await engine?.stop();
    await files?.close();
  });

  function sandboxWith(
    changes: Record<string, string>,
    settings: Partial<FunctionConfiguration> = {},
  ): Sandbox {
    return createSandbox(
      { ...configuration, ...settings },
      {
        TABLE: table,
        RELEASES_BUCKET: 'releases',
        DEPLOYMENT_SECRET: SECRET,
        AWS_ENDPOINT_URL_DYNAMODB: database,
        AWS_ENDPOINT_URL_S3: files.address,
        ...changes,
      },
    );
  }

  const send = (request: Partial<Sent>, target = sandbox): Promise<Received> =>
    throughUrl(target, {
      method: 'GET',
      target: '/graphql',
      ...request,
      headers: { accept: 'application/json', [ORIGIN_HEADER]: SECRET, ...request.headers },
    });
  const post = (body: unknown, target = sandbox): Promise<Received> =>
    send(
      { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
      target,
    );
  const json = ({ body }: Received): unknown => JSON.parse(body.toString());

  test('the template leaves open what only a deployment knows', () => {
    expect(new Set(configuration.unresolved)).toEqual(
      new Set(['TABLE', 'RELEASES_BUCKET', 'DEPLOYMENT_SECRET', 'URL_SUFFIX']),
    );
    expect(configuration).toMatchObject({ handler: 'index.handler', runtime: 'nodejs24.x', timeout: 10 });
  });

  test('every start loads what most requests need, and only a search the part that searches', async () => {
    const { folder } = bundles.graphql;
    const [main, search] = await Promise.all(
      ['function.js', 'search.js'].map((file) => readFile(join(folder, file), 'latin1')),
    );
    expect(main?.length).toBeLessThan(575_000);
    expect(search?.length).toBeLessThan(50_000);
    // Words of the engine alone, and of an operation's tree.
    for (const words of ['give a word to look for', 'the index is cut short', 'OperationDefinition","'])
      expect(main).not.toContain(words);
    expect(search).toContain('give a word to look for');
  });

  test('it starts, and says how fast', async () => {
    const started = performance.now();
    const answer = await post({ query: '{ dataset { release } }' });
    expect(answer.status).toBe(200);
    const all = Math.round(performance.now() - started);
    console.log(
      `endpoint: ${bundles.graphql.bytes} bytes, init ${Math.round(sandbox.initMs)} ms, first answer ${all} ms; ` +
        `seed: ${bundles.seed.bytes} bytes`,
    );
  });

  test.each(OPERATIONS.map((operation) => [operation.name, operation] as const))(
    'the operation %s is answered as the schema answers it',
    async (_name, { source, variables }) => {
      const { meter: _meter, ...expected } = await ask(store, source, variables);
      // Precompiled, and as anybody else's text.
      for (const query of [source, `${source}\n`]) {
        const answer = await post({ query, variables });
        expect(answer.status).toBe(200);
        expect(json(answer)).toEqual(JSON.parse(JSON.stringify(expected)));
      }
    },
  );

  const audits = serverAudits({
    url: 'http://localhost/graphql',
    fetchFn: async (input: string | URL | Request, init: RequestInit = {}) => {
      const url = new URL(String(input));
      const { status, headers, body } = await send({
        method: init.method ?? 'GET',
        target: `${url.pathname}${url.search}`,
        headers: { ...Object.fromEntries(new Headers(init.headers)) },
        ...(typeof init.body === 'string' ? { body: init.body } : {}),
      });
      return new Response(body.byteLength > 0 ? new Uint8Array(body) : null, { status, headers });
    },
  });
  test.each(audits.map((audit) => [audit.id, audit.name, audit]))(
    'audit %s %s',
    async (_id, _name, audit) => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    },
  );

  describe('the search index of the release', () => {
    const search = { query: '{ search(query: "Ukraine") { totalCount } }' };
    const found = { data: { search: { totalCount: expect.any(Number) } } };
    const fetches = () => files.asked.filter((each) => each === `GET ${index.object}`).length;

    test('is fetched by the first request that needs it, once', async () => {
      const fresh = sandboxWith({});
      try {
        const before = fetches();
        expect(json(await post({ query: '{ dataset { release } }' }, fresh))).toHaveProperty('data.dataset');
        expect(fetches()).toBe(before);
        for (let time = 0; time < 3; time += 1) expect(json(await post(search, fresh))).toEqual(found);
        expect(fetches()).toBe(before + 1);
      } finally {
        await fresh.stop();
      }
    });

    test.each([
      ['is missing', () => files.remove(index.object)],
      ['is cut short', () => files.put(index.object, index.bytes.subarray(0, -1))],
      ['has changed', () => files.spoil(index.object, 2_000)],
    ])('that %s fails what needs it and nothing else, until it is there again', async (_what, damage) => {
      const fresh = sandboxWith({});
      try {
        damage();
        expect(json(await post({ query: '{ dataset { release } }' }, fresh))).toHaveProperty('data.dataset');
        expect(json(await post(search, fresh))).toMatchObject({
          errors: [{ path: ['search', 'totalCount'], extensions: { code: 'INDEX_UNAVAILABLE' } }],
        });
        expect(fresh.log()).toContain(index.object.replace('releases/', ''));
        files.put(index.object, index.bytes);
        expect(json(await post(search, fresh))).toEqual(found);
      } finally {
        files.put(index.object, index.bytes);
        await fresh.stop();
      }
    });
  });

  describe('the download of the release', () => {
    const query = '{ dataset { dumps { name url } } }';
    const list = () => `releases/dumps/${release}/${DUMP_LIST}`;
    const keep = () => files.put(list(), Buffer.from(formatDumpList(release, [FILE])));
    const asked = (headers: Record<string, string>, target = sandbox) =>
      send(
        {
          method: 'POST',
          body: JSON.stringify({ query }),
          headers: { 'content-type': 'application/json', ...headers },
        },
        target,
      );
    const listed = (origin: string) => ({
      data: { dataset: { dumps: [{ name: FILE.name, url: `${origin}/dumps/${release}/${FILE.name}` }] } },
    });

    test('is listed at the address by which the edge was asked', async () => {
      keep();
      for (const host of ['d111111abcdef8.cloudfront.net', 'record.example.org'])
        expect(json(await asked({ [VIEWER_HOST_HEADER]: host }))).toEqual(listed(`https://${host}`));
    });

    test('is listed with other tags under other addresses, which an answer holds', async () => {
      keep();
      const target = `/graphql?query=${encodeURIComponent(query)}`;
      const tags = ['a.example.org', 'b.example.org', 'a.example.org'].map(
        async (host) => (await send({ target, headers: { [VIEWER_HOST_HEADER]: host } })).headers.etag,
      );
      const [first, second, third] = await Promise.all(tags);
      expect(first).toBe(third);
      expect(first).not.toBe(second);
    });

    test.each([
      ['is not there', {}],
      ['is none', { [VIEWER_HOST_HEADER]: 'evil.example/path' }],
      ['is given in Host', { host: 'evil.example' }],
      ['is given in Forwarded', { forwarded: 'host=evil.example', 'x-forwarded-host': 'evil.example' }],
    ])('has no address when the host %s', async (_what, headers) => {
      keep();
      const answer = json(await asked(headers as Record<string, string>));
      expect(answer).toMatchObject({
        data: null,
        errors: [{ path: ['dataset', 'dumps', 0, 'url'], extensions: { code: 'BAD_REQUEST' } }],
      });
      expect(JSON.stringify(answer)).not.toContain('evil');
    });

    test('that is missing or damaged fails alone, until it is there again', async () => {
      const fresh = sandboxWith({});
      try {
        for (const damage of [() => files.remove(list()), () => files.put(list(), Buffer.from('{'))]) {
          damage();
          expect(json(await post({ query: '{ dataset { release } }' }, fresh))).toHaveProperty(
            'data.dataset',
          );
          const answer = await asked({ [VIEWER_HOST_HEADER]: 'a.example.org' }, fresh);
          expect(json(answer)).toMatchObject({
            errors: [{ path: ['dataset', 'dumps'], extensions: { code: 'DUMPS_UNAVAILABLE' } }],
          });
          expect(answer.headers).toHaveProperty('retry-after');
        }
        keep();
        expect(json(await asked({ [VIEWER_HOST_HEADER]: 'a.example.org' }, fresh))).toEqual(
          listed('https://a.example.org'),
        );
      } finally {
        await fresh.stop();
      }
    });

    test('without an edge is listed at the own address of the function, which sends on to the bucket', async () => {
      keep();
      files.put(`releases/dumps/${release}/${FILE.name}`, Buffer.from('abc'));
      const open = sandboxWith({ ORIGIN: 'any' });
      try {
        const forged = { [VIEWER_HOST_HEADER]: 'evil.example', host: 'evil.example' };
        expect(json(await asked(forged, open))).toEqual(listed('https://abc.lambda-url.us-east-1.on.aws'));
        const target = `/dumps/${release}/${FILE.name}`;
        const sent = await send({ target }, open);
        expect(sent.status).toBe(302);
        const found = await fetch(sent.headers.location ?? '');
        expect(await found.text()).toBe('abc');
        expect((await send({ method: 'HEAD', target }, open)).status).toBe(302);
        expect((await send({ method: 'POST', target }, open)).status).toBe(405);
        for (const path of [
          '/dumps/',
          `/dumps/${release}/../../indexes/x`,
          `/dumps/${release}/%2e%2e/x`,
          '/dumps/x/y',
        ])
          expect((await send({ target: path }, open)).status, path).toBe(404);
      } finally {
        await open.stop();
      }
    });
  });

  test('GET can be kept for as long as its tag says, and POST not', async () => {
    const target = `/graphql?query=${encodeURIComponent('{ dataset { release } }')}`;
    const first = await send({ target });
    expect(first.headers).toMatchObject({
      etag: expect.stringMatching(/^W\/"/),
      'cache-control': expect.stringContaining('s-maxage'),
      vary: expect.stringContaining('Accept'),
    });
    const again = await send({ target, headers: { 'if-none-match': first.headers.etag ?? '' } });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect((await post({ query: '{ dataset { release } }' })).headers['cache-control']).toBe('no-store');
  });

  test('a persisted operation answers to its id alone', async () => {
    const [operation] = OPERATIONS.filter(({ name }) => name === 'Dataset');
    const id = documentId(operation?.source ?? '');
    const answer = await send({ target: `/graphql?documentId=${encodeURIComponent(id)}` });
    expect(json(answer)).toMatchObject({ data: { dataset: { licence: 'CC0-1.0' } } });
  });

  test('a body in base64 is read as the bytes that it stands for', async () => {
    const body = new TextEncoder().encode('{"query":"{ __typename } # Елка"}');
    const answer = await send({ method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(eventOf({ method: 'POST', target: '/', headers: {}, body }).isBase64Encoded).toBe(true);
    expect(json(answer)).toEqual({ data: { __typename: 'Query' } });
  });

  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('a response compressed with %s arrives with its encoding, and whole', async (encoding, unpack) => {
    const query = '{ meetings(first: 50) { nodes { title } } }';
    const target = `/graphql?query=${encodeURIComponent(query)}`;
    const plain = await send({ target });
    const zipped = await send({ target, headers: { 'accept-encoding': encoding } });
    expect(zipped.headers).toMatchObject({
      'content-encoding': encoding,
      'content-length': String(zipped.body.byteLength),
      etag: plain.headers.etag,
    });
    expect(zipped.body.byteLength).toBeLessThan(plain.body.byteLength / 2);
    expect(unpack(zipped.body)).toEqual(plain.body);
  });

  test('an answer to HEAD has no body', async () => {
    const answer = await send({ method: 'HEAD', target: '/graphql?query={__typename}' });
    expect(answer).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  test('an oversized body is refused', async () => {
    const answer = await post({ query: `{ __typename } #${'x'.repeat(BODY_LIMIT)}` });
    expect(answer.status).toBe(413);
    expect(json(answer)).toMatchObject({ errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] });
  });

  test.each([
    ['without the secret of the edge', ''],
    ['with another one', 'guessed'],
  ])('a request %s is refused, whatever it asks', async (_what, secret) => {
    for (const target of ['/', '/health', '/graphql?query={__typename}']) {
      const answer = await send({ target, headers: { [ORIGIN_HEADER]: secret } });
      expect(answer.status).toBe(403);
      expect(json(answer)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
  });

  describe('after a rotation of the secret', () => {
    /** One page of meetings, and the cursor at its end. */
    async function page(target: Sandbox, secret: string, after?: string) {
      const query =
        'query ($after: String) { meetings(first: 2, after: $after) { nodes { slug } pageInfo { endCursor } } }';
      const answer = await send(
        {
          method: 'POST',
          body: JSON.stringify({ query, variables: { after } }),
          headers: { 'content-type': 'application/json', [ORIGIN_HEADER]: secret },
        },
        target,
      );
      return { status: answer.status, body: json(answer) as { data?: { meetings: Page }; errors?: unknown } };
    }
    interface Page {
      readonly nodes: readonly { readonly slug: string }[];
      readonly pageInfo: { readonly endCursor: string };
    }

    /** The deployment as it is after so many rotations. */
    const rotated = (times: number): Sandbox =>
      sandboxWith({
        DEPLOYMENT_SECRET: `secret ${times}`,
        ...(times === 0 ? {} : { FORMER_SECRET: `secret ${times - 1}` }),
      });

    test('CloudFront may show the secret before, cursors from before go on, and a second rotation ends both', async () => {
      const [before, once, twice] = [rotated(0), rotated(1), rotated(2)];
      try {
        const first = await page(before, 'secret 0');
        const cursor = first.body.data?.meetings.pageInfo.endCursor ?? '';
        const expected = await page(before, 'secret 0', cursor);
        expect(expected.body.data?.meetings.nodes).toHaveLength(2);

        for (const secret of ['secret 0', 'secret 1'])
          expect((await page(once, secret, cursor)).body.data?.meetings.nodes).toEqual(
            expected.body.data?.meetings.nodes,
          );
        // New cursors are of the new secret, and outlive the next rotation.
        const next = (await page(once, 'secret 1')).body.data?.meetings.pageInfo.endCursor ?? '';
        expect(next).not.toBe(cursor);
        expect((await page(twice, 'secret 2', next)).body.data?.meetings.nodes).toEqual(
          expected.body.data?.meetings.nodes,
        );

        expect((await page(twice, 'secret 0')).status).toBe(403);
        expect((await page(twice, 'secret 2', cursor)).body).toMatchObject({
          errors: [{ extensions: { code: 'BAD_CURSOR' } }],
        });
      } finally {
        await Promise.all([before, once, twice].map((each) => each.stop()));
      }
    });
  });

  test('a wrong secret is a failure in the log, since every reader may get 403; none at all is not', async () => {
    const lineAfter = async (secret: string): Promise<unknown> => {
      await send({ target: '/health', headers: { [ORIGIN_HEADER]: secret } });
      return JSON.parse(sandbox.log().trim().split('\n').at(-1) ?? '');
    };
    expect(await lineAfter('guessed')).toMatchObject({
      level: 'ERROR',
      status: 403,
      codes: ['FORBIDDEN'],
      causes: [expect.stringContaining('npm run deploy')],
      Failures: 1,
      Errors: 1,
      code: 'FORBIDDEN',
    });
    expect(await lineAfter('')).toMatchObject({
      level: 'INFO',
      status: 403,
      codes: ['FORBIDDEN'],
      Failures: 0,
    });
  });

  test('without an edge no secret is asked for', async () => {
    const open = sandboxWith({ ORIGIN: 'any' });
    try {
      const answer = await send({ target: '/health', headers: { [ORIGIN_HEADER]: '' } }, open);
      expect(answer.status).toBe(200);
    } finally {
      await open.stop();
    }
  });

  test('each request leaves one line of JSON, with no word of what was asked', async () => {
    const secretive = 'nobody-should-read-this';
    await send({ target: `/graphql?query=${encodeURIComponent(`{ __typename } # ${secretive}`)}` });
    const lines = sandbox.log().trim().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
    expect(last).toMatchObject({ level: 'INFO', message: 'request', method: 'GET', status: 200 });
    expect(sandbox.log()).not.toContain(secretive);
    expect(sandbox.log()).not.toContain(SECRET);
  });

  describe('when DynamoDB or S3 does not answer', () => {
    let silent: Server;
    let address: string;
    beforeAll(async () => {
      silent = createServer(() => {});
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      silent.closeAllConnections();
      silent.close();
    });

    test('the client is told of a silent database before the function times out', async () => {
      const waiting = sandboxWith({ AWS_ENDPOINT_URL_DYNAMODB: address });
      try {
        const answer = await post({ query: '{ dataset { release } }' }, waiting);
        expect(json(answer)).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
        expect(waiting.log()).toContain('TimeoutError');
      } finally {
        await waiting.stop();
      }
    });

    test('a client that searches is told of a silent bucket before the function times out', async () => {
      const waiting = sandboxWith({ AWS_ENDPOINT_URL_S3: address });
      try {
        const answer = await post({ query: '{ search(query: "Ukraine") { totalCount } }' }, waiting);
        expect(json(answer)).toMatchObject({ errors: [{ extensions: { code: 'INDEX_UNAVAILABLE' } }] });
        expect(waiting.log()).toContain('the bucket did not answer in time');
      } finally {
        await waiting.stop();
      }
    });

    test('a function that times out is replaced by one that answers', async () => {
      const hasty = sandboxWith({ AWS_ENDPOINT_URL_DYNAMODB: address }, { timeout: 1.5 });
      try {
        const answer = await post({ query: '{ dataset { release } }' }, hasty);
        expect(answer).toMatchObject({ status: 502, body: Buffer.from('timed out') });
        expect(await post({ query: '{ __schema { queryType { name } } }' }, hasty)).toMatchObject({
          status: 502,
        });
        expect(hasty.starts).toBe(2);
      } finally {
        await hasty.stop();
      }
    });
  });

  test.each(['TABLE', 'DEPLOYMENT_SECRET', 'VERSION', 'ORIGIN'])(
    'without %s it does not start, and the log says why',
    async (name) => {
      const { [name]: _left, ...environment } = configuration.environment;
      const lacking = sandboxWith({ [name]: '' }, { environment });
      await expect(lacking.invoke({})).rejects.toThrow(`The environment variable ${name} is not set.`);
      expect(lacking.log()).toContain(`The environment variable ${name} is not set.`);
      expect(JSON.parse(lacking.log().split('\n')[0] ?? '')).toMatchObject({ level: 'ERROR' });
      await lacking.stop();
    },
  );
});
