import { describe, expect, test } from 'vitest';
import { VIEWER_HOST_HEADER } from '../../functions/graphql/origin-secret.ts';
import { DUMP_LIST, formatDumpList } from '../../schema/release/dumps/format.ts';
import { fewMeetings } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { json, runningEndpoint } from './running-endpoint.ts';
import { missingRuntimeClient } from './runtime-client.ts';

const FILE = { name: 'csv/meetings.csv', mediaType: 'text/csv', bytes: 3, sha256: 'ab' };

describeWhere(
  missingRuntimeClient,
  'the bundle of the endpoint, run as Lambda runs it: the files of a release',
  () => {
    const running = runningEndpoint(fewMeetings);
    const { sandboxWith, send, post } = running;

    describe('the search index of the release', () => {
      const search = { query: '{ search(query: "Ukraine") { totalCount } }' };
      const found = { data: { search: { totalCount: expect.any(Number) } } };
      const fetches = () =>
        running.endpoint.files.asked.filter((each) => each === `GET ${running.endpoint.index.object}`).length;

      test('is fetched by the first request that needs it, once', async () => {
        const fresh = sandboxWith({});
        try {
          const before = fetches();
          expect(json(await post({ query: '{ dataset { release } }' }, fresh))).toHaveProperty(
            'data.dataset',
          );
          expect(fetches()).toBe(before);
          for (let time = 0; time < 3; time += 1) expect(json(await post(search, fresh))).toEqual(found);
          expect(fetches()).toBe(before + 1);
        } finally {
          await fresh.stop();
        }
      });

      test.each([
        ['is missing', () => running.endpoint.files.remove(running.endpoint.index.object)],
        [
          'is cut short',
          () =>
            running.endpoint.files.put(
              running.endpoint.index.object,
              running.endpoint.index.bytes.subarray(0, -1),
            ),
        ],
        ['has changed', () => running.endpoint.files.spoil(running.endpoint.index.object, 2_000)],
      ])('that %s fails only what needs it, until it is available again', async (_what, damage) => {
        const fresh = sandboxWith({});
        try {
          damage();
          expect(json(await post({ query: '{ dataset { release } }' }, fresh))).toHaveProperty(
            'data.dataset',
          );
          expect(json(await post(search, fresh))).toMatchObject({
            errors: [{ path: ['search', 'totalCount'], extensions: { code: 'INDEX_UNAVAILABLE' } }],
          });
          expect(fresh.log()).toContain(running.endpoint.index.object.replace('releases/', ''));
          running.endpoint.files.put(running.endpoint.index.object, running.endpoint.index.bytes);
          expect(json(await post(search, fresh))).toEqual(found);
        } finally {
          running.endpoint.files.put(running.endpoint.index.object, running.endpoint.index.bytes);
          await fresh.stop();
        }
      });
    });

    describe('the download of the release', () => {
      const query = '{ dataset { dumps { name url } } }';
      const list = () => `releases/dumps/${running.endpoint.release}/${DUMP_LIST}`;
      const keep = () =>
        running.endpoint.files.put(list(), Buffer.from(formatDumpList(running.endpoint.release, [FILE])));
      const asked = (headers: Record<string, string>, target = running.endpoint.sandbox) =>
        send(
          {
            method: 'POST',
            body: JSON.stringify({ query }),
            headers: { 'content-type': 'application/json', ...headers },
          },
          target,
        );
      const listed = (origin: string) => ({
        data: {
          dataset: {
            dumps: [{ name: FILE.name, url: `${origin}/dumps/${running.endpoint.release}/${FILE.name}` }],
          },
        },
      });

      test('is listed under the host name that the client used at the edge', async () => {
        keep();
        for (const host of ['d111111abcdef8.cloudfront.net', 'record.example.org'])
          expect(json(await asked({ [VIEWER_HOST_HEADER]: host }))).toEqual(listed(`https://${host}`));
      });

      test('has different entity tags under different host names, which are part of the answer', async () => {
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

      test('that is missing or damaged fails only what needs it, until it is available again', async () => {
        const fresh = sandboxWith({});
        try {
          for (const damage of [
            () => running.endpoint.files.remove(list()),
            () => running.endpoint.files.put(list(), Buffer.from('{')),
          ]) {
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

      test("without an edge is listed at the function's own address, which redirects to the bucket", async () => {
        keep();
        running.endpoint.files.put(
          `releases/dumps/${running.endpoint.release}/${FILE.name}`,
          Buffer.from('abc'),
        );
        const open = sandboxWith({ ORIGIN: 'any' });
        try {
          const forged = { [VIEWER_HOST_HEADER]: 'evil.example', host: 'evil.example' };
          expect(json(await asked(forged, open))).toEqual(listed('https://abc.lambda-url.us-east-1.on.aws'));
          const target = `/dumps/${running.endpoint.release}/${FILE.name}`;
          const sent = await send({ target }, open);
          expect(sent.status).toBe(302);
          const found = await fetch(sent.headers.location ?? '');
          expect(await found.text()).toBe('abc');
          expect((await send({ method: 'HEAD', target }, open)).status).toBe(302);
          expect((await send({ method: 'POST', target }, open)).status).toBe(405);
          for (const path of [
            '/dumps/',
            `/dumps/${running.endpoint.release}/../../indexes/x`,
            `/dumps/${running.endpoint.release}/%2e%2e/x`,
            '/dumps/x/y',
          ])
            expect((await send({ target: path }, open)).status, path).toBe(404);
        } finally {
          await open.stop();
        }
      });
    });
  },
);
