import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../infra/database/database.ts';
import { TABLE } from '../../infra/database/engine.ts';
import { fillDatabase } from '../../infra/database/fill.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { compile } from '../../schema/release/release.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { CURSOR_KEY, keepIndex } from './table.ts';

export interface Embedded {
  readonly store: Store;
  readonly database: Database;
  close(): Promise<void>;
}

/** A corpus in an embedded database: written in bulk, where the requests of a seed would take seconds. */
export async function embedded(corpus: Corpus): Promise<Embedded> {
  const folder = await mkdtemp(join(tmpdir(), 'communique-embedded-'));
  const path = join(folder, 'database');
  const release = compile(corpus);
  await fillDatabase(path, release);
  keepIndex(release);
  return openEmbedded(path, () => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
}

/** Opens a database that was filled before. */
export async function openEmbedded(path: string, closed: () => Promise<void>): Promise<Embedded> {
  const database = await openDatabase(path);
  return {
    database,
    store: openStore({
      // A busy machine must not run into the deadline of a request.
      ...{ wire: database.wire, table: TABLE, cursorKey: CURSOR_KEY, readTime: 600_000 },
      // Nor is the head read again after a while: what a test counts is without it.
      now: () => 0,
    }),
    async close() {
      await database.close();
      await closed();
    },
  };
}
