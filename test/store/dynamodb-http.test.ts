import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openWire, type Wire, WireError } from '../../schema/store/dynamodb-http.ts';

const REGION = 'eu-central-1';
const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'a token/with+signs==',
};
const QUERY = { TableName: 'communiqué', KeyConditionExpression: 'PK = :p' };
const ITEMS = [{ PK: { S: 'M#中' }, n: { N: '1' } }];

interface Asked {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Whether it came over a connection that an earlier one had used. */
  readonly reused: boolean;
}
type Play = (answer: ServerResponse, asked: Asked) => void;

const ok: Play = (answer) => answer.end(JSON.stringify({ Items: ITEMS, Count: 1 }));
const refusal =
  (status: number, body: string): Play =>
  (answer) => {
    answer.statusCode = status;
    answer.end(body);
  };
const fault = (type: string, message = 'because') =>
  refusal(400, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message }));
const hangUp: Play = (answer) => answer.destroy();
const silence: Play = () => {};

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
    wire = openWire({ endpoint: address(), region: REGION, credentials: CREDENTIALS, patience: 100 });
  });
  afterEach(() => {
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

  test('a query is one POST that says what it is, and its answer comes as it was sent', async () => {
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

  test('BatchGetItem goes the same way', async () => {
    plays = [(answer) => answer.end('{"Responses":{"t":[]}}')];
    expect(await wire.batchGetItem({ RequestItems: { t: { Keys: [] } } })).toEqual({ Responses: { t: [] } });
    expect(asked[0]?.headers['x-amz-target']).toBe('DynamoDB_20120810.BatchGetItem');
  });

  test('what arrives bears the signature that its receiver computes', async () => {
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
    ['an answer cut short', (answer) => answer.writeHead(200, { 'content-length': '500' }).write('{"It')],
    ['an answer that is none', refusal(200, 'null pointer')],
    ['an answer of nothing', refusal(200, 'null')],
    ['a connection that ends', hangUp],
    ['a connection that says nothing', silence],
  ] as [string, Play][])('%s is asked again', async (_what, play) => {
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
    ['a connection that says nothing', silence, 'TimeoutError', 'in time'],
    ['a connection that ends', hangUp, 'ECONNRESET', 'connection'],
  ] as [string, Play, string, string][])(
    'after three tries %s is an error',
    async (_what, play, name, words) => {
      plays = [play, play, play];
      const error = await failure();
      expect(error.name).toBe(name);
      expect(error.message).toContain(words);
      expect(asked).toHaveLength(3);
    },
  );

  test.each(['ValidationException', 'ResourceNotFoundException', 'AccessDeniedException'])(
    '%s is not asked again',
    async (name) => {
      plays = [fault(name, 'no such thing')];
      const error = await failure();
      expect(error).toMatchObject({ name, message: 'Query: no such thing' });
      expect(asked).toHaveLength(1);
    },
  );

  test('what nobody listens to is an error with its reason', async () => {
    const nowhere = openWire({ endpoint: 'http://127.0.0.1:1', region: REGION, credentials: CREDENTIALS });
    await expect(nowhere.query(QUERY)).rejects.toMatchObject({ name: 'ECONNREFUSED' });
  });

  test('many at a time share fifty connections', async () => {
    // The patience is longer than the test: whether an answer is late must not matter here.
    const patient = openWire({
      endpoint: address(),
      region: REGION,
      credentials: CREDENTIALS,
      patience: 600_000,
    });
    const held: (() => void)[] = [];
    let fiftieth: () => void = () => {};
    const fiftyHeld = new Promise<void>((resolve) => {
      fiftieth = resolve;
    });
    const hold: Play = (answer, each) => {
      held.push(() => ok(answer, each));
      if (held.length === 50) fiftieth();
    };
    plays = Array.from({ length: 50 }, () => hold);
    const all = Promise.all(Array.from({ length: 200 }, () => patient.query(QUERY)));
    await fiftyHeld;
    for (const answer of held) answer();
    await all;
    expect(asked).toHaveLength(200);
    expect(asked.filter(({ reused }) => !reused)).toHaveLength(50);
    patient.close();
  });
});

/** Signature version 4, as its receiver goes about it: from the headers that the request names as signed. */
function authorizationOf({ headers, body }: Asked): string {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  expect(names.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target']));
  const canonical = [
    'POST',
    '/',
    '',
    ...names.split(';').map((name) => `${name}:${headers[name]}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const time = String(headers['x-amz-date']);
  const scope = `${time.slice(0, 8)}/${REGION}/dynamodb/aws4_request`;
  const key = [time.slice(0, 8), REGION, 'dynamodb', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${CREDENTIALS.secretAccessKey}`,
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString(
    'hex',
  );
  return `AWS4-HMAC-SHA256 Credential=${CREDENTIALS.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}
