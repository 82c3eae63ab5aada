import { rm } from 'node:fs/promises';
import { type Seeded, seed } from '../../functions/seed/seed.ts';
import type { Release } from '../../schema/release/release.ts';
import { type Database, openDatabase, TABLE } from '../database/database.ts';
import { fillDatabase, type OnProgress } from '../database/fill.ts';
import { type DataFolder, mark, seededRelease, unmark } from './data-folder.ts';

/**
 * Makes the database hold a release: writes what differs from the one it holds. Killed at any moment, it leaves either the
 * marker of a whole release or none.
 */
export async function publish(
  release: Release,
  folder: DataFolder,
  { client }: Database,
  onProgress: OnProgress,
): Promise<Seeded> {
  await unmark(folder);
  const seeded = await seed({ client, table: TABLE, release, onProgress });
  await mark(folder, release.id);
  return seeded;
}

/** Is told how far opening has come. */
interface Listener {
  opened(database: Database): void;
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
  const kept = held && (await openWhole(folder));
  if (kept) {
    tell.opened(kept);
    if (held === release.id) return { database: kept, seeded: 'kept' };
    tell.writing();
    return { database: kept, seeded: await publish(release, folder, kept, tell.progress) };
  }
  tell.writing();
  const { database, rows } = await openFilled(release, folder, tell.progress);
  tell.opened(database);
  // The seed finds everything in its place, or puts it there: it has the last word on what the marker says.
  const seeded = await publish(release, folder, database, tell.progress);
  return { database, seeded: { ...seeded, written: seeded.written + rows } };
}

/** The database of an earlier start; undefined when it is not usable. */
async function openWhole({ database: path }: DataFolder): Promise<Database | undefined> {
  try {
    const database = await openDatabase(path);
    if (database.hasTable) return database;
    await database.close();
    return undefined;
  } catch {
    return undefined;
  }
}

/** A new database with the rows of the release, written in bulk: thousands of meetings would otherwise be half a minute's wait. */
async function openFilled(
  release: Release,
  folder: DataFolder,
  onProgress: OnProgress,
): Promise<{ database: Database; rows: number }> {
  await unmark(folder);
  await rm(folder.database, { recursive: true, force: true, maxRetries: 5 });
  const rows = await fillDatabase(folder.database, release, onProgress);
  return { database: await openDatabase(folder.database), rows };
}
