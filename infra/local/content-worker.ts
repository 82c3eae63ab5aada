import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { contentReader, linesOfProblems } from '../../schema/record/content.ts';
import { CompileMemory } from '../../schema/release/compile-memory.ts';
import { compile } from '../../schema/release/release.ts';
import type { Head } from '../../schema/store/rows.ts';
import type { Puts } from '../database/bulk-write.ts';
import { type Lent, lend, type OnProgress } from './calls.ts';
import type { CompiledRelease } from './compiled-release.ts';
import { type Stamp, stampOf } from './stamps.ts';

// The thread in which the local server reads and compiles its content, so that requests are answered
// meanwhile.

/** What a release is without its rows, which are asked for group by group. */
export interface Summary {
  readonly id: string;
  readonly layout: number;
  readonly head: Head;
  readonly index: Uint8Array;
  readonly groups: ReadonlyMap<string, string>;
}

export type ReadAnswer = { readonly ok: true; readonly release: Summary; readonly stamp: Stamp } | Refused;

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
}

const dir = String(workerData);
const readContent = contentReader(dir);
const memory = new CompileMemory();

/** The newest first: rows of the one before may still be asked for. */
let releases: CompiledRelease[] = [];

function held(id: string): CompiledRelease {
  const release = releases.find((each) => each.id === id);
  if (!release) throw new Error(`The release ${id} is not at hand any more.`);
  return release;
}

const calls: ContentCalls = {
  async read() {
    const stamp = await stampOf(dir);
    const outcome = await readContent();
    if (!outcome.ok) {
      const problems = outcome.problems.length + outcome.leftOut;
      return { ok: false, lines: linesOfProblems(outcome), problems };
    }
    // Only now, because most of what this loads is not needed to say what is wrong with the content.
    const { compiledHere } = await import('./compiled-release.ts');
    const release = compiledHere(compile(outcome.corpus, memory));
    releases = [release, ...releases.filter(({ id }) => id !== release.id)].slice(0, 2);
    const { id, layout, head, index, groups } = release;
    setImmediate(flushCompileCache);
    return { ok: true, stamp, release: { id, layout, head, index, groups } };
  },
  rows: ({ release, group }) => held(release).rows(group),
  puts: async ({ release, slot, groups }) => held(release).puts(slot, groups),
  fill: ({ release, path }, onProgress) => held(release).fill(path, onProgress),
};

if (parentPort) lend(parentPort, calls);
