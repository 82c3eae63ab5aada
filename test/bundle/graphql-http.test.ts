import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { documentId } from '../../functions/graphql/persisted-documents.ts';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';
import { fewMeetings } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { OPERATIONS } from '../support/operations.ts';
import { eventOf } from './function-url.ts';
import { json, runningEndpoint, SECRET } from './running-endpoint.ts';
import { missingRuntimeClient } from './runtime-client.ts';

describeWhere(missingRuntimeClient, 'the bundle of the endpoint, run as Lambda runs it: HTTP', () => {
  const running = runningEndpoint(fewMeetings);
  const { send, post } = running;

  test('GET can be cached and revalidated by its tag, POST cannot', async () => {
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

  test('a persisted operation runs by its id alone', async () => {
    const [operation] = OPERATIONS.filter(({ name }) => name === 'Dataset');
    const id = documentId(operation?.source ?? '');
    const answer = await send({ target: `/graphql?documentId=${encodeURIComponent(id)}` });
    expect(json(answer)).toMatchObject({ data: { dataset: { licence: 'CC0-1.0' } } });
  });

  test('a base64 body is decoded', async () => {
    const body = new TextEncoder().encode('{"query":"{ __typename } # Елка"}');
    const answer = await send({ method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(eventOf({ method: 'POST', target: '/', headers: {}, body }).isBase64Encoded).toBe(true);
    expect(json(answer)).toEqual({ data: { __typename: 'Query' } });
  });

  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('a response compressed with %s arrives complete and with its encoding', async (encoding, unpack) => {
    const query = '{ statements(first: 50) { nodes { id text } } }';
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

  test('each request logs one line of JSON that reveals nothing about the query', async () => {
    const secretive = 'nobody-should-read-this';
    await send({ target: `/graphql?query=${encodeURIComponent(`{ __typename } # ${secretive}`)}` });
    const lines = running.endpoint.sandbox.log().trim().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
    expect(last).toMatchObject({ level: 'INFO', message: 'request', method: 'GET', status: 200 });
    expect(running.endpoint.sandbox.log()).not.toContain(secretive);
    expect(running.endpoint.sandbox.log()).not.toContain(SECRET);
  });
});
