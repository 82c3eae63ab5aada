import { afterEach, describe, expect, it } from 'vitest';
import { text } from '../../functions/graphql/http.ts';
import { front, get, post, send, textOf } from './tiny.ts';

const door = front();
afterEach(() => {
  delete door.store.failure;
});

describe('the health check', () => {
  it('names the release', async () => {
    const response = await send(door, 'GET', '/health');
    expect(response.status).toBe(200);
    expect(JSON.parse(textOf(response))).toEqual({ status: 'ok', release: 'r1' });
    expect((await send(door, 'HEAD', '/health')).body.byteLength).toBe(0);
  });

  it('is a 503 while no release can be served', async () => {
    door.store.failure = new Error('no table');
    const response = await send(door, 'GET', '/health');
    expect(response.status).toBe(503);
    expect(textOf(response)).not.toContain('table');
  });
});

describe('the start page', () => {
  it('explains how to query, without any script', async () => {
    const response = await send(door, 'GET', '/', { host: 'localhost:4000' });
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(textOf(response)).toContain('curl http://localhost:4000/graphql');
    expect(textOf(response)).not.toContain('<script');
  });

  it('has links that are complete GET requests', async () => {
    const page = textOf(await send(door, 'GET', '/'));
    const links = Array.from(page.matchAll(/href="(\/graphql\?[^"]+)"/g), ([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect(() => decodeURIComponent(link)).not.toThrow();
  });

  it('does not echo an invalid host', async () => {
    expect(textOf(await send(door, 'GET', '/', { host: '"><script>' }))).not.toContain('<script');
  });
});

describe('static files', () => {
  const withFiles = front((path) =>
    path === '/' || path === '/app.js'
      ? text(200, 'text/javascript; charset=utf-8', `// ${path}`)
      : undefined,
  );

  it('are served under their paths and can replace the start page', async () => {
    expect(textOf(await send(withFiles, 'GET', '/app.js'))).toBe('// /app.js');
    expect(textOf(await send(withFiles, 'GET', '/'))).toBe('// /');
    expect((await send(withFiles, 'HEAD', '/app.js')).headers['content-length']).toBe('10');
    expect((await send(withFiles, 'POST', '/app.js')).status).toBe(405);
  });

  it('do not hide the endpoint', async () => {
    expect((await get(withFiles, { query: '{ release }' })).status).toBe(200);
  });
});

describe('other paths and methods', () => {
  it('an unknown path is a 404 that names the known ones', async () => {
    const response = await send(door, 'GET', '/graphiql');
    expect(response.status).toBe(404);
    expect(textOf(response)).toMatch(/\/graphql.*\/health/);
  });

  it.each([
    ['PUT', '/graphql', 'GET, HEAD, POST, OPTIONS'],
    ['POST', '/health', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/', 'GET, HEAD, OPTIONS'],
  ])('%s %s is a 405 that allows %s', async (method, path, allowed) => {
    const response = await send(door, method, path);
    expect(response.status).toBe(405);
    expect(response.headers.allow).toBe(allowed);
  });
});

describe('any site may send requests', () => {
  const preflight = {
    origin: 'https://news.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-apollo-operation-name',
  };

  it('a preflight is answered without a body and may be remembered', async () => {
    const response = await send(door, 'OPTIONS', '/graphql', preflight);
    expect(response.status).toBe(204);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
      'access-control-allow-headers': 'content-type,x-apollo-operation-name',
      'access-control-max-age': '86400',
    });
  });

  it('every answer carries the permission, and none for credentials', async () => {
    const answers = [
      await get(door, { query: '{ release }' }, { origin: 'https://news.example' }),
      await post(door, '{'),
      await send(door, 'GET', '/nowhere'),
      await send(door, 'OPTIONS', '/graphql', preflight),
    ];
    for (const { headers } of answers) {
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toContain('ETag');
      expect(headers['access-control-expose-headers']).toContain('X-Request-Id');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });
});
