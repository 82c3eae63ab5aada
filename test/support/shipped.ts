import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Database, openDatabase } from '../../infra/database/database.ts';
import { TABLE } from '../../infra/database/engine.ts';
import { fillDatabase } from '../../infra/database/fill.ts';
import { compile } from '../../schema/release/release.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { type Answer, ask, CURSOR_KEY, keepIndex, shippedCorpus } from './table.ts';

/** The shipped corpus in an embedded table, for all tests of one file. It is filled in bulk: a seed would take five times as long. */
export function shipped(): {
  ask(source: string, variables?: Record<string, unknown>): Promise<Answer>;
  engine(): Pick<Database, 'client' | 'wire'>;
} {
  let folder: string;
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'communique-shipped-'));
    const release = compile(await shippedCorpus());
    keepIndex(release);
    await fillDatabase(join(folder, 'database'), release);
    database = await openDatabase(join(folder, 'database'));
    // A busy machine must not run into the deadline of a request.
    store = openStore({ wire: database.wire, table: TABLE, cursorKey: CURSOR_KEY, readTime: 600_000 });
    // The head is read once for many requests: what a test counts is without it.
    await store.head();
  });
  afterAll(async () => {
    await database?.close();
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return { ask: (source, variables) => ask(store, source, variables), engine: () => database };
}
