import { rm } from 'node:fs/promises';
import { type Seeded, seed } from '../../functions/seed/seed.ts';
import type { Release } from '../../schema/release/release.ts';
import { matchesChecksums } from '../database/checksums.ts';
import { type Database, openDatabase, TABLE } from '../database/database.ts';
import { fillDatabase, type OnProgress } from '../database/fill.ts';
import { type DataFolder, mark, seededRelease, unmark } from './data-folder.ts';

/**
 * Makes the database hold a release: writes what differs from the one it holds, or everything when it is damaged. Killed at any
 * moment, it leaves either the marker of a whole release or none.
 */
export async function publish(
  release: Release,
  folder: DataFolder,
  database: Database,
  onProgress: OnProgress,
): Promise<Seeded> {
  await unmark(folder);
  const refilled = database.isDamaged() ? await refill(release, folder, database, onProgress) : 0;
  const write = () => seed({ client: database.client, table: TABLE, release, onProgress });
  const seeded = await write().catch(async (error: unknown) => {
    if (!database.isDamaged()) throw error;
    const rows = await refill(release, folder, database, onProgress);
    const { written, ...rest } = await write();
    return { ...rest, written: written + rows };
  });
  await mark(folder, release.id);
  return { ...seeded, written: seeded.written + refilled };
}

const refill = (release: Release, folder: DataFolder, database: Database, onProgress: OnProgress) =>
  database.refill(() => fillAnew(release, folder, onProgress));

/** Thousands of meetings would take a seed half a minute. */
async function fillAnew(release: Release, { database }: DataFolder, onProgress: OnProgress): Promise<number> {
  await rm(database, { recursive: true, force: true, maxRetries: 5 });
  return fillDatabase(database, release, onProgress);
}

/** Is told how far opening has come. */
interface Listener {
  opened(database: Database): void;
  /** The data of an earlier start, or of this one, is damaged and will be made again. */
  damaged(): void;
  writing(): void;
  progress: OnProgress;
}

/**
 * Opens the database with a release in it. The data of an earlier start is kept when it is whole; what an interrupted seeding
 * left is thrown away, because the engine keeps rows of its index without their item when it is killed.
 */
export async function openWithRelease(
  release: Release,
  folder: DataFolder,
  tell: Listener,
): Promise<{ database: Database; seeded: Seeded | 'kept' }> {
  const held = await seededRelease(folder);
  const kept = held && (await openWhole(folder, tell.damaged));
  if (kept) {
    tell.opened(kept);
    if (held === release.id) return { database: kept, seeded: 'kept' };
    tell.writing();
    return { database: kept, seeded: await publish(release, folder, kept, tell.progress) };
  }
  tell.writing();
  const { database, rows } = await openFilled(release, folder, tell);
  tell.opened(database);
  // The seed finds everything in its place, or puts it there: it has the last word on what the marker says.
  const seeded = await publish(release, folder, database, tell.progress);
  return { database, seeded: { ...seeded, written: seeded.written + rows } };
}

/** The database of an earlier start; undefined when it is damaged. */
async function openWhole(
  { database: path, checksums }: DataFolder,
  onDamage: () => void,
): Promise<Database | undefined> {
  try {
    if (await matchesChecksums(path, checksums)) {
      const database = await openDatabase(path, onDamage);
      if (database.hasTable) return database;
      await database.close();
    }
  } catch {
    // It does not open.
  }
  onDamage();
  return undefined;
}

async function openFilled(
  release: Release,
  folder: DataFolder,
  { progress, damaged }: Listener,
): Promise<{ database: Database; rows: number }> {
  await unmark(folder);
  const rows = await fillAnew(release, folder, progress);
  return { database: await openDatabase(folder.database, damaged), rows };
}
