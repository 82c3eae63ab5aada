import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOWNLOAD_PRICE } from '../../schema/prices.ts';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { csvLine } from '../../schema/release/dumps/csv.ts';
import type { Dump } from '../../schema/release/dumps/format.ts';
import { writeDumps } from '../../schema/release/dumps/write-dumps.ts';
import { curatedCorpus } from '../support/curated.ts';

describe('the download of a release', () => {
  let corpus: Corpus;
  let folder: string;
  let dumps: readonly Dump[];
  beforeAll(async () => {
    corpus = await curatedCorpus();
    folder = await mkdtemp(join(tmpdir(), 'communique-dumps-'));
    dumps = await writeDumps(corpus, 'a1b2c3', folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const rowsOf = async (name: string): Promise<Record<string, string>[]> =>
    parse(await readFile(join(folder, `csv/${name}.csv`)), { columns: true, record_delimiter: '\r\n' });

  test('is a content folder that the checker accepts and that reads as the same corpus', async () => {
    const outcome = await readContent(join(folder, 'content'));
    expect(outcome).toMatchObject({ ok: true, corpus });
  });

  test('has as many files as the price assumes', () => {
    expect(dumps).toHaveLength(DOWNLOAD_PRICE.multiplier);
  });

  test('names every file with its size and checksum', async () => {
    for (const { name, bytes, sha256 } of dumps) {
      expect((await stat(join(folder, name))).size, name).toBe(bytes);
      const hash = createHash('sha256').update(await readFile(join(folder, name)));
      expect(hash.digest('hex'), name).toBe(sha256);
    }
  });

  test.runIf(spawnSync('sha256sum', ['--version']).status === 0)('passes sha256sum -c', () => {
    const said = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
    expect(said.trim().split('\n')).toHaveLength(dumps.length - 1);
    expect(said).not.toContain('FAILED');
  });

  test('has the same bytes each time', async () => {
    const again = await mkdtemp(join(tmpdir(), 'communique-dumps-'));
    try {
      expect(await writeDumps(corpus, 'a1b2c3', again)).toEqual(dumps);
    } finally {
      await rm(again, { recursive: true, force: true });
    }
  });

  test('has every meeting, participant, statement and account as a row', async () => {
    expect((await rowsOf('meetings')).map(({ meeting }) => meeting)).toEqual(
      corpus.meetings.map(({ id }) => id),
    );
    expect((await rowsOf('participants')).map(({ name }) => name)).toEqual(
      corpus.participants.map(({ name }) => name),
    );
    const statements = corpus.meetings.flatMap((meeting) => meeting.statements);
    expect((await rowsOf('statements')).map(({ text }) => text)).toEqual(statements.map(({ text }) => text));
    const readouts = corpus.meetings.flatMap((meeting) => meeting.readouts);
    expect((await rowsOf('sources')).map(({ url }) => url)).toEqual(readouts.map(({ url }) => url ?? ''));
  });

  test('shows on whose behalf a statement was made', async () => {
    const rows = await rowsOf('statements');
    expect(rows.find(({ meeting }) => meeting === '2022-03-30-china-russia-tunxi')).toMatchObject({
      publisher: 'Xinhua',
      position: '1',
    });
    expect(
      rows.some(({ speakers, on_behalf_of }) => speakers === 'wang-yi' && on_behalf_of === 'china'),
    ).toBe(true);
  });

  test('has no byte order mark', async () => {
    for (const { name } of dumps) expect((await readFile(join(folder, name)))[0], name).not.toBe(0xef);
  });
});

describe('a line of CSV', () => {
  test('is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }), (cells) => {
        const [read = []]: string[][] = parse(csvLine(cells), {
          record_delimiter: '\r\n',
          relax_column_count: true,
        });
        // A line of one empty cell is an empty line, which readers pass over.
        if (cells.length === 1 && cells[0] === '') return;
        expect(read.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(cells);
      }),
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'never begins a cell with a formula: %j',
    (formula) => {
      expect(csvLine([formula, 'plain'])).toMatch(/^"?'/);
    },
  );

  test('writes numbers as numbers and nothing for what is absent', () => {
    expect(csvLine([1, undefined, 'a "b", c', ''])).toBe('1,,"a ""b"", c",\r\n');
  });
});
