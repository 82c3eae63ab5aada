import { cp, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { linesOfProblems, readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';

/** Copies the hand-written records of a content folder, without the imported collections. */
export const copyHandWritten = (content: string, into: string): Promise<void> =>
  cp(content, into, { recursive: true, filter: (path) => !path.endsWith('.jsonl') });

/**
 * Reads the valid hand-written records, without those that refer to an invalid one, for uses that need some
 * records whatever the state of the rest.
 *
 * @throws Error if the folder cannot be read
 */
export async function readValid(content: string): Promise<Corpus> {
  const folder = await mkdtemp(join(tmpdir(), 'communique-valid-'));
  try {
    await copyHandWritten(content, folder);
    for (let last = ''; ; ) {
      const outcome = await readContent(folder);
      if (outcome.ok) return outcome.corpus;
      const said = linesOfProblems(outcome).join('\n');
      // An error that removing records does not fix would repeat for ever.
      if (said === last) throw new Error(said);
      last = said;
      const inFiles = Map.groupBy(outcome.problems, ({ file }) => resolve(file));
      for (const [path, problems] of inFiles) {
        await takeOut(
          path,
          problems.map(({ line }) => line),
        );
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Replaces an invalid dataset file. */
const DATASET = 'title: Records\nlicence: CC0-1.0\n';

/** Removes the records on these lines from a copy of the content, or whatever else is wrong there. */
async function takeOut(path: string, lines: readonly number[]): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  const left = stats?.isFile() ? withoutRecords(await readFile(path, 'utf8'), lines) : undefined;
  if (stats && left === undefined) await rm(path, { recursive: true });
  if (basename(path) === 'dataset.yaml') await writeFile(path, DATASET);
  else if (left !== undefined) await writeFile(path, left);
  // One of the folders that every content has.
  else if (!stats) await mkdir(path);
}

/**
 * The file without the records that contain these lines, counted from 1: a record is a list entry at the left
 * margin. Undefined if the whole file must be removed.
 */
function withoutRecords(text: string, lines: readonly number[]): string | undefined {
  let end = 0;
  const records = text.split(/^(?=- )/m).map((record) => {
    const start = end;
    end += record.split('\n').length - 1;
    return { record, isBad: lines.some((line) => line > start && line <= end) };
  });
  const left = records.filter(({ isBad }) => !isBad);
  return left.length < records.length && left.length > 1
    ? left.map(({ record }) => record).join('')
    : undefined;
}
