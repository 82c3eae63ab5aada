import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Length and hash of what a file of the database begins with. */
interface Checksum {
  length: number;
  sha1: string;
}

/**
 * The files in which LevelDB keeps data. It adds to them or deletes them, and never changes what is in them. `LOCK` must not even
 * be opened: closing it would let go of the lock.
 */
const DATA_FILE = /^(?:\d+\.(?:ldb|sst|log)|MANIFEST-\d+)$/;

/** Notes the checksums of a database's files, which may be open while nothing writes to it. */
export async function noteChecksums(database: string, file: string): Promise<void> {
  const sums: Record<string, Checksum> = {};
  for (const name of (await readdir(database)).filter((each) => DATA_FILE.test(each))) {
    // A compaction may delete it meanwhile.
    const { size } = await stat(join(database, name)).catch(() => ({ size: 0 }));
    const sha1 = size > 0 ? await hashOf(join(database, name), size).catch(() => undefined) : undefined;
    if (sha1) sums[name] = { length: size, sha1 };
  }
  await writeFile(`${file}-new`, JSON.stringify(sums));
  await rename(`${file}-new`, file);
}

export const forgetChecksums = (file: string): Promise<void> => rm(file, { force: true });

/** LevelDB reads most damage as other data without noticing. False when a file is not what was noted of it. */
export async function matchesChecksums(database: string, file: string): Promise<boolean> {
  const noted = await readFile(file, 'utf8').catch(() => '{}');
  try {
    const sums = JSON.parse(noted) as Record<string, Checksum>;
    for (const [name, { length, sha1 }] of Object.entries(sums)) {
      // LevelDB knows itself which files it needs.
      const found = await stat(join(database, name)).catch(() => undefined);
      if (!found) continue;
      if (found.size < length || (await hashOf(join(database, name), length)) !== sha1) return false;
    }
    return true;
  } catch {
    return false;
  }
}

async function hashOf(file: string, length: number): Promise<string> {
  const hash = createHash('sha1');
  await pipeline(createReadStream(file, { end: length - 1 }), hash);
  return hash.digest('hex');
}
