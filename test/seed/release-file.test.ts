import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openReleaseFile,
  type ReleaseBytes,
  type Span,
  writeReleaseFile,
} from '../../functions/seed/release-file.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { group } from '../../schema/store/keys.ts';
import { curatedCorpus } from '../support/curated.ts';

describe('a release in a file', () => {
  let folder: string;
  let path: string;
  let release: Release;
  let index: Span;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'communique-file-'));
    path = join(folder, 'release.ndjson.gz');
    release = compile(await curatedCorpus());
    index = await writeReleaseFile(release, path);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Reads the file, and notes which parts. */
  const reader = (spans: Span[] = []): ReleaseBytes => ({
    name: 'release.gz',
    async read(span) {
      spans.push(span);
      const file = await open(path);
      try {
        const { buffer } = await file.read(Buffer.alloc(span.last - span.first + 1), 0, null, span.first);
        return buffer;
      } finally {
        await file.close();
      }
    },
  });

  test('holds the manifest and the rows of every group', async () => {
    const opened = await openReleaseFile(reader(), index, release.id);
    expect([...opened.groups]).toEqual([...release.groups]);
    for (const key of release.groups.keys()) expect(await opened.rows(key)).toEqual(release.rows(key));
    expect(await opened.rows(group.meeting('nowhere'))).toEqual([]);
  });

  test('is read only in the requested parts', async () => {
    const spans: Span[] = [];
    const opened = await openReleaseFile(reader(spans), index, release.id);
    await Promise.all([opened.rows(group.topic('human-rights')), opened.rows(group.topic('human-rights'))]);
    expect(spans).toHaveLength(2);
    const read = spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    expect(read).toBeLessThan((index.last + 1) / 4);
  });

  test('has the same bytes each time, and is one gzip file that any tool reads', async () => {
    const again = join(folder, 'again.gz');
    expect(await writeReleaseFile(release, again)).toEqual(index);
    const bytes = await readFile(path);
    expect(await readFile(again)).toEqual(bytes);
    const lines = gunzipSync(bytes).toString().trim().split('\n');
    const rows = [...release.groups.keys()].flatMap((key) => release.rows(key));
    expect(lines.slice(0, -1).map((line) => JSON.parse(line) as unknown)).toEqual(
      JSON.parse(JSON.stringify(rows)),
    );
  });

  test('of another release is refused', async () => {
    await expect(openReleaseFile(reader(), index, 'another')).rejects.toThrow(
      `The release file release.gz holds ${release.id}, not another.`,
    );
  });

  test.each([0, 10])('that is truncated to %d bytes is refused with the place', async (length) => {
    const file = reader();
    const short = { ...file, read: async (span: Span) => (await file.read(span)).subarray(0, length) };
    await expect(openReleaseFile(short, index, release.id)).rejects.toThrow(
      `The release file release.gz is damaged between bytes ${index.first} and ${index.last}.`,
    );
  });
});
