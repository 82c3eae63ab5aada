import { basename } from 'node:path';
import { watch } from 'chokidar';
import { isIgnored } from '../../schema/record/read/ignored.ts';

/** Milliseconds of quiet after which a change counts as saved: editors write in several steps. */
const QUIET = 100;

/**
 * Calls back after each burst of changes in a folder. Hidden files, editors' backups and the like do not count.
 *
 * @returns ends watching; resolves with it once changes are noticed
 */
export async function watchContent(dir: string, changed: () => void): Promise<() => Promise<void>> {
  let quiet: NodeJS.Timeout | undefined;
  const watcher = watch(dir, {
    ignoreInitial: true,
    ignored: (path) => path !== dir && isIgnored(basename(path)),
  });
  watcher.on('all', () => {
    clearTimeout(quiet);
    quiet = setTimeout(changed, QUIET);
  });
  // A watcher that gives up on a file goes on with the others; an unhandled error would end the server.
  watcher.on('error', () => {});
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return async () => {
    clearTimeout(quiet);
    await watcher.close();
  };
}
