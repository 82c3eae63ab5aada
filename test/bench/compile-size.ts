import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, cpuUsage, resourceUsage, stdout } from 'node:process';
import { readContent } from '../../schema/record/content.ts';
import { writeDumps } from '../../schema/release/dumps/write-dumps.ts';
import { compile } from '../../schema/release/release.ts';

/**
 * What reading and compiling one content folder takes, in a process of its own: times in milliseconds of this
 * process's CPU.
 */
export interface CompileCost {
  readonly meetings: number;
  readonly readMs: number;
  readonly compileMs: number;
  /** Peak of the process's memory, in bytes, when the release is compiled. */
  readonly peak: number;
  readonly rows: number;
  /** Of the rows as JSON. */
  readonly bytes: number;
  /** What the table and its index hold in two slots. */
  readonly stored: { readonly rows: number; readonly table: number; readonly index: number };
  /** Writing the download: `growth` is what it adds to the peak of the process's memory, in bytes. */
  readonly download: { readonly ms: number; readonly bytes: number; readonly growth: number };
}

const cpu = () => cpuUsage().user / 1_000 + cpuUsage().system / 1_000;
const [dir = ''] = argv.slice(2);
const begun = cpu();
const outcome = await readContent(dir);
if (!outcome.ok) throw new Error(`${dir} is not valid`);
const read = cpu();
const release = compile(outcome.corpus);
const compiled = cpu();
const peak = resourceUsage().maxRSS * 1_024;
const download = await measureDownload();
let rows = 0;
let bytes = 0;
let indexed = { rows: 0, bytes: 0 };
for (const key of release.groups.keys())
  for (const row of release.rows(key)) {
    const length = Buffer.byteLength(JSON.stringify(row));
    rows += 1;
    bytes += length;
    if (row.LIST !== undefined) indexed = { rows: indexed.rows + 1, bytes: indexed.bytes + length };
  }
/** Bytes that DynamoDB counts for each row, in the table and in an index. */
const OVERHEAD = 100;
const SLOTS = 2;
/** Each group has a row in the manifest. */
const all = rows + release.groups.size;
const cost: CompileCost = {
  meetings: outcome.corpus.meetings.length,
  readMs: read - begun,
  compileMs: compiled - read,
  peak,
  rows,
  bytes,
  stored: {
    rows: SLOTS * all,
    table: SLOTS * (bytes + all * OVERHEAD),
    index: SLOTS * (indexed.bytes + indexed.rows * OVERHEAD),
  },
  download,
};
stdout.write(JSON.stringify(cost));

async function measureDownload(): Promise<CompileCost['download']> {
  if (!outcome.ok) throw new Error('nothing to download');
  const folder = await mkdtemp(join(tmpdir(), 'communique-download-'));
  const from = cpu();
  const files = await writeDumps(outcome.corpus, release.id, folder);
  const ms = cpu() - from;
  const growth = resourceUsage().maxRSS * 1_024 - peak;
  await rm(folder, { recursive: true, force: true });
  return { ms, bytes: files.reduce((sum, file) => sum + file.bytes, 0), growth };
}
