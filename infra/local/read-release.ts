import { linesOfProblems, readContent } from '../../schema/record/content.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import type { Terminal } from './terminal.ts';

/** The content compiled; undefined when it has problems, which are then told in full. */
export async function readRelease(dir: string, terminal: Terminal): Promise<Release | undefined> {
  const outcome = await readContent(dir);
  if (outcome.ok) return compile(outcome.corpus);
  for (const line of linesOfProblems(outcome)) terminal.complain(line);
  const length = outcome.problems.length + outcome.leftOut;
  terminal.complain(`${length} ${length === 1 ? 'problem' : 'problems'} in the content.`);
  return undefined;
}
