import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isIgnored } from '../../schema/record/read/ignored.ts';
import { systemCode } from './start-error.ts';

/**
 * Milliseconds of quiet after which a change counts as saved, since editors write in several steps; and the
 * longest wait for quiet.
 */
const QUIET = 100;
const LONGEST = 500;

/** Milliseconds between two looks at the folder itself. */
const LOOK = 500;

/**
 * Calls back after each burst of changes in a folder. Hidden files, editors' backups and the like do not
 * count.
 *
 * The system watches the folder that was there, not the path: once a checkout, a copy or a mount has put
 * another in its place, the old one is silent. So the path is looked at from time to time, and another folder
 * under it is watched anew.
 *
 * @param tell is told what stands in the way of noticing changes
 * @returns ends watching; resolves with it once changes are noticed
 */
export async function watchContent(
  dir: string,
  changed: () => void,
  tell: (message: string) => void,
): Promise<() => Promise<void>> {
  let quiet: NodeJS.Timeout | undefined;
  let since = 0;
  let usesPolling = false;
  let watched = await identityOf(dir);
  let watcher = await open();
  let isLooking = false;

  function notice(): void {
    const now = performance.now();
    if (quiet === undefined) since = now;
    clearTimeout(quiet);
    quiet = setTimeout(
      () => {
        quiet = undefined;
        changed();
      },
      Math.min(QUIET, Math.max(0, since + LONGEST - now)),
    );
  }

  async function open(): Promise<FSWatcher> {
    const opened = watch(dir, {
      ignoreInitial: true,
      usePolling: usesPolling,
      interval: LOOK,
      ignored: (path) => path !== dir && isIgnored(basename(path)),
    });
    opened.on('all', (event, path) => {
      // A new folder may get the identity of the old one.
      if (event === 'unlinkDir' && path === dir) watched = undefined;
      notice();
    });
    // A watcher that gives up on a file goes on with the others; an unhandled error would end the server.
    opened.on('error', (error) => {
      if (usesPolling || !['ENOSPC', 'EMFILE'].includes(systemCode(error) ?? '')) return;
      usesPolling = true;
      watched = undefined;
      tell('The system allows no more watches. Changes are looked for every half second instead.');
    });
    await new Promise<void>((resolve) => opened.once('ready', () => resolve()));
    return opened;
  }

  async function look(): Promise<void> {
    const found = await identityOf(dir);
    if (found === watched) return;
    if (found === undefined) {
      watched = undefined;
      return notice();
    }
    await watcher.close();
    watched = found;
    watcher = await open();
    notice();
  }

  const looks = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    await look().catch((error: unknown) => tell(`The folder ${dir} is not watched any more: ${error}`));
    isLooking = false;
  }, LOOK);
  return async () => {
    clearInterval(looks);
    clearTimeout(quiet);
    await watcher.close();
  };
}

/** What tells a folder from another one under the same path; undefined when there is none. */
async function identityOf(dir: string): Promise<string | undefined> {
  try {
    const { dev, ino, birthtimeNs } = await stat(dir, { bigint: true });
    return `${await realpath(dir)} ${dev} ${ino} ${birthtimeNs}`;
  } catch {
    return undefined;
  }
}
