import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { small, writeContent } from '../record/small-content.ts';
import { copyCurated } from '../support/curated.ts';
import { START } from '../support/start-program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** An empty folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'communique-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A copy of the curated records that a test may edit: where it matters that writing them takes a while. */
export async function copyOfCurated(): Promise<string> {
  const folder = await temporaryFolder();
  await copyCurated(folder);
  return folder;
}

/** Content of two meetings that a test may edit. */
export async function smallContent(): Promise<string> {
  const folder = await temporaryFolder();
  await writeContent(small, folder);
  return folder;
}

/** The local run as a process of its own. */
interface Local {
  pid: number;
  /** Everything written to both streams so far. */
  output(): string;
  /** Resolves with the match once it stands in the output; rejects when the process ends without it. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Like `says`, for what is written from now on. */
  saysNext(pattern: RegExp): Promise<RegExpExecArray>;
  /** The base address, once it is ready. */
  url(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Stops reading what it writes, as `head` does. */
  stopReading(): void;
  /** The exit code; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** Starts the local run on any free port. */
export const start = (env: Record<string, string>, args: string[] = []): Local =>
  run(process.execPath, [START, ...args], env);

/** Starts the local run as people do. */
export const npmStart = (env: Record<string, string>): Local => run('npm', ['start'], env);

function run(command: string, args: string[], env: Record<string, string>): Local {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const heard = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    for (const listener of heard) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  let isOver = false;
  const ended = once(child, 'close').then(([code]) => {
    isOver = true;
    for (const listener of heard) listener();
    return typeof code === 'number' ? code : null;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });

  const saysAfter = (from: number, pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output.slice(from));
        if (!match && !isOver) return;
        heard.delete(look);
        if (match) resolve(match);
        else reject(new Error(`It ended without saying ${pattern}:\n${output}`));
      };
      heard.add(look);
      look();
    });

  return {
    pid: child.pid ?? 0,
    output: () => output,
    says: (pattern) => saysAfter(0, pattern),
    saysNext: (pattern) => saysAfter(output.length, pattern),
    url: async () => (await saysAfter(0, /GraphQL +(http:\S+)\/graphql[\s\S]*Ctrl-C/))[1] ?? '',
    kill: (signal) => child.kill(signal),
    stopReading() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    ended,
  };
}

/** The `data` of a query. */
export async function ask(url: string, query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (!body.data || body.errors) throw new Error(JSON.stringify(body));
  return body.data;
}
