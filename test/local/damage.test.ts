import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import dynalite from 'dynalite/db/index.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOfSlot } from '../../functions/seed/slot.ts';
import { PUT } from '../../infra/database/bulk-write.ts';
import { noteChecksums } from '../../infra/database/checksums.ts';
import { openDatabase } from '../../infra/database/database.ts';
import { TABLE } from '../../infra/database/engine.ts';
import { type CompiledRelease, compiledHere } from '../../infra/local/compiled-release.ts';
import { type DataFolder, dataFolder } from '../../infra/local/data-folder.ts';
import { keepIndex } from '../../infra/local/index-files.ts';
import { openNoted, openWithRelease, publish } from '../../infra/local/seed-database.ts';
import { compile } from '../../schema/release/release.ts';
import { LAYOUT, pointerKey, slotOf } from '../../schema/store/keys.ts';
import { tableDefinition } from '../../schema/store/table.ts';
import { partOfCurated } from '../support/curated.ts';
import { ask, smallContent, start, temporaryFolder } from './process.ts';

/** What may happen to a file: at a place from 0 to 1 of its length. */
const damageTo = fc.record({
  file: fc.nat(),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  how: fc.constantFrom('flip a bit', 'cut', 'zero 512 bytes', 'delete', 'fill with noise'),
});
type Damage = typeof damageTo extends fc.Arbitrary<infer T> ? T : never;

async function damage(database: string, { file, at, how }: Damage): Promise<void> {
  const names = (await readdir(database))
    .filter((name) => /^(\d+\.\w+|MANIFEST-.*|CURRENT)$/.test(name))
    .sort();
  const path = join(database, names[file % names.length] ?? '');
  const bytes = await readFile(path);
  const place = Math.floor(at * bytes.length);
  if (how === 'delete') return rm(path);
  if (how === 'cut') return writeFile(path, bytes.subarray(0, place));
  if (how === 'zero 512 bytes') bytes.fill(0, place, Math.min(place + 512, bytes.length));
  else if (how === 'fill with noise')
    for (let i = place; i < bytes.length; i += 1) bytes[i] = (i * 131 + place) & 255;
  else if (bytes.length > 0) bytes[place] = (bytes[place] ?? 0) ^ (1 << (file % 8));
  return writeFile(path, bytes);
}

const POINTER = pointerKey(LAYOUT).PK;

/**
 * Everything that a closed database holds, but what it holds about the table itself and the pointer, in which
 * there are times.
 */
async function contents(path: string): Promise<string> {
  const { db } = dynalite.create({ path });
  try {
    const all: string[] = [];
    for await (const [key, value] of db.iterator()) {
      const entry = JSON.stringify([key, value]);
      if (!key.startsWith('table~') && !entry.includes(POINTER)) all.push(entry);
    }
    return all.join('\n');
  } finally {
    await db.close();
  }
}

const listener = () => {
  const told = { damaged: 0 };
  return {
    told,
    opened: () => {},
    damaged: () => {
      told.damaged += 1;
    },
    writing: () => {},
    progress: () => {},
  };
};

let release: CompiledRelease;
let original: DataFolder;
let whole: string;
let keys: { PK: { S: string }; SK: { S: string } }[];
beforeAll(async () => {
  const compiled = compile(await partOfCurated(({ id }) => id === '2023-03-06-saudi-iran-beijing'));
  release = compiledHere(compiled);
  original = await dataFolder(await mkdtemp(join(tmpdir(), 'communique-')));
  const { database } = await openWithRelease(release, original, listener());
  await database.close();
  await noteChecksums(original.database, original.checksums);
  whole = await contents(original.database);
  keys = [...rowsOfSlot(slotOf(LAYOUT, 1), compiled)].map(({ PK, SK }) => ({
    PK: { S: PK },
    SK: { S: SK },
  }));
});
afterAll(() => rm(original.path, { recursive: true, force: true }));

/** A copy of the whole data folder with the damage in its database. */
async function damaged(each: Damage): Promise<DataFolder> {
  const path = await mkdtemp(join(tmpdir(), 'communique-'));
  await cp(original.path, path, { recursive: true });
  const folder = await dataFolder(path);
  await damage(folder.database, each);
  return folder;
}

