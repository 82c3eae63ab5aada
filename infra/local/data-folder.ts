import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from './start-error.ts';

/** Where things lie in the data folder. Everything in it can be made again from the content. */
export interface DataFolder {
  database: string;
  lock: string;
  /** The index files of releases, by their hash. */
  indexes: string;
  /** Names the release that the database holds whole. Absent from before the first write until after the last. */
  marker: string;
}

/** Says that the folder is ours, so that nobody's own folder is ever cleared. */
const TAG = 'communique.txt';
const TAG_TEXT = 'Made by Communiqué from its content. It may be deleted while nothing serves from it.\n';

/**
 * The data folder, made when it is not there.
 *
 * @throws StartError when the folder holds something that is not ours
 */
export async function dataFolder(dir: string): Promise<DataFolder> {
  await mkdir(dir, { recursive: true });
  const held = await readdir(dir);
  if (held.length > 0 && !held.includes(TAG)) {
    throw new StartError(
      `The folder ${resolve(dir)} holds other files. Give an empty or a new one with --data.`,
    );
  }
  await writeFile(join(dir, TAG), TAG_TEXT);
  return {
    database: join(dir, 'database'),
    lock: join(dir, 'lock'),
    indexes: join(dir, 'indexes'),
    marker: join(dir, 'release'),
  };
}

/** The release that the database holds whole, or undefined when its last seeding did not come to its end. */
export async function seededRelease({ marker }: DataFolder): Promise<string | undefined> {
  const content = await readFile(marker, 'utf8').catch(() => '');
  return content.trim() || undefined;
}

/** Must come before any write to the database. */
export async function unmark({ marker }: DataFolder): Promise<void> {
  await rm(marker, { force: true });
}

/** Must come after the last write of a release; the name appears at once or not at all. */
export async function mark({ marker }: DataFolder, release: string): Promise<void> {
  await writeFile(`${marker}-new`, `${release}\n`);
  await rename(`${marker}-new`, marker);
}
