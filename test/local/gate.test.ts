import { describe, expect, it } from 'vitest';
import { text } from '../../functions/graphql/http.ts';
import { createGate } from '../../infra/local/startup-gate.ts';

const request = (path: string) => ({ method: 'GET', path, query: '', headers: {}, body: undefined });

describe('before there is something to serve', () => {
  it('requests wait until there is something', async () => {
    const gate = createGate();
    const waiting = gate.handler(request('/graphql'));
    gate.open(async ({ path }) => text(200, 'text/plain', path));
    expect(Buffer.from((await waiting).body).toString()).toBe('/graphql');
    expect((await gate.handler(request('/health'))).status).toBe(200);
  });

  it('the health check reports `starting` at once', async () => {
    const response = await createGate().handler(request('/health'));
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('2');
  });
});
