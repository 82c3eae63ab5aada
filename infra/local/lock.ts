import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { StartError, systemCode } from './start-error.ts';

/** Created by LevelDB. The lock is on the file itself, so the file must stay. */
const LOCK_FILE = 'LOCK';

/**
 * Takes the lock of a folder for this process. The operating system holds it and releases it when the process
 * ends, however it ends, so its validity depends on neither a process id nor a clock. LevelDB provides the
 * lock on every system; the database behind it stays empty.
 *
 * @returns a function that releases the lock
 * @throws StartError naming the process that holds it
 */
export async function takeLock(folder: string): Promise<() => Promise<void>> {
  const lock = new ClassicLevel(folder);
  try {
    await lock.open();
  } catch (error) {
    if (isHeld(error)) throw await held(folder);
    // The lock was taken, but the files beside it are damaged.
    for (const file of await readdir(folder)) if (file !== LOCK_FILE) await rm(join(folder, file));
    await lock.open().catch(async (again: unknown) => {
      throw isHeld(again) ? await held(folder) : again;
    });
  }
  await writeFile(join(folder, 'pid'), `${process.pid}\n`);
  return () => lock.close();
}

const isHeld = (error: unknown): boolean =>
  error instanceof Error && systemCode(error.cause) === 'LEVEL_LOCKED';

/** The id is only for people: it may be missing, or belong to a process in another container. */
async function held(folder: string): Promise<StartError> {
  const pid = (await readFile(join(folder, 'pid'), 'utf8').catch(() => '')).trim();
  return new StartError(
    `${/^\d+$/.test(pid) ? `Process ${pid}` : 'Another process'} is already using this data folder. ` +
      'Stop it, or use another folder: npm start -- --data .data2',
  );
}