describe('a database damaged while no server used it', () => {
  it('has the complete release again after the next start, wherever the damage is', async () => {
    await fc.assert(
      fc.asyncProperty(damageTo, async (each) => {
        const folder = await damaged(each);
        try {
          const noted = await openNoted(release.id, folder, listener());
          const { database } = noted ?? (await openWithRelease(release, folder, listener()));
          await database.close();
          expect(await contents(folder.database)).toBe(whole);
        } finally {
          await rm(folder.path, { recursive: true, force: true });
        }
      }),
      { numRuns: 30 },
    );
  }, 600_000);

  it('and without checksums is rebuilt as soon as the damage shows', async () => {
    await fc.assert(
      fc.asyncProperty(damageTo, async (each) => {
        const folder = await damaged(each);
        await rm(folder.checksums);
        try {
          const tell = listener();
          const { database } = await openWithRelease(release, folder, tell);
          // Every row is asked for. What cannot be read is an error of the request, never of the process.
          for (let from = 0; from < keys.length; from += 100) {
            await database.wire
              .batchGetItem({ RequestItems: { communique: { Keys: keys.slice(from, from + 100) } } })
              .catch((error: unknown) => expect(error).toMatchObject({ name: 'DatabaseDamaged' }));
          }
          if (database.isDamaged()) {
            expect(tell.told.damaged).toBe(1);
            await publish(release, folder, database, {
              onProgress: () => {},
              embedded: { unread: async () => {}, replace: database.replace },
            });
            await database.close();
            expect(await contents(folder.database)).toBe(whole);
          } else {
            await database.close();
          }
        } finally {
          await rm(folder.path, { recursive: true, force: true });
        }
      }),
      { numRuns: 15 },
    );
  }, 600_000);
});

describe('a database of an earlier start', () => {
  it('is served at once only with the release that the content was compiled to, and its index', async () => {
    const path = await temporaryFolder();
    await cp(original.path, path, { recursive: true });
    const folder = await dataFolder(path);
    await keepIndex(folder, release);
    const open = (id: string) => openNoted(id, folder, listener());
    const found = await open(release.id);
    expect(found?.head).toMatchObject(release.head);
    await found?.database.close();
    expect(await open('another release')).toBeUndefined();
    await writeFile(join(folder.indexes, release.head.index?.sha256 ?? ''), 'cut');
    expect(await open(release.id)).toBeUndefined();
    await rm(folder.database, { recursive: true });
    expect(await open(release.id)).toBeUndefined();
  });
});

describe('a database damaged while a server uses it', () => {
  it('is rebuilt in the background, with one message', async () => {
    const data = await temporaryFolder();
    const local = start({ CONTENT_DIR: await smallContent(), DATA_DIR: data });
    const url = await local.url();
    const query =
      '{ meetings(first: 40) { nodes { slug title } } statements(first: 100) { nodes { text } } }';
    const before = await ask(url, query);
    for (const file of await readdir(join(data, 'database'))) {
      if (!file.endsWith('.ldb')) continue;
      const path = join(data, 'database', file);
      // In place: the engine has mapped the file.
      await writeFile(path, Buffer.alloc((await readFile(path)).length, 0xa5), { flag: 'r+' });
    }
    // Until a request meets damage that the engine notices, answers may be errors or lack rows.
    for (;;) {
      const isMadeAgain = /rebuilt from the content[\s\S]*rows written/.test(local.output());
      const answer = await ask(url, query).catch(() => undefined);
      if (isMadeAgain && answer) {
        expect(answer).toEqual(before);
        break;
      }
    }
    expect(local.output().match(/is damaged\. It will be rebuilt from the content\./g)).toHaveLength(1);
  }, 600_000);
});

describe('a write to a damaged row', () => {
  it('reveals the damage, as a request does', async () => {
    const path = await temporaryFolder();
    await cp(original.path, path, { recursive: true });
    const folder = await dataFolder(path);
    const [key = { PK: { S: '' }, SK: { S: '' } }] = keys;
    const store = dynalite.create({ path: folder.database });
    const put = promisify(store.getItemDb(TABLE).batch);
    await put([{ ...PUT, key: dynalite.createKey(key, tableDefinition(TABLE)), value: '{' }]);
    await store.db.close();
    let told = 0;
    const database = await openDatabase(folder.database, () => {
      told += 1;
    });
    await expect(database.replace([], [{ PK: key.PK.S, SK: key.SK.S }])).rejects.toMatchObject({
      name: 'DatabaseDamaged',
    });
    expect([database.isDamaged(), told]).toEqual([true, 1]);
    await database.close();
  });
});
