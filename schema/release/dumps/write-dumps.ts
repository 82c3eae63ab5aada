import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Corpus } from '../../record/corpus.ts';
import { contentFiles, type DumpFile } from './content-files.ts';
import { csvFiles } from './tables.ts';

/** A written file of a dump. */
export interface Dump {
  /** Path in the dump, such as `csv/meetings.csv`. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Characters that are gathered before a write: single lines would each be a write of their own. */
const PIECE = 64 * 1024;

/**
 * Writes the download of a release into a folder, file by file, with memory for one piece at a time: the records in the
 * content format, flat tables, what may be done with them, and the checksums in the format of `sha256sum`. The same corpus
 * gives the same bytes.
 */
export async function writeDumps(corpus: Corpus, release: string, folder: string): Promise<readonly Dump[]> {
  const dumps: Dump[] = [];
  for (const file of [aboutFile(corpus, release), ...contentFiles(corpus), ...csvFiles(corpus)]) {
    dumps.push(await writeDump(file, folder));
  }
  const sums = dumps.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  dumps.push(await writeDump({ name: 'SHA256SUMS', mediaType: 'text/plain', pieces: [sums] }, folder));
  return dumps;
}

async function writeDump({ name, mediaType, pieces }: DumpFile, folder: string): Promise<Dump> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    Readable.from(gathered(pieces)),
    async function* (source: AsyncIterable<string>) {
      for await (const text of source) {
        const piece = Buffer.from(text, 'utf8');
        hash.update(piece);
        bytes += piece.byteLength;
        yield piece;
      }
    },
    createWriteStream(path),
  );
  return { name, mediaType, bytes, sha256: hash.digest('hex') };
}

function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function aboutFile({ title, licence }: Corpus, release: string): DumpFile {
  const text = `${title}

Release ${release}
Licence ${licence} (https://spdx.org/licenses/${licence}.html)

content/    the records as JSON Lines, in the format that people write them in
csv/        the records as tables (RFC 4180, UTF-8): meetings, participants, statements
            csv/sources.csv lists every account that the records rest on
SHA256SUMS  checksums; "sha256sum -c SHA256SUMS" compares them

A cell of a table that a spreadsheet would run as a formula has an apostrophe in front. The accounts belong to their
publishers; the records cite them.
`;
  return { name: 'README.txt', mediaType: 'text/plain; charset=utf-8', pieces: [text] };
}
