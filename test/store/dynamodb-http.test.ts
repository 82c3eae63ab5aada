import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openWire, type Wire, WireError } from '../../schema/store/dynamodb-http.ts';
import {
  type Asked,
  authorizationOf,
  both,
  CREDENTIALS,
  cutShort,
  dripping,
  fault,
  hangUp,
  ITEMS,
  mute,
  ok,
  type Play,
  QUERY,
  REGION,
  refusal,
  says,
  silence,
} from './wire-plays.ts';

/**
 * Longer than any test: whether an answer of a busy machine is late must not matter, unless a test says that
 * time is over.
 */
const PATIENCE = 600_000;

describe('the wire to DynamoDB', () => {
  let server: Server;
  let wire: Wire;
  let plays: Play[] = [];
  const asked: Asked[] = [];
  const used = new WeakSet<object>();

  beforeAll(async () => {
    server = createServer(async (message, answer) => {
      const parts: Buffer[] = [];
      for await (const part of message) parts.push(part as Buffer);
      const each = {
        headers: message.headers,
        body: Buffer.concat(parts).toString(),
        reused: used.has(message.socket),
      };
      used.add(message.socket);
      asked.push(each);
      (plays.shift() ?? ok)(answer, each);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    wire = openWire({
      endpoint: address(),
      region: REGION,
      credentials: CREDENTIALS,
      patience: PATIENCE,
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    plays = [];
    asked.length = 0;
  });
  afterAll(() => {
    wire.close();
    server.closeAllConnections();
    server.close();
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const failure = async (): Promise<WireError> => {
    const error = await wire.query(QUERY).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WireError);
    return error as WireError;
  };

  test('a query is one POST that names its operation, and its answer is returned unchanged', async () => {
    expect(await wire.query(QUERY)).toEqual({ Items: ITEMS, Count: 1 });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.Query',
      'x-amz-security-token': CREDENTIALS.sessionToken,
      'content-length': String(Buffer.byteLength(JSON.stringify(QUERY))),
    });
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual(QUERY);
  });

  test('BatchGetItem works the same way', async () => {
    plays = [says({ Responses: { t: [] } })];
    expect(await wire.batchGetItem({ RequestItems: { t: { Keys: [] } } })).toEqual({ Responses: { t: [] } });
    expect(asked[0]?.headers['x-amz-target']).toBe('DynamoDB_20120810.BatchGetItem');
  });

  test('a request has the signature that the receiver computes', async () => {
    await wire.query(QUERY);
    await wire.query({ ...QUERY, Limit: 2 });
    for (const each of asked) expect(each.headers.authorization).toBe(authorizationOf(each));
    // The second is signed with a key that was kept from the first.
    expect(asked[1]?.headers.authorization).not.toBe(asked[0]?.headers.authorization);
  });

  test('connections are kept and used again', async () => {
    await wire.query(QUERY);
    await wire.query(QUERY);
    expect(asked[1]?.reused).toBe(true);
  });

  test.each([
    ['a fault of the server', refusal(500, '{"__type":"InternalServerError"}')],
    ['a throttled request', fault('ProvisionedThroughputExceededException')],
    ['a throttled account', fault('ThrottlingException')],
    ["a proxy's page", refusal(503, '<html>busy</html>')],
    ['an answer cut short, with its connection', both(cutShort, hangUp)],
    ['an answer cut short, and then silence', both(cutShort, silence)],
    ['an answer that is not JSON', refusal(200, 'null pointer')],
    ['an answer of nothing', refusal(200, 'null')],
    ['an answer that is a list', says([{ Items: ITEMS }])],
    ['an answer without its rows', says({})],
    ['an answer with a count and no rows', says({ Count: 1 })],
    ['an answer with null for its rows', says({ Items: null })],
    ['an answer with an object for its rows', says({ Items: {} })],
    ['an answer with null for a row', says({ Items: [null] })],
    ['an answer with a list for a row', says({ Items: [[]] })],
    ['an answer with text for its end', says({ Items: ITEMS, LastEvaluatedKey: 'x' })],
    ['an answer with null for its end', says({ Items: ITEMS, LastEvaluatedKey: null })],
    ['a connection that ends', hangUp],
    ['a connection that says nothing', silence],
  ] as [string, Play][])('%s is retried', async (_what, play) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    plays = [play, play];
    expect(await wire.query(QUERY)).toMatchObject({ Items: ITEMS });
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['a throttled request', fault('ThrottlingException', 'too fast'), 'ThrottlingException', 'too fast'],
    [
      'a fault of the server',
      refusal(500, '{"__type":"x#InternalServerError"}'),
      'InternalServerError',
      '500',
    ],
    ["a proxy's page", refusal(502, '<html>'), 'UnreadableAnswer', '502'],
    ['an answer without its rows', says({}), 'UnreadableAnswer', 'shape'],
    ['a connection that says nothing', silence, 'TimeoutError', 'in time'],
    ['a connection that ends', hangUp, 'ECONNRESET', 'connection'],
  ] as [string, Play, string, string][])(
    'after three tries %s is an error',
    async (_what, play, name, words) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      plays = [play, play, play];
      const error = await failure();
      expect(error.name).toBe(name);
      expect(error.message).toContain(words);
      expect(asked).toHaveLength(3);
    },
  );

  test.each(['ValidationException', 'ResourceNotFoundException', 'AccessDeniedException'])(
    '%s is not retried',
    async (name) => {
      plays = [fault(name, 'no such thing')];
      const error = await failure();
      expect(error).toMatchObject({ name, message: 'Query: no such thing' });
      expect(asked).toHaveLength(1);
    },
  );

  test('an unreachable endpoint is an error with its reason', async () => {
    const nowhere = openWire({ endpoint: 'http://127.0.0.1:1', region: REGION, credentials: CREDENTIALS });
    await expect(nowhere.query(QUERY)).rejects.toMatchObject({ name: 'ECONNREFUSED' });
  });

  test.each([
    ['no table', says({ Responses: {} })],
    ['null for its tables', says({ Responses: null })],
    ['null for the rows of a table', says({ Responses: { t: null } })],
    ['another table', says({ Responses: { u: [] } })],
    ['text for the unprocessed keys', says({ Responses: { t: [] }, UnprocessedKeys: 'none' })],
    ['no list of unprocessed keys', says({ Responses: { t: [] }, UnprocessedKeys: { t: {} } })],
  ] as [string, Play][])('an answer to BatchGetItem with %s is retried', async (_what, play) => {
    plays = [play, says({ Responses: { t: ITEMS } })];
    const input = { RequestItems: { t: { Keys: [{}] } } };
    expect(await wire.batchGetItem(input)).toEqual({ Responses: { t: ITEMS } });
    expect(asked).toHaveLength(2);
  });

  test('an answer that ends where it began is retried, to avoid an endless loop', async () => {
    const start = { PK: { S: 'a' }, SK: { S: 'b' } };
    const end = { PK: { S: 'a' }, SK: { S: 'c' } };
    plays = [says({ Items: [], LastEvaluatedKey: start }), says({ Items: [], LastEvaluatedKey: end })];
    expect(await wire.query({ ...QUERY, ExclusiveStartKey: start })).toMatchObject({ LastEvaluatedKey: end });
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['silent', mute],
    ['dripping', dripping],
    ['throttled', fault('ThrottlingException')],
    ['broken', hangUp],
  ] as [string, Play][])('nothing continues after the deadline of a request: %s', async (_what, play) => {
    plays = Array.from({ length: 9 }, () => play);
    const until = performance.now() + 150;
    for (let error: unknown; !(error instanceof WireError && error.name === 'TimeoutError'); )
      error = await wire.query(QUERY, until).catch((thrown: unknown) => thrown);
    expect(performance.now()).toBeGreaterThanOrEqual(until - 1);
    const { length } = asked;
    await expect(wire.query(QUERY, until)).rejects.toMatchObject({ name: 'TimeoutError', isTransient: true });
    expect(asked).toHaveLength(length);
  });

  describe.each([3, 20])('with %i connections that died while they were idle', (count) => {
    test.each([
      ['say nothing', silence],
      ['end', hangUp],
      ['end in the middle of an answer', both(cutShort, hangUp)],
    ] as [string, Play][])(
      'and %s, a retry takes a new one, and so does the next request',
      async (_how, play) => {
        const own = openWire({
          endpoint: address(),
          region: REGION,
          credentials: CREDENTIALS,
          patience: PATIENCE,
        });
        const { held, all } = holding(count);
        const filling = Promise.all(Array.from({ length: count }, () => own.query(QUERY)));
        await all;
        for (const answer of held) answer();
        await filling;

        vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
        asked.length = 0;
        const alive: Play = (answer, each) => (each.reused ? play : ok)(answer, each);
        plays = Array.from({ length: 9 }, () => alive);
        expect(await own.query(QUERY)).toMatchObject({ Items: ITEMS });
        expect(asked.map(({ reused }) => reused)).toEqual([true, false]);
        expect(await own.query(QUERY)).toMatchObject({ Items: ITEMS });
        expect(asked).toHaveLength(3);
        own.close();
      },
    );
  });

  /** Lets the next requests wait; `all` resolves when this many do. */
  function holding(count: number): { held: (() => void)[]; all: Promise<void> } {
    const held: (() => void)[] = [];
    const all = new Promise<void>((resolve) => {
      const hold: Play = (answer, each) => {
        held.push(() => ok(answer, each));
        if (held.length === count) resolve();
      };
      plays = Array.from({ length: count }, () => hold);
    });
    return { held, all };
  }

  test('many concurrent requests share fifty connections', async () => {
    const own = openWire({
      endpoint: address(),
      region: REGION,
      credentials: CREDENTIALS,
      patience: PATIENCE,
    });
    const { held, all } = holding(50);
    const answers = Promise.all(Array.from({ length: 200 }, () => own.query(QUERY)));
    await all;
    for (const answer of held) answer();
    await answers;
    expect(asked).toHaveLength(200);
    expect(asked.filter(({ reused }) => !reused)).toHaveLength(50);
    own.close();
  });
});
