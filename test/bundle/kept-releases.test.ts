import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LocalDump, uploadDumps } from '../../functions/seed/kept-dumps.ts';
import {
  describeRelease,
  keepDeployed,
  keptRelease,
  keptReleases,
  rowsKey,
} from '../../functions/seed/kept-releases.ts';
import { createDumpListCache } from '../../schema/release/dumps/dump-list-cache.ts';
import { DUMP_LIST } from '../../schema/release/dumps/format.ts';
import { compile } from '../../schema/release/release.ts';
import { afterEdits, before, meanwhile } from '../seed/editions.ts';
import { type FileStore, startFileStore } from './file-store.ts';

const RELEASES = [before, afterEdits, meanwhile].map((corpus) => compile(corpus));
const SPAN = { first: 10, last: 20 };
/** A day for each release, not in the order of their ids. */
const dayOf = (place: number) => new Date(Date.UTC(2026, 0, 1 + ((place + 1) % RELEASES.length)));

let files: FileStore;
let client: S3Client;

beforeAll(async () => {
  files = await startFileStore();
});
afterAll(() => files.close());
beforeEach(() => {
  client = new S3Client({
    region: 'us-east-1',
    endpoint: files.address,
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return () => client.destroy();
});

test('an empty bucket keeps no release', async () => {
  expect(await keptReleases(client, 'empty')).toEqual([]);
  expect(await keptRelease(client, 'empty', RELEASES[0]?.id ?? '')).toBeUndefined();
});

test('every described release is listed, newest first, however many pages it takes', async () => {
  for (const [place, { head }] of RELEASES.entries()) {
    const now = dayOf(place);
    await describeRelease(client, 'listed', { file: rowsKey(`${place}`), index: SPAN, head, now });
  }
  const described = RELEASES.map(({ head }, place) => ({
    release: head.release,
    file: `releases/${place}.ndjson.gz`,
    index: SPAN,
    kept: dayOf(place).toISOString(),
    meetings: head.meetings,
    participants: head.participants,
    statements: head.statements,
    topics: head.topics,
  }));
  expect(await keptReleases(client, 'listed')).toEqual(
    described.toSorted((a, b) => b.kept.localeCompare(a.kept)),
  );
  for (const each of described) expect(await keptRelease(client, 'listed', each.release)).toEqual(each);
  expect(files.asked.filter((each) => each === 'LIST listed/manifests/').length).toBeGreaterThan(1);
});

test('a release whose copying was interrupted is not listed, and the next deploy copies it completely', async () => {
  const [release] = RELEASES;
  if (!release) throw new Error('there is no release');
  const { head } = release;
  const deployed = {
    bucket: 'assets',
    rows: 'rows.gz',
    rowsSha256: 'ab',
    index: SPAN,
    searchIndex: 'search',
    dumps: [],
  };
  const keep = () => keepDeployed(client, 'cut', head, deployed, dayOf(0));
  files.put('assets/rows.gz', Buffer.from('rows'));
  await expect(keep()).rejects.toThrow('The specified key does not exist.');
  expect(await keptReleases(client, 'cut')).toEqual([]);
  files.put('assets/search', release.index);
  await keep();
  expect(await keptReleases(client, 'cut')).toMatchObject([{ release: head.release }]);
  expect(files.get('cut/releases/ab.ndjson.gz')?.toString()).toBe('rows');
  expect(files.get(`cut/${head.index?.key}`)).toEqual(Buffer.from(release.index));
});

const TEXT = 'text/plain; charset=utf-8';
const dumpOf = (name: string, text: string) => ({
  name,
  mediaType: name.endsWith('.csv') ? 'text/csv' : TEXT,
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});
const DUMPS = [
  dumpOf('README.txt', 'read me'),
  dumpOf('csv/meetings.csv', 'a,b\r\n'),
  dumpOf('csv/empty.csv', ''),
];
const CACHING = 'public, max-age=31536000, immutable';

/** What a client of the endpoint finds of a download in the bucket. */
async function expectDownload(bucket: string, release: string, texts: readonly string[]): Promise<void> {
  const lists = createDumpListCache(async (key) => {
    const list = files.get(`${bucket}/${key}`);
    if (!list) throw new Error('there is none');
    return list;
  });
  expect(await lists.of({ release })).toEqual(DUMPS);
  for (const [place, { name, mediaType }] of DUMPS.entries()) {
    const object = `${bucket}/dumps/${release}/${name}`;
    expect(files.get(object)?.toString(), name).toBe(texts[place]);
    expect(files.about(object), name).toEqual({ type: mediaType, caching: CACHING });
  }
}

test('the download of a deployed release is copied with its media types, the file list last', async () => {
  const texts = ['read me', 'a,b\r\n', ''];
  const [release] = RELEASES;
  if (!release) throw new Error('there is no release');
  const { head } = release;
  files.put('assets/rows.gz', Buffer.from('rows'));
  files.put('assets/search', release.index);
  const dumps = DUMPS.map((dump) => ({ ...dump, key: `${dump.sha256}.dump` }));
  const deployed = {
    bucket: 'assets',
    rows: 'rows.gz',
    rowsSha256: 'ab',
    index: SPAN,
    searchIndex: 'search',
    dumps,
  };
  const keep = () => keepDeployed(client, 'copied', head, deployed, dayOf(0));
  // All but the last: cut off, it is neither listed nor kept.
  for (const [place, { key }] of dumps.slice(0, -1).entries())
    files.put(`assets/${key}`, Buffer.from(texts[place] ?? ''));
  await expect(keep()).rejects.toThrow('The specified key does not exist.');
  expect(files.get(`copied/dumps/${head.release}/${DUMP_LIST}`)).toBeUndefined();
  expect(await keptReleases(client, 'copied')).toEqual([]);
  files.put(`assets/${dumps.at(-1)?.key}`, Buffer.from(''));
  await keep();
  await expectDownload('copied', head.release, texts);
  const asked = files.asked.filter((each) => /^(COPY|PUT) copied\//.test(each));
  expect(asked.slice(-2)).toEqual([
    `PUT copied/dumps/${head.release}/${DUMP_LIST}`,
    `PUT copied/manifests/${head.release}.json`,
  ]);
});

test('the download of a published release is uploaded from files, each verified by its checksum', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'communique-upload-'));
  try {
    const texts = ['read me', 'a,b\r\n', ''];
    const dumps = DUMPS.map((dump, place) => ({ ...dump, path: join(folder, `${place}`) }));
    for (const [place, { path }] of dumps.entries()) await writeFile(path, texts[place] ?? '');
    // The next connections break off in the middle.
    files.breakUploads(2);
    await uploadDumps(client, 'uploaded', 'r', dumps);
    await expectDownload('uploaded', 'r', texts);
    await writeFile(dumps[0]?.path ?? '', 'spoilt');
    await expect(
      uploadDumps(client, 'spoilt', 'r', [
        { ...DUMPS[0], bytes: 6, path: dumps[0]?.path ?? '' } as LocalDump,
      ]),
    ).rejects.toThrow('did not match the calculated checksum');
    expect(files.get(`spoilt/dumps/r/${DUMP_LIST}`)).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a bucket without read permission does not count as empty', async () => {
  // The file store denies what is not signed for S3, as S3 denies who has no right.
  const denied = new S3Client({
    region: 'us-east-1',
    endpoint: files.address,
    forcePathStyle: true,
    credentials: { accessKeyId: '', secretAccessKey: '' },
    signer: { sign: async (request) => request },
  });
  await expect(keptRelease(denied, 'listed', 'any')).rejects.toMatchObject({ name: 'AccessDenied' });
  denied.destroy();
});

test('a bucket that fails for another reason does not count as empty', async () => {
  const elsewhere = new S3Client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await expect(keptRelease(elsewhere, 'listed', 'any')).rejects.toThrow('ECONNREFUSED');
  elsewhere.destroy();
});
