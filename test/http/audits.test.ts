import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalServer, serve } from '../../infra/local/server.ts';
import { fetchOver, front } from './tiny.ts';

const { handler } = front();

describe('the handler conforms to GraphQL over HTTP', () => {
  const audits = serverAudits({ url: 'http://localhost/graphql', fetchFn: fetchOver(handler) });

  it('in all 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit]))('%s %s', async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});

describe('the handler behind a server conforms to GraphQL over HTTP', () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await serve(handler, '127.0.0.1', 0);
  });
  afterAll(() => server.close(0));

  const audits = serverAudits({ url: () => `http://127.0.0.1:${server.port}/graphql` });

  it.each(audits.map((audit) => [audit.id, audit.name, audit]))('%s %s', async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});
