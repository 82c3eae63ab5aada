import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { argv } from 'node:process';
import dynalite from 'dynalite';
import { fillDatabase } from '../../../infra/database/fill.ts';
import { readContent } from '../../../schema/record/content.ts';
import { compile } from '../../../schema/release/release.ts';

/**
 * What the peers read from, in a process of its own: the embedded store with a corpus in it, and a stub of
 * DynamoDB behind TLS that answers what it has been asked before from memory, at once, and asks the embedded
 * store for the rest. Prints the two addresses as one line of JSON.
 */
const [content = '', data = '', key = '', cert = ''] = argv.slice(2);

const outcome = await readContent(content);
if (!outcome.ok) throw new Error(`${content} is not valid`);
await fillDatabase(data, compile(outcome.corpus));
const database = dynalite({ path: data });
await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve));
const endpoint = { hostname: '127.0.0.1', port: (database.address() as AddressInfo).port };

interface Kept {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
const kept = new Map<string, Kept>();

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function fromStore(headers: IncomingMessage['headers'], body: Buffer): Promise<Kept> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...endpoint, method: 'POST', headers }, async (answer) => {
      const entries = Object.entries(answer.headers).filter(([name]) => /^(content-type|x-amz)/.test(name));
      resolve({
        status: answer.statusCode ?? 500,
        headers: Object.fromEntries(entries.map(([name, value]) => [name, String(value)])),
        body: await bodyOf(answer),
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const stub = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, async (asked, answer) => {
  const body = await bodyOf(asked);
  const name = createHash('sha1').update(String(asked.headers['x-amz-target'])).update(body).digest('base64');
  const held = kept.get(name) ?? (await fromStore(asked.headers, body));
  if (held.status === 200) kept.set(name, held);
  answer.writeHead(held.status, { ...held.headers, 'content-length': held.body.length });
  answer.end(held.body);
});
stub.keepAliveTimeout = 60_000;
stub.listen(0, '127.0.0.1', () => {
  const { port } = stub.address() as AddressInfo;
  console.log(
    JSON.stringify({
      stub: `https://localhost:${port}`,
      store: `http://${endpoint.hostname}:${endpoint.port}`,
    }),
  );
});
