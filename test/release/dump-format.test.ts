import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DUMP_FORMAT, DUMP_LIST } from '../../schema/release/dumps/format.ts';
import { writeDumps } from '../../schema/release/dumps/write-dumps.ts';
import { fixedCorpus } from './fixed-corpus.ts';

/**
 * The download of one fixed corpus, under each number that the format has had. A line is added when the
 * number is raised; none is ever changed, for what is at the address of a release must not change.
 */
const FORMATS: Readonly<Record<number, string>> = {
  1: '02a5b39a1b921e0d495b5597af4be2528c279005c06e1064527016a789894741',
};

test('the download of the same records has the same bytes until the format number is increased', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'communique-format-'));
  try {
    await writeDumps(await fixedCorpus(), 'fixed', folder);
    // The list has the checksum of every other file.
    const list = await readFile(join(folder, DUMP_LIST));
    expect({ [DUMP_FORMAT]: createHash('sha256').update(list).digest('hex') }).toEqual({
      [DUMP_FORMAT]: FORMATS[DUMP_FORMAT],
    });
    expect(Math.max(...Object.keys(FORMATS).map(Number))).toBe(DUMP_FORMAT);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
