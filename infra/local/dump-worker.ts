import { workerData } from 'node:worker_threads';
import { readContent } from '../../schema/record/content.ts';
import { writeDumps } from '../../schema/release/dumps/write-dumps.ts';
import { compile } from '../../schema/release/release.ts';

/** What the thread gets: the content, the release that it must be, and the folder to write to. */
export interface DumpWork {
  readonly content: string;
  readonly release: string;
  readonly into: string;
}

// The thread in which the local server writes the download of a release.
const { content, release, into } = workerData as DumpWork;
const outcome = await readContent(content);
if (!outcome.ok) throw new Error('The content has problems now; the release is that of before.');
if (compile(outcome.corpus).id !== release)
  throw new Error('The content has changed since the release was made.');
await writeDumps(outcome.corpus, release, into);
