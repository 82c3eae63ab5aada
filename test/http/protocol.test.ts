import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';
import { bodyOf, codesOf, front, get, post, send } from './tiny.ts';

const door = front();
const QUERY = '{ release }';
const ANSWER = { data: { release: 'r1' } };
const bytesOf = (text: string) => new TextEncoder().encode(text);

const getRaw = (query: string, headers: Record<string, string> = {}) =>
  door.handler({ method: 'GET', path: '/graphql', query, headers, body: undefined });
const postBytes = (body: Uint8Array, headers: Record<string, string>) =>
  door.handler({
    method: 'POST',
    path: '/graphql',
    query: '',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
const messageOf = (response: Parameters<typeof bodyOf>[0]) => bodyOf(response).errors?.[0]?.message ?? '';

describe('unknown input is ignored', () => {
  it.each([
    { id: 'abc' },
    { onError: 'NULL' },
    { variable: {}, clientName: 'x', '': 1, __proto__x: null },
    { batch: [[[]]], deep: { deeper: { deepest: [] } } },
  ])('members of a body: %j', async (others) => {
    expect(bodyOf(await post(door, { query: QUERY, ...others }))).toEqual(ANSWER);
  });

  it('however deep they nest', async () => {
    const body = `{"id": ${'['.repeat(20_000)}${']'.repeat(20_000)}, "query": "${QUERY}"}`;
    expect(bodyOf(await post(door, body))).toEqual(ANSWER);
  });

  it.each([
    'utm_term=100%',
    '%=1',
    '%E4%B8=x&x=%ff',
    'utm_source=a&utm_source=b',
    'Query=%7B',
    '&&=&',
    'fbclid',
  ])('parameters of a query string: %s', async (others) => {
    const query = `query=${encodeURIComponent(QUERY)}`;
    expect(bodyOf(await getRaw(`${query}&${others}`))).toEqual(ANSWER);
    expect(bodyOf(await getRaw(`${others}&${query}`))).toEqual(ANSWER);
  });

  it('extensions, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), async (extensions) => {
        const { persistedQuery: _own, cost: _cost, ...others } = extensions;
        expect(bodyOf(await post(door, { query: QUERY, extensions: others }))).toEqual(ANSWER);
      }),
      { numRuns: 50 },
    );
  });
});

describe('ambiguous input is refused', () => {
  it.each([
    '{"query":"{ release }","query":"{ read }"}',
    '{"query":"{ release }","\\u0071uery":"{ read }"}',
    '{"query":"{ release }","variables":{"a":{"b":1,"b":2}}}',
    '{"query":"{ release }","other":[{"a":1},{"a":1,"a":1}]}',
  ])('a key twice in one object: %s', async (body) => {
    const response = await post(door, body);
    expect(response.status).toBe(400);
    expect(codesOf(response)).toEqual(['BAD_REQUEST']);
    expect(messageOf(response)).toMatch(/has the key "\w+" twice in one object, .* at line 1, column \d+/);
  });

  it.each([
    '{"query":"{ release }","variables":{"query":"x","a":{"a":1},"b":{"a":1}}}',
    '{"query":"{ release }","a":["a","a"],"b":[{"a":1},{"a":1}],"c":"\\"c\\":\\"c\\":"}',
  ])('but not the same key in two objects: %s', async (body) => {
    expect(bodyOf(await post(door, body))).toEqual(ANSWER);
  });

  it.each(['query=%7Brelease%7D&%71uery=%7Bread%7D', 'query=&query=%7Brelease%7D'])(
    'a parameter twice: %s',
    async (query) => {
      expect(codesOf(await getRaw(query))).toEqual(['BAD_REQUEST']);
    },
  );
});

