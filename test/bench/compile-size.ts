import { argv, cpuUsage, resourceUsage, stdout } from 'node:process';
import { readContent } from '../../schema/record/content.ts';
import { compile } from '../../schema/release/release.ts';

/** What reading and compiling one content folder takes, in a process of its own: times in milliseconds of this process's CPU. */
export interface CompileCost {
  readonly meetings: number;
  readonly readMs: number;
  readonly compileMs: number;
  /** Peak of the process's memory, in bytes, when the release is compiled. */
  readonly peak: number;
  readonly rows: number;
  /** Of the rows as JSON. */
  readonly bytes: number;
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
let rows = 0;
let bytes = 0;
for (const key of release.groups.keys())
  for (const row of release.rows(key)) {
    rows += 1;
    bytes += Buffer.byteLength(JSON.stringify(row));
  }
const cost: CompileCost = {
  meetings: outcome.corpus.meetings.length,
  readMs: read - begun,
  compileMs: compiled - read,
  peak,
  rows,
  bytes,
};
stdout.write(JSON.stringify(cost));
