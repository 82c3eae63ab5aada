import { describe, expect, it } from 'vitest';
import { text } from '../../functions/graphql/http.ts';
import { checkHost } from '../../infra/local/host-check.ts';

const handler = async () => text(200, 'text/plain', 'a draft', { 'access-control-allow-origin': '*' });

const ask = (host: string | undefined, listening = '127.0.0.1', allowed: string[] = []) =>
  checkHost(
    handler,
    listening,
    allowed,
  )({ method: 'GET', path: '/', query: '', headers: host === undefined ? {} : { host }, body: undefined });

describe('a local server answers by its own names', () => {
  it.each([
    ['localhost'],
    ['localhost:4000'],
    ['LocalHost.:4000'],
    ['127.0.0.1:4000'],
    ['[::1]:4000'],
    ['[0:0:0:0:0:0:0:1]'],
    [undefined],
    ['box.lan:4000', 'box.lan'],
    ['10.1.2.3', '10.1.2.3'],
    ['[fe80::1]:4000', 'fe80::1'],
    ['records.example', '0.0.0.0', ['Records.example:443']],
    ['records.example:8443', '127.0.0.1', ['other.example', 'records.example']],
    ['[2001:db8::7]', '127.0.0.1', ['2001:db8::7']],
  ] as [string | undefined, string?, string[]?][])('%s', async (host, listening, allowed) => {
    expect((await ask(host, listening, allowed)).status).toBe(200);
  });
});

describe('a local server refuses every other name', () => {
  it.each([
    ['evil.example'],
    ['evil.example:4000'],
    ['localhost.evil.example'],
    ['evil.localhost'],
    ['127.0.0.1.evil.example'],
    ['localhost:4000.evil.example'],
    ['localhost@evil.example'],
    ['evil.example', '0.0.0.0'],
    ['192.0.2.7', '0.0.0.0'],
    ['other.example', '127.0.0.1', ['records.example']],
    [''],
    ['x'.repeat(10_000)],
  ] as [string, string?, string[]?][])('%s', async (host, listening, allowed) => {
    const { status, headers, body } = await ask(host, listening, allowed);
    expect(status).toBe(421);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    const [error] = JSON.parse(Buffer.from(body).toString()).errors;
    expect(error.extensions.code).toBe('WRONG_HOST');
    expect(error.message).toContain('--allow-host');
    expect(error.message.length).toBeLessThan(400);
  });
});
