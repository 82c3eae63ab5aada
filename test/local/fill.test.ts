import { join } from 'node:path';
import engine from 'dynalite/db/index.js';
import { describe, expect, it } from 'vitest';
import { type Pointer, pointerRow } from '../../functions/seed/pointer.ts';
import { documentsOf, seed } from '../../functions/seed/seed.ts';
import { putsOf, writePuts } from '../../infra/database/bulk-write.ts';
import { openDatabase } from '../../infra/database/database.ts';
import { openEngine, TABLE } from '../../infra/database/engine.ts';
import { fillDatabase } from '../../infra/database/fill.ts';
import { compile } from '../../schema/release/release.ts';
import { LAYOUT, pointerKey } from '../../schema/store/keys.ts';
import { createTable } from '../../schema/store/table.ts';
import { afterEdits, before, meanwhile } from '../seed/editions.ts';
import { fewMeetings } from '../support/curated.ts';
import { temporaryFolder } from './process.ts';

async function emptyTable(): Promise<string> {
  const path = join(await temporaryFolder(), 'database');
  const database = await openDatabase(path);
  await createTable(database.client, TABLE);
  await database.close();
  return path;
}

const POINTER = pointerKey(LAYOUT).PK;

const withoutTimes = ({ live, editions, ...pointer }: Pointer) => ({
  ...pointer,
  live: { ...live, since: 0 },
  editions: editions.map((packed) => packed.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')),
});

/**
 * Everything that the engine keeps, but what it keeps about the table itself and the pointer, in which there
 * are times.
 */
async function contents(path: string): Promise<string[]> {
  const { db } = engine.create({ path });
  try {
    const all: string[] = [];
    for await (const [key, value] of db.iterator()) {
      const entry = JSON.stringify([key, value]);
      if (!key.startsWith('table~') && !entry.includes(POINTER)) all.push(entry);
    }
    return all;
  } finally {
    await db.close();
  }
}

describe('rows written in bulk', () => {
  it('leave the engine in the same state as a seed', async () => {
    const release = compile(await fewMeetings());
    const bulk = join(await temporaryFolder(), 'database');
    await fillDatabase(bulk, release);

    const seeded = await emptyTable();
    const { client, close } = await openDatabase(seeded);
    await seed({ client, table: TABLE, release });
    await close();

    const written = await contents(bulk);
    // More than go into one write of the engine.
    expect(written.length).toBeGreaterThan(1_000);
    expect(written.join('\n')).toBe((await contents(seeded)).join('\n'));
  });

  it('leave the pointer as the first seed does, so that the release is listed and changes since it are known', async () => {
    const release = compile(before);
    const bulk = join(await temporaryFolder(), 'database');
    await fillDatabase(bulk, release);
    const seeded = await emptyTable();
    const pointers: Pointer[] = [];
    for (const path of [bulk, seeded]) {
      const { client, close } = await openDatabase(path);
      // Writes nothing to the first.
      await seed({ client, table: TABLE, release });
      pointers.push((await pointerRow(documentsOf(client), TABLE, LAYOUT).read()).pointer);
      await close();
    }
    const [filled, first] = pointers.map((pointer) => JSON.stringify(withoutTimes(pointer), null, 1));
    expect(filled).toBe(first);
    expect(first).toContain(release.id);
    expect(pointers[0]?.editions).toHaveLength(1);
  });

  it('are accepted by a seed as its own', async () => {
    const release = compile(await fewMeetings());
    const path = join(await temporaryFolder(), 'database');
    await fillDatabase(path, release);
    const { client, close } = await openDatabase(path);
    expect(await seed({ client, table: TABLE, release })).toMatchObject({ written: 0, deleted: 0 });
    await close();
  });
});

describe('rows written without requests', () => {
  it('leave the engine in the same state as requests, edition after edition', async () => {
    const unread = async () => {};
    const contentsAfter = async (isDirect: boolean) => {
      const path = await emptyTable();
      const { client, close, replace } = await openDatabase(path);
      const embedded = isDirect ? { unread, replace } : { unread };
      let [written, deleted] = [0, 0];
      // Each slot is written several times; rows are put, moved within a list, and removed.
      for (const corpus of [before, afterEdits, meanwhile, before, meanwhile, afterEdits]) {
        const release = compile(corpus);
        const seeded = await seed({ client, table: TABLE, release, embedded });
        written += seeded.written;
        deleted += seeded.deleted;
      }
      await close();
      return { written, deleted, rows: await contents(path) };
    };
    const direct = await contentsAfter(true);
    expect(direct).toEqual(await contentsAfter(false));
    expect(direct.rows.length).toBeGreaterThan(100);
    expect(direct.deleted).toBeGreaterThan(0);
  });

  it('are rejected while the database is closing', async () => {
    const { close, stop, replace } = await openDatabase(await emptyTable());
    stop();
    await expect(replace([{ PK: 'a', SK: 'b' }], [])).rejects.toThrow('The database is closing.');
    await close();
  });

  it('are written some hundred at a time, so that requests are answered meanwhile', async () => {
    const path = await emptyTable();
    const { store, close } = await openEngine(path);
    const sizes: number[] = [];
    const watched = <T extends { batch: (...args: never[]) => unknown }>(db: T): T => {
      const { batch } = db;
      return Object.assign(Object.create(db), {
        batch(...args: Parameters<T['batch']>) {
          const [operations]: readonly unknown[] = args;
          if (Array.isArray(operations)) sizes.push(operations.length);
          return batch.apply(db, args);
        },
      });
    };
    const rows = Array.from({ length: 1_200 }, (_, at) => ({
      PK: 'M#x',
      SK: `A#${at}`,
      LIST: 'Y',
      AT: `${at}`,
    }));
    await writePuts(
      {
        ...store,
        getItemDb: (table) => watched(store.getItemDb(table)),
        getIndexDb: (kind, table, index) => watched(store.getIndexDb(kind, table, index)),
      },
      putsOf(rows),
    );
    await close();
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2_400);
  });
});
