import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../functions/graphql/handler.ts';
import type { LogEntry } from '../../functions/graphql/log.ts';
import { schema } from '../../schema/schema.ts';
import { openWire, type Wire } from '../../schema/store/dynamodb-http.ts';
import { openStore } from '../../schema/store/store.ts';
import { partOfCurated } from '../support/curated.ts';
import { DYNALITE, type Engine } from '../support/engines.ts';
import { CURSOR_KEY, seeded } from '../support/table.ts';

type Play = (answer: ServerResponse) => void;

const QUERY = '{ meetings { nodes { title } } }';

let pages = 0;

/** What a database may do to a request, and the code of the answer. */
const TROUBLES: [string, Play, string][] = [
  ['says nothing', () => {}, 'TIMEOUT'],
  [
    'sends a byte now and then',
    (answer) => {
      const drip = setInterval(() => answer.write(' '), 10);
      answer.on('close', () => clearInterval(drip));
    },
    'TIMEOUT',
  ],
  ['closes every connection', (answer) => answer.destroy(), 'UNAVAILABLE'],
  ['fails', (answer) => answer.writeHead(500).end('{"__type":"x#InternalServerError"}'), 'UNAVAILABLE'],
  ['answers with nothing in it', (answer) => answer.end('{}'), 'UNAVAILABLE'],
  [
    'has one more page for ever',
    (answer) => {
      pages += 1;
      const page = JSON.stringify({ Items: [], LastEvaluatedKey: { PK: { S: `${pages}` } } });
      // Slower than the budget of requests would end it.
      setTimeout(() => answer.end(page), 50);
    },
    'TIMEOUT',
  ],
  ['throttles', (answer) => answer.writeHead(400).end('{"__type":"x#ThrottlingException"}'), 'THROTTLED'],
];

let play: Play = () => {};
let engine: Engine;
let server: Server;
let troubled: Wire;
let wires: { fromTheStart: Wire; afterTheHead: Wire };
let table: string;
const log: LogEntry[] = [];

beforeAll(async () => {
  engine = await DYNALITE.start();
  const corpus = await partOfCurated(({ id }) => id === '2023-03-06-saudi-iran-beijing');
  ({ table } = await seeded(engine, corpus));
  server = createServer((_, answer) => play(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  troubled = openWire({ endpoint: `http://127.0.0.1:${port}`, region: 'local', credentials });
  const { batchGetItem } = engine.wire;
  wires = { fromTheStart: troubled, afterTheHead: { ...troubled, batchGetItem } };
});
afterAll(async () => {
  troubled.close();
  server.closeAllConnections();
  server.close();
  await engine.stop();
});

/** @param readTime milliseconds after which a request gives up reading */
const get = (wire: Wire, readTime: number) =>
  createHandler({
    schema,
    store: openStore({ wire, table, cursorKey: CURSOR_KEY, readTime }),
    documents: new Map(),
    version: 'test',
    log: (entry) => log.push(entry),
  })({
    method: 'GET',
    path: '/graphql',
    query: `query=${encodeURIComponent(QUERY)}`,
    headers: { accept: 'application/graphql-response+json' },
    body: undefined,
  });

describe.each(TROUBLES)('a database that %s', (what, trouble, code) => {
  it.each(['fromTheStart', 'afterTheHead'] as const)('is reported to the client (%s)', async (moment) => {
    play = trouble;
    // The release's own row is not on a list, so that nothing can have one more page before it.
    const expected = what.includes('page') && moment === 'fromTheStart' ? 'UNAVAILABLE' : code;
    // What does not end must not be waited for; what ends may take its time on a busy machine.
    const response = await get(wires[moment], expected === 'TIMEOUT' ? 300 : 600_000);
    const body = JSON.parse(Buffer.from(response.body).toString());
    expect(body.errors[0].extensions.code).toBe(expected);
    expect(body.errors[0].message).toContain('Try again in a second.');
    expect(response.status).toBe(503);
    expect(response.headers).toMatchObject({ 'retry-after': '1', 'cache-control': 'no-store' });
    expect(log.at(-1)?.causes?.length ?? 0).toBe(code === 'THROTTLED' ? 0 : 1);
  });
});
