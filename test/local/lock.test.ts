import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../infra/local/lock.ts';
import { temporaryFolder } from './process.ts';

const MODULE = new URL('../../infra/local/lock.ts', import.meta.url).href;

/** Takes the lock in a process of its own, says whether it could, and holds it for as long as others may try. */
const TAKER = `
  const { takeLock } = await import(${JSON.stringify(MODULE)});
  try { await takeLock(process.argv[1]); console.log('taken'); } catch (error) { console.log(error.name); }
  await new Promise((resolve) => process.stdin.once('end', resolve).resume());
`;

async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

const holder = (pid: number, since = Date.now()) => JSON.stringify({ pid, since });

describe('a lock', () => {
  it('names this process, and is free again once it is let go of', async () => {
    const file = join(await temporaryFolder(), 'lock');
    const letGo = await takeLock(file);
    expect(JSON.parse(await readFile(file, 'utf8')).pid).toBe(process.pid);
    letGo();
    (await takeLock(file))();
  });

  it('of a living process is respected', async () => {
    const file = join(await temporaryFolder(), 'lock');
    await writeFile(file, holder(process.ppid));
    await expect(takeLock(file)).rejects.toThrow(`Process ${process.ppid} already serves`);
  });

  it('of a dead process is taken over', async () => {
    const file = join(await temporaryFolder(), 'lock');
    await writeFile(file, holder(await deadProcess()));
    (await takeLock(file))();
  });

  it('from before the machine started is taken over, whoever has that process id now', async () => {
    const file = join(await temporaryFolder(), 'lock');
    await writeFile(file, holder(process.ppid, 0));
    (await takeLock(file))();
  });

  it('that was never written to its end is taken over', async () => {
    const file = join(await temporaryFolder(), 'lock');
    await writeFile(file, '');
    (await takeLock(file))();
  });

  it('of a dead process goes to exactly one of many that want it', async () => {
    const file = join(await temporaryFolder(), 'lock');
    await writeFile(file, holder(await deadProcess()));
    const takers = Array.from({ length: 8 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', TAKER, file], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    const said = await Promise.all(
      takers.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
    );
    for (const taker of takers) taker.stdin.end();
    await Promise.all(takers.map((taker) => once(taker, 'exit')));
    expect(said.sort()).toEqual([...Array.from({ length: 7 }, () => 'StartError'), 'taken']);
  });
});

it('the help names the options and their defaults', async () => {
  const script = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--help']);
  for (const word of ['--port', 'PORT', '4000', '--host', '127.0.0.1', '--content', '--data', '.data']) {
    expect(stdout).toContain(word);
  }
});
