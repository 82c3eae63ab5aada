import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { afterAll, expect, test, vi } from 'vitest';
import { fillDatabase } from '../../infra/database/fill.ts';
import { compile } from '../../schema/release/release.ts';
import { curatedCorpus } from '../support/curated.ts';
import { bundleYoga } from './peers/bundles.ts';
import { operationsFor } from './peers/operations.ts';
import { SLUG, variables } from './peers/surroundings.ts';

type Load = (file: string) => (operation: object) => Promise<{ status: number; body: string }>;

const require = createRequire(import.meta.url);
const { load } = require('./peers/host.cjs') as { load: Load };
const folder = await mkdtemp(join(tmpdir(), 'communique-peer-'));
const data = join(folder, 'database');
await fillDatabase(data, compile(await curatedCorpus()));
const server = dynalite({ path: data });
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));

afterAll(async () => {
  vi.unstubAllEnvs();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('a peer that reads through the document client answers the measured operations', async () => {
  const { port } = server.address() as { port: number };
  const found = { ...variables(), AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` };
  for (const [name, value] of Object.entries(found)) vi.stubEnv(name, value);
  const ask = load(await bundleYoga(folder));
  for (const operation of Object.values(operationsFor(SLUG))) {
    const { status, body } = await ask(operation);
    expect(status, body).toBe(200);
    expect(JSON.parse(body)).not.toHaveProperty('errors');
    expect(body.length).toBeGreaterThan(100);
  }
});
