import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { hsgVisits } from './hsg-visits/hsg-visits.ts';
import { knownParticipants } from './known-participants.ts';
import { filesOf, formatReport } from './output-files.ts';
import type { Source } from './source.ts';

// The command line: `npm run import -- hsg-visits DIR [OUT]`. OUT is the content folder, `content` when left out.
const SOURCES: readonly Source[] = [hsgVisits];

const [name, dir, out = 'content', ...rest] = argv.slice(2);
const source = SOURCES.find((each) => each.name === name);
if (!source || dir === undefined || rest.length > 0) {
  stderr.write(
    `Give a source (${SOURCES.map((each) => each.name).join(', ')}) and the folder of its files.\n`,
  );
  exit(1);
}

try {
  const result = await source.read(dir, await knownParticipants('content'));
  for (const { path, text } of filesOf(source, result)) {
    const file = join(out, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  for (const report of result.reports) stdout.write(`${formatReport(report)}\n`);
  const { read, written, participants, reports } = result;
  stdout.write(
    `${read} records read: ${written} written, ${reports.length} reported above; ${participants.length} new participants.\n`,
  );
} catch (error) {
  // Nothing was written unless all could be read: a broken file or folder is told with its own sentence.
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  exit(1);
}
