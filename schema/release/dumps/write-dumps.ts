import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Corpus } from '../../record/corpus.ts';
import { contentFiles, type DumpFile, TEXT } from './content-files.ts';
import { DUMP_LIST, type Dump, formatDumpList } from './format.ts';
import { csvFiles } from './tables.ts';

/** Characters per write. */
const PIECE = 64 * 1024;

/**
 * Writes the download of a release into a folder, file by file and piece by piece to save memory: the records
 * in the content format, flat tables, the licence and the sources, checksums in the format of `sha256sum`,
 * and last the file list. The same release gives the same bytes.
 */
export async function writeDumps(corpus: Corpus, release: string, folder: string): Promise<readonly Dump[]> {
  const dumps: Dump[] = [];
  for (const file of [aboutFile(corpus, release), ...contentFiles(corpus), ...csvFiles(corpus)]) {
    dumps.push(await writeDump(file, folder));
  }
  const sums = dumps.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  dumps.push(await writeDump({ name: 'SHA256SUMS', mediaType: TEXT, pieces: [sums] }, folder));
  await writeFile(join(folder, DUMP_LIST), formatDumpList(release, dumps));
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
csv/        the records as tables (RFC 4180, UTF-8): meetings, who attended them, participants, topics, statements;
            csv/sources.csv lists every account that the records rest on
files.json  these files with media type, size and checksum
SHA256SUMS  checksums; "sha256sum -c SHA256SUMS" compares them

Several values in a cell have semicolons between them. A cell that a spreadsheet would run as a formula has an
apostrophe in front. The accounts belong to their publishers; the records cite them.
`;
  return { name: 'README.txt', mediaType: TEXT, pieces: [text] };
}
