import { describe, expect, it } from 'vitest';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';
import { bodyOf, codesOf, front, get, HELLO, post, textOf } from './tiny.ts';

const door = front();

describe('a GraphQL request', () => {
  it('can be a GET', async () => {
    const response = await get(door, { query: HELLO, variables: { name: 'Wang Yi' } });
    expect(response.status).toBe(200);
    expect(bodyOf(response).data).toEqual({ hello: 'hello Wang Yi' });
  });

  it('can be a POST', async () => {
    const response = await post(door, { query: HELLO, variables: { name: '王毅' } });
    expect(bodyOf(response).data).toEqual({ hello: 'hello 王毅' });
  });

  it('can be a HEAD, with the headers of the GET and no body', async () => {
    const whole = await get(door, { query: '{ long }' });
    const head = await get(door, { query: '{ long }' }, {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body.byteLength).toBe(0);
    expect(head.headers.etag).toBe(whole.headers.etag);
    expect(head.headers['content-length']).toBe(String(whole.body.byteLength));
  });

  it('sees the release and its own session in the context', async () => {
    expect(bodyOf(await post(door, { query: '{ release read }' })).data).toEqual({
      release: 'r1',
      read: 'read',
    });
  });

  it('takes null and an empty operation name as absent', async () => {
    const response = await post(door, {
      query: '{ release }',
      operationName: '',
      variables: null,
      extensions: null,
    });
    expect(bodyOf(response)).toEqual({ data: { release: 'r1' } });
  });

  it('chooses the operation by name', async () => {
    const query = 'query A { release } query B { hello(name: "b") }';
    expect(bodyOf(await post(door, { query, operationName: 'B' })).data).toEqual({ hello: 'hello b' });
    expect(codesOf(await post(door, { query, operationName: 'C' }))).toEqual([
      'OPERATION_RESOLUTION_FAILURE',
    ]);
    expect(codesOf(await post(door, { query }))).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  it('can introspect the schema', async () => {
    expect(bodyOf(await post(door, { query: '{ __schema { queryType { name } } }' })).errors).toBeUndefined();
  });
});

describe('a malformed request is refused with a code and a status', () => {
  const cases: [what: string, status: number, code: string, send: () => ReturnType<typeof post>][] = [
    ['a body that is not JSON', 400, 'BAD_REQUEST', () => post(door, '{"query": ')],
    ['an empty body', 400, 'BAD_REQUEST', () => post(door, '')],
    ['a body that is a list', 400, 'BAD_REQUEST', () => post(door, [{ query: '{ release }' }])],
    ['a body that is a string', 400, 'BAD_REQUEST', () => post(door, '"{ release }"')],
    ['no query at all', 400, 'BAD_REQUEST', () => get(door, {})],
    [
      'variables that are not JSON',
      400,
      'BAD_REQUEST',
      () => get(door, { query: HELLO, variables: '{name: 1}' }),
    ],
    ['variables that are a list', 400, 'BAD_REQUEST', () => get(door, { query: HELLO, variables: [] })],
    [
      'variables that nest without end',
      400,
      'BAD_REQUEST',
      () =>
        post(
          door,
          `{"query": "{ release }", "variables": {"a": ${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
        ),
    ],
    [
      'form encoding',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () => post(door, 'query=1', { 'content-type': 'text/plain' }),
    ],
    [
      'another charset',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () => post(door, '{}', { 'content-type': 'application/json; charset=latin1' }),
    ],
    [
      'a declared length beyond the limit',
      413,
      'BODY_TOO_LARGE',
      () => post(door, { query: '{ release }' }, { 'content-length': String(BODY_LIMIT + 1) }),
    ],
    ['a real length beyond the limit', 413, 'BODY_TOO_LARGE', () => post(door, ' '.repeat(BODY_LIMIT + 1))],
    [
      'a query string beyond the limit',
      414,
      'URI_TOO_LONG',
      () => get(door, { query: ' '.repeat(BODY_LIMIT + 1) }),
    ],
    [
      'types it cannot give',
      406,
      'NOT_ACCEPTABLE',
      () => post(door, { query: '{ release }' }, { accept: 'image/png' }),
    ],
    ['a mutation by GET', 405, 'BAD_REQUEST', () => get(door, { query: 'mutation { release }' })],
  ];

  it.each(cases)('%s: %i %s', async (_what, status, code, send) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(codesOf(response)).toEqual([code]);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['content-type']).toMatch(
      /^application\/(json|graphql-response\+json); charset=utf-8$/,
    );
    expect(textOf(response)).not.toMatch(/node_modules|\.ts:|\\n\s*at /);
  });

  it('bytes that are not UTF-8', async () => {
    const response = await door.handler({
      method: 'POST',
      path: '/graphql',
      query: '',
      headers: { 'content-type': 'application/json' },
      body: Uint8Array.from([0x22, 0xff, 0x22]),
    });
    expect(response.status).toBe(400);
    expect(bodyOf(response).errors?.[0]?.message).toContain('UTF-8');
  });

  it.each(['query=%E4%B8', 'query=%', 'query=%7B+release+%7D&query=%7B+read+%7D', 'query=%7B&variables=%'])(
    'the query string %s',
    async (query) => {
      const response = await door.handler({
        method: 'GET',
        path: '/graphql',
        query,
        headers: {},
        body: undefined,
      });
      expect(response.status).toBe(400);
      expect(codesOf(response)).toEqual(['BAD_REQUEST']);
    },
  );
});

describe('the media type follows the Accept header', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'],
    ['application/graphql-response+json,application/json;q=0.9', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0.5, application/json', 'application/json'],
    ['application/json; charset=utf-8', 'application/json'],
    ['text/event-stream, application/graphql-response+json', 'application/graphql-response+json'],
    ['multipart/mixed;deferSpec=20220824, application/json', 'application/json'],
  ])('%s gives %s', async (accept, type) => {
    const response = await post(door, { query: '{ release }' }, accept === undefined ? {} : { accept });
    expect(response.headers['content-type']).toBe(`${type}; charset=utf-8`);
  });
});
