import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { copyCurated } from '../support/curated.ts';
import { START } from '../support/start-program.ts';

interface Served {
  /** Base address, with its slash; the same after a restart. */
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/**
 * A server on the curated records that the tests of a file may stop and start again; those that only ask use
 * shared-server.ts.
 */
export function serverForAll(): Served {
  let folder = '';
  let port = 0;
  let running: { stop(): Promise<void> } | undefined;

  const served = {
    get url() {
      return `http://localhost:${port}/`;
    },
    async start() {
      const started = await run(folder, port);
      port = started.port;
      running = started;
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'communique-playground-'));
    await copyCurated(join(folder, 'content'));
    await served.start();
  });
  afterAll(async () => {
    await served.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return served;
}

async function run(folder: string, port: number) {
  const folders = ['--content', join(folder, 'content'), '--data', join(folder, 'data')];
  const child = spawn(process.execPath, [START, '--port', String(port), ...folders], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  const ready = new Promise<number>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      const match = /http:\/\/localhost:(\d+)\/graphql[\s\S]*Ctrl-C/.exec(said);
      if (match) resolve(Number(match[1]));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    ended.then(() => reject(new Error(`The server ended:\n${said}`)));
  });
  return {
    port: await ready,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
