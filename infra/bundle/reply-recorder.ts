import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import {
  ENDPOINT_VARIABLES,
  type EndpointHandler,
  inBothSpellings,
  runOperations,
} from '../../functions/code-cache/operations.ts';
import { fileKey, requestKey } from '../../functions/code-cache/replies.ts';
import { seed } from '../../functions/seed/seed.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { createTable } from '../../schema/store/table.ts';
import { documentedOperations } from './documented-operations.ts';
import { readValid } from './hand-written.ts';

/**
 * Runs the endpoint's code on a small release in an in-memory DynamoDB, and records the requests and replies.
 */
const [endpoint = '', into = ''] = argv.slice(2);

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));

/**
 * Number of meetings in addition to those that the operations name: enough for every kind of list to have
 * entries.
 */
const OTHERS = 8;

const release = await smallRelease();
const database = await startDatabase(release);
const recorded = new Map<string, unknown>();
const proxy = createServer(async (request, response) => {
  if (request.method === 'GET') {
    // The only object in the bucket.
    recorded.set(fileKey(request.url ?? ''), Buffer.from(release.index).toString('base64'));
    response.end(release.index);
    return;
  }
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const body = Buffer.concat(parts).toString();
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const answer = await fetch(database, { method: 'POST', headers: headers as Record<string, string>, body });
  const text = await answer.text();
  if (answer.ok) recorded.set(requestKey(String(headers['x-amz-target']), body), JSON.parse(text));
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
});
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
Object.assign(process.env, ENDPOINT_VARIABLES, {
  AWS_ENDPOINT_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
});
const { handler } = createRequire(import.meta.url)(join(endpoint, 'index.js')) as {
  handler: EndpointHandler;
};
const operations = inBothSpellings(await documentedOperations());
const failures = await runOperations(handler, operations);
// An operation that fails is recorded as far as it got; the tests of the bundle report what is wrong with it.
if (failures.length === operations.length)
  throw new Error(`No documented operation is answered:\n${failures.join('\n')}`);
await writeFile(into, JSON.stringify(Object.fromEntries(recorded)));
// The endpoint keeps its connections open.
exit(0);

/**
 * A part of the content that gives the operations something to return, small enough to load within a second
 * or two; reading the imported collections would take ten times as long. Invalid records are left out,
 * because code can be deployed without the content.
 */
async function smallRelease(): Promise<Release> {
  const { meetings, participants, ...corpus } = await readValid(CONTENT);
  const asked = JSON.stringify(await documentedOperations());
  const stated = meetings.filter(({ statements }) => statements.length > 0);
  const chosen = stated.filter(({ id }, index) => index < OTHERS || asked.includes(id));
  const { isKept } = withAllNamed([...meetings, ...participants], chosen, JSON.stringify(corpus));
  return compile({
    ...corpus,
    meetings: meetings.filter(isKept),
    participants: participants.filter(isKept),
  });
}

/** Some records and everything that they refer to, directly or indirectly, and what `text` refers to. */
function withAllNamed(
  all: readonly { readonly id: string }[],
  chosen: readonly object[],
  text: string,
): { isKept: (record: object) => boolean } {
  const kept = new Set(chosen);
  let left = all.filter((record) => !kept.has(record));
  for (let news = text + JSON.stringify(chosen); news !== ''; ) {
    const named = left.filter(({ id }) => news.includes(JSON.stringify(id)));
    for (const record of named) kept.add(record);
    left = left.filter((record) => !kept.has(record));
    news = named.length === 0 ? '' : JSON.stringify(named);
  }
  return { isKept: (record) => kept.has(record) };
}

/** @returns its address */
async function startDatabase(release: Release): Promise<string> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({
    endpoint: address,
    region: ENDPOINT_VARIABLES.AWS_REGION,
    credentials: {
      accessKeyId: ENDPOINT_VARIABLES.AWS_ACCESS_KEY_ID,
      secretAccessKey: ENDPOINT_VARIABLES.AWS_SECRET_ACCESS_KEY,
    },
  });
  await createTable(client, ENDPOINT_VARIABLES.TABLE);
  await seed({ client, table: ENDPOINT_VARIABLES.TABLE, release });
  client.destroy();
  return address;
}
