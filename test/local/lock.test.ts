import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../infra/local/lock.ts';
import { temporaryFolder } from './process.ts';

const MODULE = new URL('../../infra/local/lock.ts', import.meta.url).href;

/**
 * Takes the lock in a process of its own, says whether it could, and holds it for as long as its input is
 * open.
 */
const TAKER = `
  const { takeLock } = await import(${JSON.stringify(MODULE)});
  try { await takeLock(process.argv[1]); console.log('taken'); } catch (error) { console.log(error.name); }
  await new Promise((resolve) => process.stdin.once('end', resolve).resume());
`;

function taker(folder: string): { child: ChildProcess; said: Promise<string>; end(): Promise<unknown> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', TAKER, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  return {
    child,
    said: once(child.stdout, 'data').then(([data]) => String(data).trim()),
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}

const newFolder = async () => join(await temporaryFolder(), 'lock');
const isFree = async (folder: string) => {
  await (await takeLock(folder))();
  return true;
};

describe('a lock', () => {
  it('is free again once released', async () => {
    const folder = await newFolder();
    expect(await isFree(folder)).toBe(true);
    expect(await isFree(folder)).toBe(true);
  });

  it('holds while its process lives, whatever the clock says, and is free as soon as the process is killed', async () => {
    const folder = await newFolder();
    const holder = taker(folder);
    expect(await holder.said).toBe('taken');
    const refused = `Process ${holder.child.pid} is already using`;
    await expect(takeLock(folder)).rejects.toThrow(refused);
    for (const time of [0, 4_000_000_000]) {
      for (const file of await readdir(folder)) await utimes(join(folder, file), time, time);
      await expect(takeLock(folder)).rejects.toThrow(refused);
    }
    holder.child.kill('SIGKILL');
    await holder.end();
    expect(await isFree(folder)).toBe(true);
  });

  it('does not depend on the recorded process id', async () => {
    const folder = await newFolder();
    await mkdir(folder);
    for (const pid of [process.pid, process.ppid, 1, 'nonsense']) {
      await writeFile(join(folder, 'pid'), String(pid));
      expect(await isFree(folder)).toBe(true);
    }
  });

  it('can be taken even if its other files are damaged, unless it is held', async () => {
    const folder = await newFolder();
    await isFree(folder);
    const damage = async () => {
      for (const file of await readdir(folder))
        if (file !== 'LOCK') await writeFile(join(folder, file), 'damaged');
    };
    await damage();
    const holder = taker(folder);
    expect(await holder.said).toBe('taken');
    await damage();
    await expect(takeLock(folder)).rejects.toThrow('is already using');
    await holder.end();
    expect(await isFree(folder)).toBe(true);
  });

  it('goes to exactly one of many concurrent takers', async () => {
    const folder = await newFolder();
    const takers = Array.from({ length: 6 }, () => taker(folder));
    const said = await Promise.all(takers.map((each) => each.said));
    await Promise.all(takers.map((each) => each.end()));
    expect(said.sort()).toEqual([...Array.from({ length: 5 }, () => 'StartError'), 'taken']);
  });
});
