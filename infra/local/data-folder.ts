import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartError, systemCode } from './start-error.ts';

/** The paths in the data folder. Everything in it can be made again from the content. */
export interface DataFolder {
  /** The folder itself. */
  path: string;
  database: string;
  lock: string;
  /** The index files of releases, by their hash. */
  indexes: string;
  /** The downloads of releases, by their ids. */
  dumps: string;
  /** The checksums of the database's files. */
  checksums: string;
  /** Which release the content was compiled to. */
  compiled: string;
}

/** The paths in a data folder, which need not exist. */
export function pathsIn(dir: string): DataFolder {
  const path = resolve(dir);
  return {
    path,
    database: join(path, 'database'),
    lock: join(path, 'in-use'),
    indexes: join(path, 'indexes'),
    dumps: join(path, 'dumps'),
    checksums: join(path, 'checksums.json'),
    compiled: join(path, 'compiled.json'),
  };
}

/** Says that the folder is ours, so that nobody's own folder is ever cleared. */
const TAG = 'communique.txt';
const TAG_TEXT = 'Made by Communiqué from its content. It may be deleted while nothing serves from it.\n';

/**
 * The data folder, made when it does not exist.
 *
 * @throws StartError when it holds something that is not ours, or cannot be written
 */
export async function dataFolder(dir: string): Promise<DataFolder> {
  const path = resolve(dir);
  try {
    await makeFolder(path);
    const held = await readdir(path);
    if (held.length > 0 && !held.includes(TAG)) {
      throw new StartError(`The folder ${path} holds other files. Give an empty or a new one with --data.`);
    }
    await writeFile(join(path, TAG), TAG_TEXT);
  } catch (error) {
    throw unusable(path, error);
  }
  return pathsIn(path);
}

/**
 * Node's own way of making the folders above does not end where the system denies that they exist, as in
 * /proc.
 */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = systemCode(error);
    const above = dirname(path);
    if (code === 'ENOENT' && above !== path) {
      await makeFolder(above);
      await mkdir(path);
    } else if (code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
}

/** What the system's codes mean for a folder. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'access to it is denied',
  EPERM: 'access to it is denied',
  EROFS: 'its file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it is not a folder',
  ENOTDIR: 'it is not a folder, or lies in something that is not one',
  EISDIR: 'a folder is in the place of a file in it',
  ELOOP: 'it is a link that leads back to itself',
  ENOENT: 'it cannot be made there',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk does not work',
};

/** LevelDB has no codes for these, only the words of the C library. */
const WORDS: readonly (readonly [words: RegExp, code: string])[] = [
  [/no space left/i, 'ENOSPC'],
  [/quota exceeded/i, 'EDQUOT'],
  [/permission denied|not permitted/i, 'EACCES'],
  [/read-only file system/i, 'EROFS'],
  [/not a directory/i, 'ENOTDIR'],
  [/is a directory/i, 'EISDIR'],
  [/too many levels of symbolic/i, 'ELOOP'],
  [/input\/output error/i, 'EIO'],
];

/** What the system has against a folder, in words; undefined for any other error. */
export function reasonOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const code = systemCode(cause) ?? '';
    const reason = REASONS[code] ?? REASONS[WORDS.find(([words]) => words.test(message))?.[1] ?? ''];
    if (reason) return reason;
  }
  return undefined;
}

/**
 * A sentence for the error, if the person at the terminal can do something about it; else the error itself.
 */
export function unusable(path: string, error: unknown): unknown {
  const reason = error instanceof StartError ? undefined : reasonOf(error);
  if (reason === undefined) return error;
  return new StartError(`The data folder ${path} cannot be used: ${reason}. Choose another with --data.`);
}
