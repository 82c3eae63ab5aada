import { rm, stat } from 'node:fs/promises';
import { systemClock } from '../../functions/seed/clock.ts';
import type { EmbeddedTable } from '../../functions/seed/embedded-table.ts';
import { endDeadLease } from '../../functions/seed/lease.ts';
import { type Pointer, pointerRow } from '../../functions/seed/pointer.ts';
import { documentsOf, type Seeded, seed } from '../../functions/seed/seed.ts';
import type { OnProgress } from '../../functions/seed/write-slot.ts';
import { LAYOUT } from '../../schema/store/keys.ts';
import type { Head } from '../../schema/store/rows.ts';
import { openStore } from '../../schema/store/store.ts';
import { forgetChecksums, matchesChecksums, noteChecksums } from '../database/checksums.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { TABLE } from '../database/engine.ts';
import type { CompiledRelease } from './compiled-release.ts';
import type { DataFolder } from './data-folder.ts';
import { hasIndex } from './index-files.ts';

/** Nobody reads before the start has finished. */
const unread = ({ replace }: Database): EmbeddedTable => ({ unread: async () => {}, replace });

/** Receives the progress of opening. */
interface Listener {
  opened(database: Database): void;
  damaged(): void;
  writing(): void;
  progress: OnProgress;
}

/**
 * Opens the database of an earlier start if it is intact and the release is live in it; undefined if the
 * content must be read first.
 */
export async function openNoted(
  release: string,
  folder: DataFolder,
  tell: Pick<Listener, 'opened' | 'damaged'>,
): Promise<{ database: Database; head: Head } | undefined> {
  let isServed = false;
  // Damage detected at this point is found again and reported when the database is reopened.
  const kept = await openLive(folder, () => isServed && tell.damaged());
  if (!kept) return undefined;
  const { database } = kept;
  const head = await openStore({ wire: database.wire, table: TABLE, cursorKey: '' }).head();
  if (head.release === release && head.index && (await hasIndex(folder, head.index))) {
    isServed = true;
    tell.opened(database);
    return { database, head };
  }
  await database.close();
  return undefined;
}

type Opened = { database: Database; seeded: Pick<Seeded, 'written' | 'deleted'> | 'kept' };

/**
 * Opens the database with a release live in it. Data of an earlier start is kept if the release is live in
 * it, or if another one is and the release can be written beside it; otherwise it is discarded.
 */
export async function openWithRelease(
  release: CompiledRelease,
  folder: DataFolder,
  tell: Listener,
): Promise<Opened> {
  const kept = await openLive(folder, tell.damaged);
  if (kept) {
    const { database, pointer } = kept;
    tell.opened(database);
    if (pointer.live?.release === release.id) return { database, seeded: 'kept' };
    tell.writing();
    // If the second copy is incomplete, rewriting everything in bulk is faster.
    const seeded = pointer.idle?.release
      ? await publish(release, folder, database, { onProgress: tell.progress, embedded: unread(database) })
      : await refilled(release, folder, database, tell.progress);
    return { database, seeded };
  }
  tell.writing();
  const rows = await fillAnew(release, folder, tell.progress);
  const database = await openDatabase(folder.database, tell.damaged);
  tell.opened(database);
  return { database, seeded: { written: rows, deleted: 0 } };
}

/** Makes a release live: writes what differs, or everything if the database is damaged. */
export async function publish(
  release: CompiledRelease,
  folder: DataFolder,
  database: Database,
  { onProgress, embedded }: { onProgress: OnProgress; embedded: EmbeddedTable },
): Promise<Pick<Seeded, 'written' | 'deleted'>> {
  if (database.isDamaged()) return refilled(release, folder, database, onProgress);
  try {
    return await seed({
      client: database.client,
      table: TABLE,
      release,
      onProgress,
      embedded,
    });
  } catch (error) {
    if (!database.isDamaged()) throw error;
    return refilled(release, folder, database, onProgress);
  }
}

/** The database of an earlier start, and its pointer; undefined if nothing in it is live. */
async function openLive(
  { database: path, checksums }: DataFolder,
  onDamage: () => void,
): Promise<{ database: Database; pointer: Pointer } | undefined> {
  if (!(await stat(path).catch(() => undefined))) return undefined;
  let database: Database | undefined;
  try {
    if (await matchesChecksums(path, checksums)) {
      database = await openDatabase(path, onDamage);
      const pointer = database.hasTable ? await pointerOf(database) : undefined;
      if (pointer?.live) return { database, pointer };
      await database.close();
      return undefined;
    }
  } catch {
    // It cannot be opened, or not all of it can be read.
  }
  if (!database?.isDamaged()) onDamage();
  await database?.close().catch(() => undefined);
  return undefined;
}

/** The pointer. Nobody else has the database open, so a lease in it belongs to a process that was killed. */
async function pointerOf({ client }: Database): Promise<Pointer> {
  const row = pointerRow(documentsOf(client), TABLE, LAYOUT);
  await endDeadLease(row, systemClock);
  return (await row.read()).pointer;
}

async function refilled(
  release: CompiledRelease,
  folder: DataFolder,
  database: Database,
  onProgress: OnProgress,
): Promise<Pick<Seeded, 'written' | 'deleted'>> {
  const written = await database.refill(() => fillAnew(release, folder, onProgress));
  return { written, deleted: 0 };
}

/** Seeding thousands of meetings would take half a minute. */
async function fillAnew(
  release: CompiledRelease,
  { database, checksums }: DataFolder,
  onProgress: OnProgress,
): Promise<number> {
  await forgetChecksums(checksums);
  await rm(database, { recursive: true, force: true, maxRetries: 5 });
  const rows = await release.fill(database, onProgress);
  await noteChecksums(database, checksums);
  return rows;
}
