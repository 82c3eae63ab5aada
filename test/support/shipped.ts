import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { fillDatabase } from '../../infra/database/fill.ts';
import { type Embedded, openEmbedded } from './embedded.ts';
import { madeOnce } from './made-once.ts';
import { type Answer, ask, keepIndex, shippedRelease } from './table.ts';

/**
 * The shipped corpus in an embedded table, for all tests of one file. The first file that wants it fills a
 * database in bulk; every file opens a copy.
 */
export function shipped(): {
  ask(source: string, variables?: Record<string, unknown>): Promise<Answer>;
  engine(): Pick<Database, 'client' | 'wire'>;
} {
  let opened: Embedded;
  beforeAll(async () => {
    const filled = await madeOnce('shipped', fill);
    const folder = await mkdtemp(join(tmpdir(), 'communique-shipped-'));
    await cp(join(filled, 'database'), join(folder, 'database'), { recursive: true });
    opened = await openEmbedded(join(folder, 'database'), () =>
      rm(folder, { recursive: true, force: true, maxRetries: 5 }),
    );
    keepIndex({ head: await opened.store.head(), index: await readFile(join(filled, 'index')) });
  });
  afterAll(() => opened?.close());
  return {
    ask: (source, variables) => ask(opened.store, source, variables),
    engine: () => opened.database,
  };
}

/** Writes the database and the index of the shipped corpus into a folder. */
async function fill(folder: string): Promise<string> {
  const release = await shippedRelease();
  await fillDatabase(join(folder, 'database'), release);
  await writeFile(join(folder, 'index'), release.index);
  return folder;
}
