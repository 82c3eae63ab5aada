import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatProblem, readContent } from '../../schema/record/content.ts';
import { copyCurated } from '../support/curated.ts';

/**
 * What `npm run check` says of a meeting's record beside the curated ones, a line each.
 *
 * @param shown the lines that the documentation shows; they name the file that the record is written to
 */
export async function problemsOf(record: string, shown: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'communique-documented-'));
  try {
    await copyCurated(folder);
    const day = /^date: *(\d{4}-\d\d-\d\d)/m.exec(record)?.[1] ?? '2022-03-30';
    const file =
      /^content\/(\S+?\.yaml):\d/.exec(shown[0] ?? '')?.[1] ??
      `meetings/${day.slice(0, 4)}/${day}-documented.yaml`;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), record);
    const outcome = await readContent(folder);
    if (outcome.ok) return [];
    return outcome.problems.map((problem) =>
      formatProblem({ ...problem, file: problem.file.replace(folder, 'content') }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
