import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { OnProgress } from '../../functions/seed/write-slot.ts';
import { contentReader, linesOfProblems } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { CompileMemory } from '../../schema/release/compile-memory.ts';
import { compile } from '../../schema/release/release.ts';
import type { Head } from '../../schema/store/rows.ts';
import type { Puts } from '../database/bulk-write.ts';
import { type Lent, lend } from './calls.ts';
import type { CompiledRelease } from './compiled-release.ts';
import { type Stamp, stampOf } from './stamps.ts';

// The thread in which the local server reads and compiles its content, and writes downloads of it, so that
// requests are answered meanwhile.

/** What a release is without its rows, which are asked for group by group. */
export interface Summary {
  readonly id: string;
  readonly layout: number;
  readonly head: Head;
  readonly index: Uint8Array;
  readonly groups: ReadonlyMap<string, string>;
}

type ReadAnswer = { readonly ok: true; readonly release: Summary; readonly stamp: Stamp } | Refused;

/** Content with problems: a line for each of the first, and how many there are. */
export interface Refused {
  readonly ok: false;
  readonly lines: readonly string[];
  readonly problems: number;
}

/** What this thread lends to the server. Asked about a release that is not among the last two, it throws. */
export interface ContentCalls extends Lent {
  /** Reads the content and compiles it. Throws as `readContent` does. */
  read(): Promise<ReadAnswer>;
  rows(of: { release: string; group: string }): ReturnType<CompiledRelease['rows']>;
  puts(of: { release: string; slot: string; groups: readonly string[] }): Promise<Puts>;
  fill(of: { release: string; path: string }, onProgress: OnProgress): Promise<number>;
  /** Writes the download of a release. A release that is not at hand yet may be in what is being read. */
  dump(of: { release: string; folder: string }): Promise<void>;
}

const dir = String(workerData);
const readContent = contentReader(dir);
const memory = new CompileMemory();

interface Held {
  readonly release: CompiledRelease;
  readonly corpus: Corpus;
}

/** The newest first: rows of the one before may still be asked for. */
let releases: Held[] = [];

const find = (id: string): Held | undefined => releases.find(({ release }) => release.id === id);

function held(id: string): Held {
  const found = find(id);
  if (!found) throw new Error(`The release ${id} is not at hand.`);
  return found;
}

async function read(): Promise<ReadAnswer> {
  const stamp = await stampOf(dir);
  const outcome = await readContent();
  if (!outcome.ok) {
    const problems = outcome.problems.length + outcome.leftOut;
    return { ok: false, lines: linesOfProblems(outcome), problems };
  }
  const { corpus } = outcome;
  // Only now, because most of what this loads is not needed to say what is wrong with the content.
  const { compiledHere } = await import('./compiled-release.ts');
  const release = compiledHere(compile(corpus, memory));
  const { id, layout, head, index, groups } = release;
  releases = [{ release, corpus }, ...releases.filter((each) => each.release.id !== id)].slice(0, 2);
  setImmediate(flushCompileCache);
  return { ok: true, stamp, release: { id, layout, head, index, groups } };
}

/** The read that was asked for last. */
let latest: Promise<ReadAnswer> | undefined;

/** Reads after whatever is being read: the memory of the reader is for one at a time. */
function readNext(): Promise<ReadAnswer> {
  const reading = latest ? latest.then(read, read) : read();
  latest = reading;
  return reading;
}

const calls: ContentCalls = {
  read: readNext,
  rows: ({ release, group }) => held(release).release.rows(group),
  puts: async ({ release, slot, groups }) => held(release).release.puts(slot, groups),
  fill: ({ release, path }, onProgress) => held(release).release.fill(path, onProgress),
  async dump({ release, folder }) {
    // Data of an earlier start is served before the content is read.
    if (!find(release) && !(await (latest ?? readNext())).ok)
      throw new Error('The content has problems now, and the release is that of before.');
    const { writeDumps } = await import('../../schema/release/dumps/write-dumps.ts');
    await writeDumps(held(release).corpus, release, folder);
  },
};

if (parentPort) lend(parentPort, calls);
