import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { throughUrl } from '../bundle/function-url.ts';
import { createSandbox, type Sandbox } from '../bundle/sandbox.ts';
import { functionIn } from '../bundle/template-function.ts';
import { deployedEnvironment } from './deployed.ts';

/** The function URL of a deployed endpoint, which the emulator does not serve. */
export interface Front {
  readonly address: string;
  close(): Promise<void>;
}

/** A sandbox with the code of an assembly and the variables that were deployed. */
export async function deployedSandbox(emulator: string, assembly: string, stage: string): Promise<Sandbox> {
  const environment = await deployedEnvironment(emulator, `communique-${stage}-api-Graphql`);
  const api = JSON.parse(await readFile(join(assembly, `communique-${stage}-api.template.json`), 'utf8'));
  const configuration = functionIn(assembly, Template.fromJSON(api), 'Graphql');
  // The emulator takes a signed address only from a key that it knows.
  const key = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  return createSandbox({ ...configuration, environment }, { ...key, AWS_ENDPOINT_URL: emulator });
}

/** @param open called at the first request, when the deploy is done */
export async function startFront(open: () => Promise<Sandbox>): Promise<Front> {
  let sandbox: Promise<Sandbox> | undefined;
  const server = createServer(async (request, response) => {
    sandbox ??= open();
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const answer = await throughUrl(await sandbox, {
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks).toString() } : {}),
    });
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await (await sandbox)?.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
