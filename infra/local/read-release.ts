import { Worker } from 'node:worker_threads';
import { linesOfProblems, type Outcome } from '../../schema/record/content.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import type { Terminal } from './terminal.ts';

/** The content compiled; undefined when it has problems, which are then reported. */
export async function readRelease(dir: string, terminal: Terminal): Promise<Release | undefined> {
  const outcome = await readBeside(dir);
  if (outcome.ok) return compile(outcome.corpus);
  for (const line of linesOfProblems(outcome)) terminal.complain(line);
  const length = outcome.problems.length + outcome.leftOut;
  terminal.complain(
    `${length.toLocaleString('en')} ${length === 1 ? 'problem' : 'problems'} in the content.`,
  );
  return undefined;
}

/**
 * Reads and checks a content folder in a thread of its own, so that requests are answered meanwhile: a large or hostile file takes seconds.
 * Rejects as `readContent` does, and when the thread runs out of memory, which the server then survives.
 */
export function readBeside(dir: string): Promise<Outcome> {
  const worker = new Worker(new URL('./content-worker.ts', import.meta.url), { workerData: dir });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`Reading the content ended with code ${code}.`)));
  });
}
