import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../functions/graphql/http.ts';
import { text } from '../../functions/graphql/http.ts';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';
import { type LocalServer, serve } from '../../infra/local/server.ts';

let server: LocalServer;
const seen: HttpRequest[] = [];
beforeAll(async () => {
  server = await serve(
    async (incoming) => {
      seen.push(incoming);
      const length = Math.max(
        incoming.body?.byteLength ?? 0,
        Number(incoming.headers['content-length'] ?? 0),
      );
      return text(length > BODY_LIMIT ? 413 : 200, 'text/plain', 'answer');
    },
    '127.0.0.1',
    0,
  );
});
afterAll(() => server.close(0));

const address = (path: string) => `http://127.0.0.1:${server.port}${path}`;

/** Everything that comes back for these bytes. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
  socket.write(bytes);
  let answer = '';
  for await (const part of socket) answer += part;
  return answer;
}

describe('the local server', () => {
  it('passes on method, path, query, headers and body unchanged', async () => {
    await fetch(address('/a%20b?x=%C3%A9&y'), { method: 'POST', body: 'é', headers: { 'X-Custom': '1' } });
    expect(seen.at(-1)).toMatchObject({ method: 'POST', path: '/a%20b', query: 'x=%C3%A9&y' });
    expect(seen.at(-1)?.headers['x-custom']).toBe('1');
    expect(Buffer.from(seen.at(-1)?.body ?? []).toString()).toBe('é');
  });

  it.each([
    ['declared', { 'content-length': String(20 * 2 ** 20) }],
    ['chunked', {}],
  ])(
    'answers a %s body of 20 MB with the refusal, and goes on with the connection',
    async (_how, headers) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const send = (length: number) =>
        new Promise<number | undefined>((resolve, reject) => {
          const given = length > 0 ? headers : {};
          const outgoing = request(address('/'), { method: 'POST', agent, headers: given }, (response) => {
            response.resume();
            // Only when all was sent and read does the connection go back to the agent.
            response.once('close', () => resolve(response.statusCode));
          });
          outgoing.on('error', reject);
          for (let sent = 0; sent < length; sent += 2 ** 20) outgoing.write(Buffer.alloc(2 ** 20));
          outgoing.end();
        });
      expect(await send(20 * 2 ** 20)).toBe(413);
      expect(seen.at(-1)?.body?.byteLength ?? 0).toBeLessThan(3 * BODY_LIMIT);
      expect(await send(0)).toBe(200);
      agent.destroy();
    },
  );

  it.each([
    ['http://localhost/a%20b?x=1', '/a%20b', 'x=1'],
    ['http://127.0.0.1:80/graphql?query=%7B', '/graphql', 'query=%7B'],
    ['HTTPS://LOCALHOST', '/', ''],
    ['http://localhost?x', '/', 'x'],
    ['/http://localhost/', '/http://localhost/', ''],
  ])('takes the request target %s for its path and query', async (target, path, query) => {
    expect(await raw(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toContain(
      ' 200 ',
    );
    expect(seen.at(-1)).toMatchObject({ path, query });
  });

  it('answers a large body on a connection that will be closed', async () => {
    const body = 'x'.repeat(20 * 2 ** 20);
    const answer = await raw(
      `POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 [\s\S]*answer$/);
  });

  it('takes the host of a proxy request from its target', async () => {
    await raw('GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(seen.at(-1)?.headers.host).toBe('evil.example');
  });

  it.each(['Host: localhost\r\nHost: localhost', 'Host: localhost\r\nX: y\r\nhOST: evil.example'])(
    'refuses two hosts: %j',
    async (hosts) => {
      const answer = await raw(`GET / HTTP/1.1\r\n${hosts}\r\nConnection: close\r\n\r\n`);
      expect(answer).toContain(' 400 ');
      expect(answer).toContain('BAD_REQUEST');
    },
  );

  it('survives a client that disconnects in the middle of its body', async () => {
    const socket = connect(server.port, '127.0.0.1');
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.end('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    await new Promise<void>((resolve) => socket.once('close', () => resolve()).resume());
    expect((await fetch(address('/'))).status).toBe(200);
  });
});

it('a closing server lets a request in flight finish', async () => {
  let release: () => void = () => {};
  let arrived: () => void = () => {};
  const hasArrived = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const slow = await serve(
    async () => {
      arrived();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return text(200, 'text/plain', 'finished');
    },
    '127.0.0.1',
    0,
  );
  const response = fetch(`http://127.0.0.1:${slow.port}/`);
  await hasArrived;
  const closed = slow.close(10_000);
  release();
  expect(await (await response).text()).toBe('finished');
  await closed;
});
