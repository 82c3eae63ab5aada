import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that all test files of a run share; see shared-server.ts. */
    sharedFolder: string;
  }
}

/** Gives the run a folder to share, and ends the server that a test may have started in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'communique-tests-'));
  project.provide('sharedFolder', folder);
  return async () => {
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => '0'));
    if (pid > 0) await end(pid);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

async function end(pid: number): Promise<void> {
  for (let waited = 0; waited < 100; waited += 1) {
    try {
      process.kill(pid, waited < 50 ? 'SIGTERM' : 'SIGKILL');
    } catch {
      return;
    }
    await delay(100);
  }
}
