import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { curatedCorpus } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { OPERATIONS } from '../support/operations.ts';
import { ask } from '../support/table.ts';
import { json, runningEndpoint } from './running-endpoint.ts';
import { missingRuntimeClient } from './runtime-client.ts';

describeWhere(missingRuntimeClient, 'the bundle of the endpoint, run as Lambda runs it', () => {
  const running = runningEndpoint(curatedCorpus);
  const { sandboxWith, send, post } = running;

  test('the template leaves out what only a deployment knows', () => {
    expect(new Set(running.endpoint.configuration.unresolved)).toEqual(
      new Set(['TABLE', 'RELEASES_BUCKET', 'DEPLOYMENT_SECRET', 'URL_SUFFIX']),
    );
    expect(running.endpoint.configuration).toMatchObject({
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      timeout: 10,
    });
  });

  test('every start loads what most requests need; only a search loads the search code', async () => {
    const { folder } = running.endpoint.bundles.graphql;
    const [main, search] = await Promise.all(
      ['function.js', 'search.js'].map((file) => readFile(join(folder, file), 'latin1')),
    );
    expect(main?.length).toBeLessThan(575_000);
    expect(search?.length).toBeLessThan(50_000);
    // Words of the engine alone, and of an operation's tree.
    for (const words of ['give a word to look for', 'the index is truncated', 'OperationDefinition","'])
      expect(main).not.toContain(words);
    expect(search).toContain('give a word to look for');
  });

  test('it starts, and prints how fast', async () => {
    const started = performance.now();
    const answer = await post({ query: '{ dataset { release } }' });
    expect(answer.status).toBe(200);
    const all = Math.round(performance.now() - started);
    console.log(
      `endpoint: ${running.endpoint.bundles.graphql.bytes} bytes, init ${Math.round(running.endpoint.sandbox.initMs)} ms, first answer ${all} ms; ` +
        `seed: ${running.endpoint.bundles.seed.bytes} bytes`,
    );
  });

  test.each(OPERATIONS.map((operation) => [operation.name, operation] as const))(
    'the operation %s is answered as the schema answers it',
    async (_name, { source, variables }) => {
      const { meter: _meter, ...expected } = await ask(running.endpoint.store, source, variables);
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

  test.each(['TABLE', 'DEPLOYMENT_SECRET', 'VERSION', 'ORIGIN'])(
    'without %s it does not start, and the log says why',
    async (name) => {
      const { [name]: _left, ...environment } = running.endpoint.configuration.environment;
      const lacking = sandboxWith({ [name]: '' }, { environment });
      await expect(lacking.invoke({})).rejects.toThrow(`The environment variable ${name} is not set.`);
      expect(lacking.log()).toContain(`The environment variable ${name} is not set.`);
      expect(JSON.parse(lacking.log().split('\n')[0] ?? '')).toMatchObject({ level: 'ERROR' });
      await lacking.stop();
    },
  );
});
