import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Database, openDatabase } from '../../infra/database/database.ts';
import { TABLE } from '../../infra/database/engine.ts';
import { fillDatabase } from '../../infra/database/fill.ts';
import { compile } from '../../schema/release/release.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { madeOnce } from './made-once.ts';
import { type Answer, ask, CURSOR_KEY, keepIndex, shippedCorpus } from './table.ts';

/**
 * The shipped corpus in an embedded table, for all tests of one file. The first file that wants it fills a
 * database in bulk; every file opens a copy.
 */
export function shipped(): {
  ask(source: string, variables?: Record<string, unknown>): Promise<Answer>;
  engine(): Pick<Database, 'client' | 'wire'>;
} {
  let folder: string;
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    const filled = await madeOnce('shipped', fill);
    folder = await mkdtemp(join(tmpdir(), 'communique-shipped-'));
    await cp(join(filled, 'database'), join(folder, 'database'), { recursive: true });
    database = await openDatabase(join(folder, 'database'));
    // A busy machine must not run into the deadline of a request.
    store = openStore({
      ...{ wire: database.wire, table: TABLE, cursorKey: CURSOR_KEY, readTime: 600_000 },
      // Nor is the head read again after a while: what a test counts is without it.
      now: () => 0,
    });
    keepIndex({ head: await store.head(), index: await readFile(join(filled, 'index')) });
  });
  afterAll(async () => {
    await database?.close();
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return { ask: (source, variables) => ask(store, source, variables), engine: () => database };
}

/** Writes the database and the index of the shipped corpus into a folder. */
async function fill(folder: string): Promise<string> {
  const release = compile(await shippedCorpus());
  await fillDatabase(join(folder, 'database'), release);
  await writeFile(join(folder, 'index'), release.index);
  return folder;
}
