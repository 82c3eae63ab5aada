import { GraphQLError } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { present } from '../../functions/graphql/errors.ts';
import { codedError, ERROR_CODES } from '../../schema/errors.ts';
import { WireError } from '../../schema/store/dynamodb-http.ts';
import { bodyOf, codesOf, front, get, post, textOf } from './tiny.ts';

const door = front();
afterEach(() => {
  delete door.store.failure;
});
const MODERN = { accept: 'application/graphql-response+json' };

describe('every error has a code', () => {
  it.each([
    ['a syntax error', '{ release', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a nullable variable in a OneOf input',
      'query ($slug: String) { by(by: { slug: $slug }) }',
      { slug: 'a' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a nullable variable in a OneOf input, with a default value',
      'query ($slug: String = "a") { by(by: { slug: $slug }) }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a nullable variable in a OneOf input, in a fragment',
      'query ($slug: String) { ...F } fragment F on Query { by(by: { slug: $slug }) }',
      { slug: 'a' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a mutation', 'mutation { release }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a scalar that refuses a literal', '{ day(on: "yesterday") }', {}, 'BAD_ARGUMENT'],
    [
      'a scalar that refuses a variable',
      'query ($on: Day) { day(on: $on) }',
      { on: 'yesterday' },
      'BAD_ARGUMENT',
    ],
    [
      'a variable of the wrong type',
      'query ($n: Int) { items(first: $n) { name } }',
      { n: 'x' },
      'BAD_ARGUMENT',
    ],
    ['a missing variable', 'query ($n: String!) { hello(name: $n) }', {}, 'BAD_ARGUMENT'],
    [
      'two keys where one is wanted',
      'query ($b: By!) { by(by: $b) }',
      { b: { id: '1', slug: 'a' } },
      'BAD_ARGUMENT',
    ],
  ])('%s', async (_what, query, variables, code) => {
    const modern = await post(door, { query, variables }, MODERN);
    expect(codesOf(modern)).toEqual([code]);
    expect(modern.status).toBe(400);
    expect(bodyOf(modern)).not.toHaveProperty('data');
    const legacy = await post(door, { query, variables });
    expect(codesOf(legacy)).toEqual([code]);
    expect(legacy.status).toBe(200);
  });

  it('an argument that only execution can check', async () => {
    const query = 'query ($by: By = { slug: "a" }) { by(by: $by) }';
    const response = await post(door, { query, variables: { by: null } });
    expect(codesOf(response)).toEqual(['BAD_ARGUMENT']);
  });

  it('keeps the message, the place and the extensions of a coded error', async () => {
    const [error] = bodyOf(await post(door, { query: '{ coded release }' })).errors ?? [];
    expect(error).toEqual({
      message: 'No such id.',
      path: ['coded'],
      locations: [{ line: 1, column: 3 }],
      extensions: { code: 'BAD_ID', id: 'x' },
    });
  });
});

describe('an error with its own code', () => {
  it('keeps it and its message, whatever caused it, and leaves the causes to the log', async () => {
    const response = await post(door, { query: '{ caused release }' });
    expect(bodyOf(response).errors).toEqual([
      {
        message: 'No search now.',
        path: ['caused'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'INDEX_UNAVAILABLE' },
      },
    ]);
    expect(response.headers['retry-after']).toBe('1');
    expect(door.log.at(-1)?.causes).toEqual([
      expect.stringMatching(/^Error: outer\n\s+at [\s\S]*\nCaused by: Error: inner\n\s+at /),
    ]);
  });

  const CAUSES: readonly Error[] = [
    new Error('the secret inside'),
    Object.assign(new Error('arn:aws:secret'), { name: 'ThrottlingException' }),
    new WireError('TimeoutError', 'silent', true),
    new GraphQLError('other', { extensions: { code: 'OTHER' } }),
  ];
  it.each(ERROR_CODES)('%s stays unchanged, however often GraphQL wraps it', (code) => {
    for (const cause of CAUSES) {
      let error = codedError(code, 'As it stands.', { more: 1 }, cause);
      for (let depth = 0; depth < 3; depth += 1) {
        const { shown } = present(error, 'request-1');
        expect(shown).toMatchObject({ message: 'As it stands.', extensions: { code, more: 1 } });
        error = new GraphQLError(error.message, { originalError: error });
      }
    }
  });
});

describe('many errors', () => {
  it('are shown up to a hundred, with the number of those left out', async () => {
    const { errors = [] } = bodyOf(await post(door, { query: '{ items(first: 250) { bug } }' }));
    expect(errors).toHaveLength(101);
    expect(errors.at(-1)).toEqual({
      message: '150 more errors are left out.',
      extensions: { code: 'ERRORS_LEFT_OUT', count: 150 },
    });
    expect(door.log.at(-1)?.causes).toHaveLength(10);
  });

  it('of validation and of variables end at twenty', async () => {
    const fields = Array.from({ length: 500 }, (_, index) => `a${index}`).join(' ');
    expect(bodyOf(await post(door, { query: `{ ${fields} }` })).errors).toHaveLength(21);
    const query = 'query ($names: [String]) { hello(names: $names) }';
    const { errors = [] } = bodyOf(await post(door, { query, variables: { names: Array(500).fill({}) } }));
    expect(errors.length).toBeGreaterThan(10);
    expect(errors.length).toBeLessThanOrEqual(21);
  });

  it('quote at most a few hundred characters of the request', async () => {
    const long = 'x'.repeat(30_000);
    for (const [query, variables] of [
      [`{ day(on: "${long}") }`, {}],
      [`{ ${long} }`, {}],
      ['query ($on: Day) { day(on: $on) }', { on: [long] }],
      ['query ($n: Int) { items(first: $n) { name } }', { n: long }],
    ] as const) {
      const [error] = bodyOf(await post(door, { query, variables })).errors ?? [];
      expect(error?.message.length).toBeLessThan(600);
    }
  });

  it('have their lines and columns found in one pass over the document', async () => {
    const lines = 30_000;
    const query = `${'\n'.repeat(lines)}{ items(first: 250) { coded } }`;
    const { exec } = RegExp.prototype;
    let found = 0;
    RegExp.prototype.exec = function counting(this: RegExp, text: string) {
      const match = exec.call(this, text);
      if (match?.[0] === '\n') found += 1;
      return match;
    };
    const response = await post(door, { query }).finally(() => {
      RegExp.prototype.exec = exec;
    });
    expect(bodyOf(response).errors?.[0]?.locations).toEqual([{ line: lines + 1, column: 23 }]);
    expect(found).toBeLessThan(3 * lines);
  });
});

describe('an internal error', () => {
  it('is hidden from the client and logged under the request id that the client sees', async () => {
    const response = await post(door, { query: '{ bug release }' }, { 'x-request-id': 'trace-12345' });
    expect(response.status).toBe(200);
    expect(bodyOf(response).data).toEqual({ bug: null, release: 'r1' });
    expect(bodyOf(response).errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', requestId: 'trace-12345' });
    expect(textOf(response)).not.toContain('secret');
    expect(door.log.at(-1)?.requestId).toBe('trace-12345');
    expect(door.log.at(-1)?.causes?.[0]).toMatch(/TypeError: the secret inside\n\s+at /);
  });

  it('is a 500 if there is no data and the client accepts the new media type', async () => {
    expect((await post(door, { query: '{ needed }' }, MODERN)).status).toBe(500);
    expect((await post(door, { query: '{ needed }' })).status).toBe(200);
  });

  it('is a 500 when the store does not answer', async () => {
    door.store.failure = new Error('connect ECONNREFUSED');
    const response = await get(door, { query: '{ release }' });
    expect(response.status).toBe(500);
    expect(codesOf(response)).toEqual(['INTERNAL']);
    expect(textOf(response)).not.toContain('ECONNREFUSED');
  });
});

describe('a throttled table', () => {
  it('is THROTTLED, with the time to wait before a retry', async () => {
    const response = await post(door, { query: '{ busy }' });
    expect(codesOf(response)).toEqual(['THROTTLED']);
    expect(response.headers['retry-after']).toBe('1');
    expect(textOf(response)).not.toContain('arn:');
  });

  it('is a 503 if it occurs before anything is executed', async () => {
    door.store.failure = Object.assign(new Error('slow down'), {
      name: 'ProvisionedThroughputExceededException',
    });
    const response = await get(door, { query: '{ release }' });
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('1');
  });
});