describe('the error for a body that is not JSON gives the place and the remedy', () => {
  it.each([
    ['{"query": "{\n  release\n}"}', 'line break at line 1, column 13', '\\n'],
    ['{"query": "{\t release }"}', 'control character at line 1, column 13', '\\t'],
    ["{'query': '{ release }'}", '"\'" at line 1, column 2', 'double quotes'],
    ['{query: "{ release }"}', '"q" at line 1, column 2', 'double quotes'],
    ['{\n"query": "{ release }",\n}', '"}" at line 3, column 1', 'a key in double quotes'],
    ['{"query": "{ release }"', 'ends too early, at line 1, column 24', ''],
    ['{"query": "{ release }', 'begins at line 1, column 11', 'closing quote'],
    ['{"query": "\\q"}', 'escape at line 1, column 12', '\\u'],
    ['{"query" "{ release }"}', 'line 1, column 10', 'expected ":"'],
    ['{"a": [1 2]}', '"2" at line 1, column 10', 'expected ","'],
    ['{"a": 01}', '"1" at line 1, column 8', 'expected ","'],
    ['{} {}', '"{" at line 1, column 4', 'expected the end'],
    ['// hi\n{}', '"/" at line 1, column 1', 'a value'],
    ['[1}', '"}" at line 1, column 3', 'closing bracket'],
  ])('%j', async (body, place, remedy) => {
    const response = await post(door, body);
    expect(response.status).toBe(400);
    expect(messageOf(response)).toMatch(/^The request body is not valid JSON: /);
    expect(messageOf(response)).toContain(place);
    expect(messageOf(response)).toContain(remedy);
  });

  it('and never contains the message of the runtime, whatever was sent', async () => {
    const broken = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '\n', 'x', '-'),
      )
      .map(
        ([json, at, put]) => json.slice(0, at % (json.length + 1)) + put + json.slice(at % (json.length + 1)),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(broken, fc.string()), async (body) => {
        const response = await post(door, body);
        expect(response.status).toBe(400);
        expect(messageOf(response)).not.toMatch(/Unexpected token|in JSON at position|JSON input/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('equivalent spellings are equal', () => {
  it.each([
    'application/json; charset=UTF-8',
    'APPLICATION/JSON;Charset="utf-8"',
    'application/json; charset=utf8',
    'application/json;charset=unicode-1-1-utf-8; q="a;b"',
    'application/json;',
  ])('of a media type: %s', async (type) => {
    expect(bodyOf(await post(door, { query: QUERY }, { 'content-type': type }))).toEqual(ANSWER);
  });

  it.each([
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'text/json',
    'json',
    '',
    `application/json${' '.repeat(100_000)}x`,
  ])('and others are 415: %s', async (type) => {
    const response = await post(door, { query: QUERY }, { 'content-type': type });
    expect(response.status).toBe(415);
    expect(response.headers.accept).toBe('application/json');
  });

  it.each([
    ['APPLICATION/JSON', 'application/json'],
    ['Application/GraphQL-Response+JSON', 'application/graphql-response+json'],
    ['application/json;charset="UTF-8"', 'application/json'],
  ])('of a type that is accepted: %s', async (accept, type) => {
    const response = await post(door, { query: QUERY }, { accept });
    expect(response.headers['content-type']).toBe(`${type}; charset=utf-8`);
  });

  it('of the path: with a slash at its end', async () => {
    expect((await send(door, 'GET', '/graphql/')).status).toBe(400);
    const query = `query=${encodeURIComponent(QUERY)}`;
    const request = { method: 'GET', path: '/graphql/', query, headers: {}, body: undefined };
    expect(bodyOf(await door.handler(request))).toEqual(ANSWER);
    expect((await send(door, 'GET', '/graphql//')).status).toBe(404);
  });

  it('a byte order mark is no part of the body', async () => {
    expect(bodyOf(await post(door, `\ufeff{"query":"${QUERY}"}`))).toEqual(ANSWER);
  });
});

describe('a compressed body', () => {
  const body = bytesOf(JSON.stringify({ query: QUERY }));

  it.each([
    ['gzip', gzipSync(body)],
    ['GZip', gzipSync(body)],
    ['x-gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['deflate', deflateRawSync(body)],
    ['br', brotliCompressSync(body)],
    ['identity', body],
    ['gzip, br', brotliCompressSync(gzipSync(body))],
    ['identity, gzip', gzipSync(body)],
    ['', body],
  ])('is read: %s', async (coding, bytes) => {
    expect(bodyOf(await postBytes(bytes, { 'content-encoding': coding }))).toEqual(ANSWER);
  });

  it.each(['zstd', 'compress', 'gzip, gzip, gzip', 'constructor', 'gzip;q=1'])(
    'in another coding is 415 that names the known ones: %s',
    async (coding) => {
      const response = await postBytes(gzipSync(body), { 'content-encoding': coding });
      expect(response.status).toBe(415);
      expect(response.headers['accept-encoding']).toBe('gzip, deflate, br, identity');
    },
  );

  it('that is broken is 400', async () => {
    for (const bytes of [body, gzipSync(body).subarray(0, 20), bytesOf('')]) {
      expect((await postBytes(bytes, { 'content-encoding': 'gzip' })).status).toBe(400);
    }
  });

  it.each([
    ['beyond the limit of a body', ' '.repeat(BODY_LIMIT), 413],
    ['a bomb', ' '.repeat(20_000_000), 413],
    ['more than a hundred times its size', ' '.repeat(60_000), 413],
  ])('%s', async (_what, blank, status) => {
    const body = bytesOf(`${blank}{"query":"${QUERY}"}`);
    // The best quality of Brotli, which is the default, takes seconds for 20 MB.
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
    for (const [coding, bytes] of [
      ['gzip', gzipSync(body)],
      ['deflate', deflateSync(body)],
      ['br', brotliCompressSync(body, quality)],
    ] as const) {
      const response = await postBytes(bytes, { 'content-encoding': coding });
      expect(response.status).toBe(status);
      expect(codesOf(response)).toEqual(['BODY_TOO_LARGE']);
    }
  });
});

describe('If-None-Match: *', () => {
  it('matches an existing answer, but not an error', async () => {
    expect((await get(door, { query: QUERY }, { 'if-none-match': ' * ' })).status).toBe(304);
    expect((await get(door, { query: '{ nothing }' }, { 'if-none-match': '*' })).status).toBe(200);
    expect((await post(door, { query: QUERY }, { 'if-none-match': '*' })).status).toBe(200);
  });
});
