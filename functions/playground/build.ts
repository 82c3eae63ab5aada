import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLAYGROUND_DIST } from './dist-path.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** The sources of the build: if one of these is newer than the build, it is rebuilt. */
const SOURCES = [
  join(HERE, 'src'),
  join(HERE, 'index.html'),
  join(HERE, 'vite.config.ts'),
  fileURLToPath(new URL('../../schema/operations', import.meta.url)),
  fileURLToPath(new URL('../../package-lock.json', import.meta.url)),
];

/** Whether the build is missing or older than its sources. */
export async function isPlaygroundStale(): Promise<boolean> {
  const built = await modified(join(PLAYGROUND_DIST, 'index.html'));
  const sources = await Promise.all(SOURCES.map(newestIn));
  return built === 0 || Math.max(...sources) > built;
}

/**
 * Builds the playground into PLAYGROUND_DIST, which is replaced in one step, so that a server reading it, or
 * a concurrent build, never sees half a build. Takes some seconds and needs no network.
 *
 * @throws Error with Vite's output, or if Vite is not installed
 */
export async function buildPlayground(): Promise<void> {
  const made = `${PLAYGROUND_DIST}.${process.pid}`;
  try {
    await runVite([
      'build',
      '--config',
      join(HERE, 'vite.config.ts'),
      '--logLevel',
      'error',
      '--outDir',
      made,
    ]);
    await replace(PLAYGROUND_DIST, made);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

async function runVite(args: readonly string[]): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  // Under a test runner NODE_ENV is `test`, and React would include its development warnings.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [vite, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(said.trim() || `Vite exited with code ${code}.`);
}

async function replace(target: string, made: string): Promise<void> {
  const old = `${made}.old`;
  await rename(target, old).catch(ignore('ENOENT'));
  // A concurrent build may have come first; the two are identical.
  await rename(made, target).catch(ignore('ENOTEMPTY', 'EEXIST', 'EPERM'));
  await rm(old, { recursive: true, force: true });
}

function ignore(...codes: readonly string[]) {
  return (error: NodeJS.ErrnoException) => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
}

/** Milliseconds since the epoch of the newest file in a folder, or of the file itself; 0 if there is none. */
async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Math.max(...(await Promise.all([path, ...files].map(modified))));
}

async function modified(path: string): Promise<number> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.mtimeMs ?? 0;
}
