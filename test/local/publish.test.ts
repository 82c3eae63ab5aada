import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { dataFolder, seededRelease } from '../../infra/local/data-folder.ts';
import { openWithRelease, publish } from '../../infra/local/seed-database.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { curatedCorpus } from '../support/curated.ts';
import { temporaryFolder } from './process.ts';

const silent = { opened: () => {}, damaged: () => {}, writing: () => {}, progress: () => {} };

let open: Database | undefined;
afterEach(() => open?.close());

async function releases(): Promise<{ first: Release; second: Release }> {
  const corpus = await curatedCorpus();
  return { first: compile(corpus), second: compile({ ...corpus, title: 'Another title' }) };
}

describe('the marker that the database holds a release whole', () => {
  it('is there after the last write', async () => {
    const folder = await dataFolder(await temporaryFolder());
    const { first } = await releases();
    open = (await openWithRelease(first, folder, silent)).database;
    expect(await seededRelease(folder)).toBe(first.id);
  });

  it('is gone after a write that failed, and back after the next that does not', async () => {
    const folder = await dataFolder(await temporaryFolder());
    const { first, second } = await releases();
    const { database } = await openWithRelease(first, folder, silent);
    database.stop();
    await expect(publish(second, folder, database, () => {})).rejects.toThrow();
    expect(await seededRelease(folder)).toBeUndefined();
    await database.close();

    open = (await openWithRelease(second, folder, silent)).database;
    expect(await seededRelease(folder)).toBe(second.id);
  });
});
