import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { dataFolder, seededRelease } from '../../infra/local/data-folder.ts';
import type { Database } from '../../infra/local/database.ts';
import { openWithRelease, publish } from '../../infra/local/publish.ts';
import { readContent } from '../../schema/record/read.ts';
import { compile, type Release } from '../../schema/store/release.ts';
import { temporaryFolder } from './process.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const silent = { opened: () => {}, writing: () => {}, progress: () => {} };

let open: Database | undefined;
afterEach(() => open?.close());

async function releases(): Promise<{ first: Release; second: Release }> {
  const outcome = await readContent(CONTENT);
  if (!outcome.ok) throw new Error('The content has problems.');
  return { first: compile(outcome.corpus), second: compile({ ...outcome.corpus, title: 'Another title' }) };
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
