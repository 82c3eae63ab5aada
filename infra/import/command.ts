import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';

// The command line: `npm run import -- hsg-visits DIR [OUT]`. OUT is the content folder, by default
// `content`.
const [name, dir, out = 'content', ...rest] = argv.slice(2);

try {
  await run();
} catch (error) {
  // Nothing is written unless everything can be read; a broken table, file or folder is reported with its own
  // error message.
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  exit(1);
}

async function run(): Promise<void> {
  // Loading the sources reads the tables.
  const { SOURCES, sourcesBefore } = await import('./sources.ts');
  const { knownContent } = await import('./known-content.ts');
  const { filesOf, formatReport } = await import('./output-files.ts');
  const source = SOURCES.find((each) => each.name === name);
  if (!source || dir === undefined || rest.length > 0)
    throw new Error(
      `Give a source (${SOURCES.map((each) => each.name).join(', ')}) and the folder of its files.`,
    );
  const result = await source.read(dir, await knownContent('content', sourcesBefore(source)));
  for (const { path, text } of filesOf(source, result)) {
    const file = join(out, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  for (const report of result.reports) stdout.write(`${formatReport(report)}\n`);
  const { read, written, asides, participants, reports } = result;
  stdout.write(
    `${read} records read: ${written} written, ${reports.length} reported above, ${asides.length} without a meeting; ${participants.length} new participants.\n`,
  );
}
