import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { OnProgress } from '../../functions/seed/write-slot.ts';
import { contentReader, linesOfProblems } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { CompileMemory } from '../../schema/release/compile-memory.ts';
import { compile } from '../../schema/release/release.ts';
import type { Head } from '../../schema/store/rows.ts';
import type { Puts } from '../database/bulk-write.ts';
import type { CompiledRelease } from './compiled-release.ts';
import { type Stamp, stampOf } from './file-stamp.ts';
import { type Lent, lend } from './thread-calls.ts';

// The thread in which the local server reads and compiles its content and writes downloads, so that the main
// thread can answer requests meanwhile.

/** A release without its rows, which are requested group by group. */
export interface Summary {
  readonly id: string;
  readonly layout: number;
  readonly head: Head;
  readonly index: Uint8Array;
  readonly groups: ReadonlyMap<string, string>;
}

type ReadAnswer = { readonly ok: true; readonly release: Summary; readonly stamp: Stamp } | Refused;

/** Invalid content: one line for each of the first problems, and their total number. */
export interface Refused {
  readonly ok: false;
  readonly lines: readonly string[];
  readonly problems: number;
}

/**
 * The functions that this thread offers to the server. They throw for a release that is not one of the last
 * two.
 */
export interface ContentCalls extends Lent {
  /** Reads and compiles the content. Throws as `readContent` does. */
  read(): Promise<ReadAnswer>;
  rows(of: { release: string; group: string }): ReturnType<CompiledRelease['rows']>;
  puts(of: { release: string; slot: string; groups: readonly string[] }): Promise<Puts>;
  fill(of: { release: string; path: string }, onProgress: OnProgress): Promise<number>;
  /** Writes the download of a release. If the release is not loaded, it waits for the read in progress. */
  dump(of: { release: string; folder: string }): Promise<void>;
}

const dir = String(workerData);
const readContent = contentReader(dir);
const memory = new CompileMemory();

interface Held {
  readonly release: CompiledRelease;
  readonly corpus: Corpus;
}

/** Newest first; rows of the previous release may still be requested. */
let releases: Held[] = [];

const find = (id: string): Held | undefined => releases.find(({ release }) => release.id === id);

function held(id: string): Held {
  const found = find(id);
  if (!found) throw new Error(`The release ${id} is not loaded.`);
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
  // Loaded only now, because most of it is not needed to report problems in the content.
  const { compiledHere } = await import('./compiled-release.ts');
  const release = compiledHere(compile(corpus, memory));
  const { id, layout, head, index, groups } = release;
  releases = [{ release, corpus }, ...releases.filter((each) => each.release.id !== id)].slice(0, 2);
  setImmediate(flushCompileCache);
  return { ok: true, stamp, release: { id, layout, head, index, groups } };
}

/** The latest requested read. */
let latest: Promise<ReadAnswer> | undefined;

/** Reads after any read in progress, because the reader's memory serves one read at a time. */
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
    // Data from an earlier start is served before the content is read.
    if (!find(release) && !(await (latest ?? readNext())).ok)
      throw new Error('The content is now invalid, so the files of the earlier release cannot be made.');
    const { writeDumps } = await import('../../schema/release/dumps/write-dumps.ts');
    await writeDumps(held(release).corpus, release, folder);
  },
};

if (parentPort) lend(parentPort, calls);
