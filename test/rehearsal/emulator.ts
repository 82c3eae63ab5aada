import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const TOOLS = path.resolve(import.meta.dirname, '../../.data/tools/ministack/bin');
const PROGRAM = path.join(TOOLS, 'ministack');

/** Why the rehearsal cannot run here and what to do about it; undefined when it can. */
export const missingEmulator: string | undefined = existsSync(PROGRAM)
  ? undefined
  : 'the AWS emulator is not here; with Python 3.10 or later: python3 -m venv .data/tools/ministack && .data/tools/ministack/bin/pip install ministack==1.5.33';

/** An emulator of AWS on this machine, for this machine only. */
export interface Emulator {
  readonly address: string;
  /** What it and the functions that it ran have written. */
  log(): string;
  stop(): Promise<void>;
}

/** @param home folder for whatever it keeps */
export async function startEmulator(home: string): Promise<Emulator> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(PROGRAM, [], {
    // A group of its own, so that the functions that it runs end with it.
    detached: true,
    cwd: home,
    env: {
      // Functions run on the node of this process, as they would on Lambda's.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
      HOME: home,
      TMPDIR: home,
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      LAMBDA_EXECUTOR: 'local',
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
    },
  });
  let log = '';
  const note = (chunk: Buffer) => {
    log += chunk.toString();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const stop = async () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${address}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return { address, log: () => log, stop };
    if (child.exitCode !== null) break;
    await delay(100);
  }
  await stop();
  throw new Error(`the emulator did not answer:\n${log}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
