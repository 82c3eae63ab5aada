import { request } from 'node:http';
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
      return text((incoming.body?.byteLength ?? 0) > BODY_LIMIT ? 413 : 200, 'text/plain', 'answer');
    },
    '127.0.0.1',
    0,
  );
});
afterAll(() => server.close(0));

const address = (path: string) => `http://127.0.0.1:${server.port}${path}`;

/** All that the server answers to these very bytes until it closes the connection. */
async function raw(request: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(request);
  let answer = '';
  for await (const part of socket.setEncoding('utf8')) answer += part;
  return answer;
}

describe('the local server', () => {
  it('hands on method, path, query, headers and body as they came', async () => {
    await fetch(address('/a%20b?x=%C3%A9&y'), { method: 'POST', body: 'é', headers: { 'X-Custom': '1' } });
    expect(seen.at(-1)).toMatchObject({ method: 'POST', path: '/a%20b', query: 'x=%C3%A9&y' });
    expect(seen.at(-1)?.headers['x-custom']).toBe('1');
    expect(Buffer.from(seen.at(-1)?.body ?? []).toString()).toBe('é');
  });

  it('stops reading a body that is too large, and the client still sees the answer', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(address('/'), { method: 'POST' }, (response) =>
        resolve(response.resume().statusCode),
      );
      outgoing.on('error', reject);
      // Chunked: no length is declared.
      for (let sent = 0; sent < 4; sent += 1) outgoing.write(Buffer.alloc(BODY_LIMIT));
      outgoing.end();
    });
    expect(status).toBe(413);
    expect(seen.at(-1)?.body?.byteLength).toBeLessThan(3 * BODY_LIMIT);
  });

  it('reads on while a client sends 20 MB of declared length, so that it sees the answer', async () => {
    const response = await fetch(address('/'), { method: 'POST', body: Buffer.alloc(20_000_000) });
    expect([response.status, await response.text()]).toEqual([200, 'answer']);
    expect(seen.at(-1)?.headers['content-length']).toBe('20000000');
    expect(seen.at(-1)?.body).toBeUndefined();
  });

  it('takes a whole address as its target, and the host in it', async () => {
    for (const [target, path] of [
      ['http://other.example:1/a/b', '/a/b'],
      ['HTTP://other.example:1', '/'],
      ['http://other.example:1?x=1', '/'],
    ]) {
      expect(await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1.1 200 /,
      );
      expect(seen.at(-1)).toMatchObject({ path, headers: { host: 'other.example:1' } });
    }
    expect(seen.at(-1)?.query).toBe('x=1');
  });

  it.each(['Host: a\r\nHost: b', 'Host: a\r\nhost: a'])('refuses two hosts: %j', async (hosts) => {
    expect(await raw(`GET / HTTP/1.1\r\n${hosts}\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  });

  it('survives a client that goes away in the middle of its body', async () => {
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
