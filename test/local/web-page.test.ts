import { readdir, readFile, readlink } from 'node:fs/promises';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../infra/database/database.ts';
import { TABLE } from '../../infra/database/engine.ts';
import { createTable } from '../../schema/store/table.ts';
import { ask, smallContent, start, temporaryFolder } from './process.ts';

const ORIGIN = 'https://evil.example';
const EVERYTHING = '{ meetings(first: 100) { nodes { slug title } } dataset { release } }';

interface Response {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** What a page of another site can send to a port of this machine, whatever the browser lets it read. */
function send(port: number, method: string, headers: Record<string, string>, body = ''): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path: '/', headers: { origin: ORIGIN, ...headers } },
      async (response) => {
        let text = '';
        for await (const part of response.setEncoding('utf8')) text += part;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const dynamodb = (port: number, operation: string, input: object, type: string) =>
  send(
    port,
    'POST',
    {
      'content-type': type,
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=0',
    },
    JSON.stringify(input),
  );

/** The ports on which a process listens, and the socket files; Linux tells them. */
async function listening(pid: number): Promise<{ ports: number[]; files: string[] }> {
  const links = await readdir(`/proc/${pid}/fd`);
  const open = new Set(
    await Promise.all(links.map((link) => readlink(`/proc/${pid}/fd/${link}`).catch(() => ''))),
  );
  const rows = async (table: string) =>
    (await readFile(`/proc/${pid}/net/${table}`, 'utf8').catch(() => ''))
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
  const tcp = [...(await rows('tcp')), ...(await rows('tcp6'))];
  const LISTEN = '0A';
  return {
    ports: tcp
      .filter((row) => row[3] === LISTEN && open.has(`socket:[${row[9]}]`))
      .map((row) => Number.parseInt(row[1]?.split(':').at(-1) ?? '', 16)),
    files: (await rows('unix'))
      .filter((row) => open.has(`socket:[${row[6]}]`))
      .flatMap((row) => row[7] ?? []),
  };
}

describe('a web page of another site', () => {
  it('finds no database to write to, and reads nothing under its own name', async () => {
    const local = start({ CONTENT_DIR: await smallContent(), DATA_DIR: await temporaryFolder() });
    const url = await local.url();
    const before = await ask(url, EVERYTHING);
    const port = Number(new URL(url).port);
    const { ports, files } =
      process.platform === 'linux' ? await listening(local.pid) : { ports: [port], files: [] };
    expect(ports).toEqual([port]);
    expect(files).toEqual([]);

    for (const type of ['application/x-amz-json-1.0', 'application/json', 'text/plain']) {
      for (const [operation, input] of [
        ['ListTables', {}],
        ['DeleteTable', { TableName: TABLE }],
        ['PutItem', { TableName: TABLE, Item: { PK: { S: 'M#x' }, SK: { S: 'H' } } }],
      ] as const) {
        const { status, body } = await dynamodb(port, operation, input, type);
        expect(status, `${operation} as ${type}`).toBeGreaterThanOrEqual(400);
        expect(body).not.toMatch(/TableNames|TableDescription|__type/);
      }
    }
    // The page's own name resolves to this machine by now.
    const rebound = await send(port, 'GET', { host: `evil.example:${port}` });
    expect(rebound.status).toBe(421);
    expect(rebound.headers).not.toHaveProperty('access-control-allow-origin');

    expect(await ask(url, EVERYTHING)).toEqual(before);
  });
});

describe('the embedded database', () => {
  it('opens no port, pipe or socket file', async () => {
    const kinds = () => process.getActiveResourcesInfo().filter((kind) => /Server|Pipe|TCP/.test(kind));
    const before = kinds();
    const database = await openDatabase(await temporaryFolder());
    await createTable(database.client, TABLE);
    expect(kinds()).toEqual(before);
    await database.close();
  });
});
