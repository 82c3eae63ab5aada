import { rm } from 'node:fs/promises';
import { type Seeded, seed } from '../../functions/seed/seed.ts';
import type { Release } from '../../schema/store/release.ts';
import { createTable } from '../../schema/store/table.ts';
import { type DataFolder, mark, seededRelease, unmark } from './data-folder.ts';
import { type Database, openDatabase, TABLE } from './database.ts';

type OnProgress = (done: number, of: number) => void;

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
  const database = (held && (await openWhole(folder))) || (await openNew(folder));
  tell.opened(database);
  if (database.hasTable && held === release.id) return { database, seeded: 'kept' };
  tell.writing();
  if (!database.hasTable) await createTable(database.client, TABLE);
  return { database, seeded: await publish(release, folder, database, tell.progress) };
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

async function openNew(folder: DataFolder): Promise<Database> {
  await unmark(folder);
  await rm(folder.database, { recursive: true, force: true, maxRetries: 5 });
  return openDatabase(folder.database);
}
