import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../functions/seed/seed.ts';
import { createDumpListCache } from '../../schema/release/dumps/dump-list-cache.ts';
import { formatDumpList, parseDumpList } from '../../schema/release/dumps/format.ts';
import { writeDumps } from '../../schema/release/dumps/write-dumps.ts';
import { compile } from '../../schema/release/release.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { fixedCorpus } from '../release/fixed-corpus.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { ask, CURSOR_KEY, keepDumps, newTable, ORIGIN } from '../support/table.ts';

const QUERY = '{ dataset { release dumps { name url mediaType bytes sha256 } } }';
const FILE = { name: 'a.csv', mediaType: 'text/csv', bytes: 3, sha256: 'ab' };

describe('dataset.dumps', () => {
  const engine = memoryEngine();
  let store: Store;
  let release: string;
  beforeAll(async () => {
    const compiled = compile(await fixedCorpus());
    const table = newTable();
    await seed({ client: engine.client, table, release: compiled });
    store = openStore({ wire: engine.wire, table, cursorKey: CURSOR_KEY, readTime: 600_000 });
    release = compiled.id;
  });
  afterAll(() => engine.stop());

  test('is a retryable error while the list is unavailable, and everything else is answered', async () => {
    const { data, errors } = await ask(store, '{ dataset { release } x: dataset { dumps { name } } }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['x', 'dumps'], extensions: { code: 'DUMPS_UNAVAILABLE' } }]);
    expect((await ask(store, '{ dataset { release } }')).data).toEqual({ dataset: { release } });
  });

  test('lists every file of the release with its address, and costs no request to the table', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'communique-listed-'));
    const files = await writeDumps(await fixedCorpus(), release, folder);
    await rm(folder, { recursive: true, force: true });
    keepDumps(release, files);
    await store.head();
    const { data, errors, meter } = await ask(store, QUERY);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      dataset: {
        release,
        dumps: files.map((file) => ({ ...file, url: `${ORIGIN}/dumps/${release}/${file.name}` })),
      },
    });
    expect(meter.requests).toBe(0);
  });
});

describe('the list of files', () => {
  test('is read back as written', () => {
    expect(parseDumpList(formatDumpList('r', [FILE]), 'r')).toEqual([FILE]);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['no list', '[]'],
    ['null', 'null'],
    ['another release', formatDumpList('other', [FILE])],
    ['files that are none', '{"release":"r","files":{}}'],
    ['a file without a size', `{"release":"r","files":[${JSON.stringify({ ...FILE, bytes: '3' })}]}`],
    ['a file without a name', `{"release":"r","files":[${JSON.stringify({ ...FILE, name: undefined })}]}`],
  ])('is rejected if it is %s', async (_what, text) => {
    expect(() => parseDumpList(text, 'r')).toThrow();
    const lists = createDumpListCache(async () => Buffer.from(text));
    await expect(lists.of({ release: 'r' })).rejects.toMatchObject({ name: 'DumpsUnavailableError' });
  });

  test('is fetched once for a release, again after a failure, and kept for the two latest releases', async () => {
    const asked: string[] = [];
    let isBroken = true;
    const lists = createDumpListCache(async (key) => {
      asked.push(key);
      if (isBroken) throw new Error('the bucket does not answer');
      return Buffer.from(formatDumpList(key.split('/')[1] ?? '', [FILE]));
    });
    await expect(lists.of({ release: 'a' })).rejects.toThrow();
    isBroken = false;
    for (const release of ['a', 'a', 'b', 'a', 'b', 'c', 'c', 'b']) {
      expect(await lists.of({ release })).toEqual([FILE]);
    }
    await Promise.all([lists.of({ release: 'a' }), lists.of({ release: 'a' })]);
    expect(asked.map((key) => key.split('/')[1])).toEqual(['a', 'a', 'b', 'c', 'a']);
  });
});
