import { spawn } from 'node:child_process';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, inject } from 'vitest';
import { START } from './start-program.ts';

/**
 * The server that `npm start` starts, on the shipped content: one for all test files of a run that only ask
 * it. The first file that wants it starts it; it ends with the run.
 */
export function sharedServer(): { readonly url: string } {
  let url = '';
  beforeAll(async () => {
    url = await started(inject('sharedFolder'));
  });
  return {
    /** Base address, with its slash. */
    get url() {
      return url;
    },
  };
}

async function started(folder: string): Promise<string> {
  if (await isFirst(folder)) await start(folder);
  for (;;) {
    const url = await readFile(join(folder, 'url'), 'utf8').catch(() => undefined);
    if (url !== undefined) return url;
    const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
    const match = /http:\/\/localhost:\d+\/(?=graphql[\s\S]*Ctrl-C)/.exec(log);
    if (match) {
      await writeFile(join(folder, `url.${process.pid}`), match[0]);
      await rename(join(folder, `url.${process.pid}`), join(folder, 'url'));
    } else if (log.includes('<ended>')) throw new Error(`The server ended:\n${log}`);
    else await delay(50);
  }
}

async function isFirst(folder: string): Promise<boolean> {
  try {
    await (await open(join(folder, 'lock'), 'wx')).close();
    return true;
  } catch {
    return false;
  }
}

/** Detached, since the test file that starts it ends before others that use it. */
async function start(folder: string): Promise<void> {
  const log = await open(join(folder, 'log'), 'a');
  // Below npm, the server ends with the process that started it; this one must outlive the test file.
  const { npm_lifecycle_event: _npm, ...env } = process.env;
  const child = spawn(process.execPath, [START, '--port', '0', '--data', join(folder, 'data')], {
    detached: true,
    env,
    stdio: ['ignore', log.fd, log.fd],
  });
  await writeFile(join(folder, 'pid'), String(child.pid));
  child.once('exit', () => void log.appendFile('<ended>'));
  child.unref();
}
