import { rmSync } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { uptime } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError, systemCode } from './start-error.ts';

/** Who holds a lock. */
interface Holder {
  pid: number;
  /** Milliseconds since 1970. */
  since: number;
}

/** Milliseconds that taking over a dead process's lock may take before another process may do it in its place. */
const TAKEOVER = 5_000;

/** Milliseconds that a lock file may be without its content: it is made and written in two steps. */
const WRITING = 500;

/**
 * Takes a lock file for this process. A lock whose process is dead is taken over; of several processes that try at once,
 * exactly one succeeds.
 *
 * @returns lets go of the lock; may be called while the process exits
 * @throws StartError naming the process that holds the lock
 */
export async function takeLock(file: string): Promise<() => void> {
  const mine: Holder = { pid: process.pid, since: Date.now() };
  const deadline = Date.now() + TAKEOVER;
  while (!(await create(file, JSON.stringify(mine)))) {
    const holder = await holderOf(file);
    if (holder && isAlive(holder)) throw held(file, holder);
    if (Date.now() > deadline)
      throw new StartError(`The lock ${file} cannot be taken; delete it and start again.`);
    await removeDead(file);
  }
  return () => rmSync(file, { force: true });
}

function held(file: string, { pid }: Holder): StartError {
  return new StartError(
    `Process ${pid} already serves from this data folder. Stop it, or start with another folder: npm start -- --data .data2\n` +
      `(If process ${pid} is something else, delete ${file}.)`,
  );
}

/** Removes a dead process's lock. A second file makes sure that only one process does, and only after looking again. */
async function removeDead(file: string): Promise<void> {
  const guard = `${file}-takeover`;
  if (await create(guard, String(process.pid))) {
    try {
      const holder = await holderOf(file);
      if (!holder || !isAlive(holder)) await rm(file, { force: true });
    } finally {
      await rm(guard, { force: true });
    }
    return;
  }
  const made = await stat(guard).catch(() => undefined);
  if (made && Date.now() - made.mtimeMs > TAKEOVER) await rm(guard, { force: true });
  await delay(20);
}

/** Creates a file that must not exist; false when it does. */
async function create(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    // Windows says EPERM or EBUSY of a file that is just being deleted.
    if (['EEXIST', 'EPERM', 'EBUSY'].includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}

async function holderOf(file: string): Promise<Holder | undefined> {
  const deadline = Date.now() + WRITING;
  for (;;) {
    const content = await readFile(file, 'utf8').catch(() => undefined);
    if (content === undefined) return undefined;
    try {
      const { pid, since } = JSON.parse(content);
      if (Number.isInteger(pid) && typeof since === 'number') return { pid, since };
    } catch {
      // Not written yet, or its writer was killed in between.
    }
    if (Date.now() > deadline) return undefined;
    await delay(20);
  }
}

function isAlive({ pid, since }: Holder): boolean {
  // Process ids begin anew with the machine, and in a container this process often has the id of its predecessor.
  const booted = Date.now() - uptime() * 1000;
  if (pid === process.pid || since < booted - 60_000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
