import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartError, systemCode } from './start-error.ts';

/** The paths in the data folder. Everything in it can be rebuilt from the content. */
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
  /** The record of which release the content was compiled to. */
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

/** Marks the folder as ours, so that no other folder is ever cleared. */
const TAG = 'communique.txt';
const TAG_TEXT = 'Made by Communiqué from its content. It may be deleted while no server uses it.\n';

/**
 * The data folder, created if it does not exist.
 *
 * @throws StartError if it contains something that is not ours, or cannot be written
 */
export async function dataFolder(dir: string): Promise<DataFolder> {
  const path = resolve(dir);
  try {
    await makeFolder(path);
    const held = await readdir(path);
    if (held.length > 0 && !held.includes(TAG)) {
      throw new StartError(
        `The folder ${path} contains other files. Choose an empty or new folder with --data.`,
      );
    }
    await writeFile(join(path, TAG), TAG_TEXT);
  } catch (error) {
    throw unusable(path, error);
  }
  return pathsIn(path);
}

/**
 * Node's recursive mkdir never returns where the system denies that the parent folders exist, as in /proc.
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
  ENOTDIR: 'it, or a folder above it, is not a folder',
  EISDIR: 'it contains a folder where a file belongs',
  ELOOP: 'it is a symbolic link to itself',
  ENOENT: 'it cannot be created there',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk reports an error',
};

/** LevelDB has no codes for these, only the messages of the C library. */
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

/** The system's reason why a folder cannot be used, in words; undefined for any other error. */
export function reasonOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const code = systemCode(cause) ?? '';
    const reason = REASONS[code] ?? REASONS[WORDS.find(([words]) => words.test(message))?.[1] ?? ''];
    if (reason) return reason;
  }
  return undefined;
}

/** A StartError if the user can do something about the error; otherwise the error itself. */
export function unusable(path: string, error: unknown): unknown {
  const reason = error instanceof StartError ? undefined : reasonOf(error);
  if (reason === undefined) return error;
  return new StartError(`The data folder ${path} cannot be used: ${reason}. Choose another with --data.`);
}
