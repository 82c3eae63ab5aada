import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  describeRelease,
  keepDeployed,
  keptRelease,
  keptReleases,
  rowsKey,
} from '../../functions/seed/kept-releases.ts';
import { compile } from '../../schema/release/release.ts';
import { afterEdits, before, meanwhile } from '../seed/editions.ts';
import { type FileStore, startFileStore } from './file-store.ts';

const RELEASES = [before, afterEdits, meanwhile].map(compile);
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

test('every release that was described is listed, the newest first, over as many pages as it takes', async () => {
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

test('a release whose copying was cut off is not listed, and the next deploy copies it whole', async () => {
  const [release] = RELEASES;
  if (!release) throw new Error('there is no release');
  const { head } = release;
  const deployed = {
    bucket: 'assets',
    rows: 'rows.gz',
    rowsSha256: 'ab',
    index: SPAN,
    searchIndex: 'search',
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

test('a bucket that fails otherwise is not taken for an empty one', async () => {
  const elsewhere = new S3Client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await expect(keptRelease(elsewhere, 'listed', 'any')).rejects.toThrow('ECONNREFUSED');
  elsewhere.destroy();
});
