import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../infra/local/lock.ts';
import { npmStart, smallContent, temporaryFolder } from './process.ts';

/** Some shells replace themselves by their last command, so that npm's signal arrives; others do not. */
const SHELLS = new Set(
  ['/bin/sh', '/bin/dash', '/bin/bash'].filter(existsSync).map((shell) => realpathSync(shell)),
);
/** The first is handed on to the shell by npm, the second is not. */
const SIGNALS = ['SIGTERM', 'SIGHUP'] as const;

/** Resolves once the data folder is free; a server left behind would hold it for ever. */
async function isFree(data: string): Promise<true> {
  for (;;) {
    const letGo = await takeLock(join(data, 'in-use')).catch(() => undefined);
    if (letGo) {
      await letGo();
      return true;
    }
    await delay(50);
  }
}

describe.runIf(process.platform !== 'win32')('npm start', () => {
  it('leaves nothing behind when npm gets a signal', async () => {
    const content = await smallContent();
    const ends = [...SHELLS].flatMap((shell) => SIGNALS.map((signal) => ({ shell, signal })));
    await Promise.all(
      ends.map(async ({ shell, signal }) => {
        const data = await temporaryFolder();
        const npm = npmStart({ CONTENT_DIR: content, DATA_DIR: data, npm_config_script_shell: shell });
        const url = await npm.url();
        npm.kill(signal);
        expect(await isFree(data), `${shell} ${signal}`).toBe(true);
        await npm.ended;
        await expect(fetch(`${url}/health`), `${shell} ${signal}`).rejects.toThrow();
      }),
    );
  }, 600_000);
});
