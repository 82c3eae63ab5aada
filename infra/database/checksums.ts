import { hash } from 'node:crypto';
import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inParallel } from '../../functions/seed/in-parallel.ts';

/** Length and hash of the beginning of a database file. */
interface Checksum {
  readonly length: number;
  readonly sha1: string;
}

type Checksums = Readonly<Record<string, Checksum>>;

/**
 * The data files of LevelDB, which it appends to or deletes, but never changes. `LOCK` must not even be
 * opened, because closing it would release the lock.
 */
const DATA_FILE = /^(?:\d+\.(?:ldb|sst|log)|MANIFEST-\d+)$/;

/**
 * Records the checksums of a database's files. The database may be open, but nothing may be writing to it.
 * Only files that are new or have grown since the last time are read.
 */
export async function noteChecksums(database: string, file: string): Promise<void> {
  const noted = await notedIn(file).catch((): Checksums => ({}));
  const names = (await readdir(database)).filter((each) => DATA_FILE.test(each));
  const sums = await inParallel(names, async (name): Promise<[string, Checksum][]> => {
    // A compaction may delete the file meanwhile.
    const known = noted[name];
    const sum = await checksumOf(join(database, name), undefined, known).catch(() => undefined);
    return sum ? [[name, sum]] : [];
  });
  await writeFile(`${file}-new`, JSON.stringify(Object.fromEntries(sums.flat())));
  await rename(`${file}-new`, file);
}

export const forgetChecksums = (file: string): Promise<void> => rm(file, { force: true });

/**
 * LevelDB does not notice most damage and reads it as different data. False if a file does not match its
 * recorded checksum.
 */
export async function matchesChecksums(database: string, file: string): Promise<boolean> {
  try {
    const sums = await notedIn(file);
    const matches = await inParallel(Object.entries(sums), async ([name, { length, sha1 }]) => {
      try {
        return (await checksumOf(join(database, name), length))?.sha1 === sha1;
      } catch (error) {
        // LevelDB itself knows which files it needs.
        if (isMissing(error)) return true;
        throw error;
      }
    });
    return matches.every(Boolean);
  } catch (error) {
    return isMissing(error);
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const notedIn = async (file: string): Promise<Checksums> => JSON.parse(await readFile(file, 'utf8'));

/**
 * The checksum of the first bytes of a file, or of all bytes if no length is given; undefined if the file is
 * empty or shorter.
 *
 * @param known is returned if the file has not grown since
 */
async function checksumOf(path: string, wanted?: number, known?: Checksum): Promise<Checksum | undefined> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = wanted ?? size;
    if (length === 0 || size < length) return undefined;
    if (known?.length === length) return known;
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, 0);
    // At most a few megabytes take some milliseconds, as long as passing them to another thread would.
    return bytesRead < length ? undefined : { length, sha1: hash('sha1', buffer, 'hex') };
  } finally {
    await file.close();
  }
}
