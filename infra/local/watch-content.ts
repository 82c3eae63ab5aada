import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isIgnored } from '../../schema/record/read/ignored.ts';
import { systemCode } from './start-error.ts';

/**
 * Milliseconds without a change after which an edit counts as saved, because editors write in several steps;
 * and the longest wait for that.
 */
const QUIET = 100;
const LONGEST = 500;

/** Milliseconds between two checks of the folder itself. */
const LOOK = 500;

/**
 * Calls back after each burst of changes in a folder. Hidden files, editors' backups and the like do not
 * count.
 *
 * The system watches the folder, not the path: once a checkout, a copy or a mount replaces the folder, no
 * more changes are reported. So the path is checked from time to time, and a new folder there is watched
 * instead.
 *
 * @param tell is called with whatever prevents changes from being noticed
 * @returns a function that stops watching; resolves once changes are noticed
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
      // A new folder may have the identity of the old one.
      if (event === 'unlinkDir' && path === dir) watched = undefined;
      notice();
    });
    // A watcher that gives up on one file continues with the others; an unhandled error would end the server.
    opened.on('error', (error) => {
      if (usesPolling || !['ENOSPC', 'EMFILE'].includes(systemCode(error) ?? '')) return;
      usesPolling = true;
      watched = undefined;
      tell(
        'The system allows no more file watches. The folder is checked for changes every half second instead.',
      );
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
    await look().catch((error: unknown) => tell(`The folder ${dir} is no longer watched: ${error}`));
    isLooking = false;
  }, LOOK);
  return async () => {
    clearInterval(looks);
    clearTimeout(quiet);
    await watcher.close();
  };
}

/** Identifies a folder, to tell it from another one at the same path; undefined if there is none. */
async function identityOf(dir: string): Promise<string | undefined> {
  try {
    const { dev, ino, birthtimeNs } = await stat(dir, { bigint: true });
    return `${await realpath(dir)} ${dev} ${ino} ${birthtimeNs}`;
  } catch {
    return undefined;
  }
}
