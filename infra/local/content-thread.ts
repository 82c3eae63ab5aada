import { Worker } from 'node:worker_threads';
import type { CompiledRelease } from './compiled-release.ts';
import type { ContentCalls, Refused } from './content-worker.ts';
import type { Stamp } from './file-stamp.ts';
import { StartError, systemCode } from './start-error.ts';
import { type Borrowed, borrow } from './thread-calls.ts';

/** Valid content, compiled. */
export interface ValidContent {
  readonly ok: true;
  readonly release: CompiledRelease;
  /** Stamp of the files, taken before they were read. */
  readonly stamp: Stamp;
}

export type ContentRead = ValidContent | Refused;

/** The thread that reads and compiles a content folder. */
export interface ContentThread {
  /** Makes the thread load its code before there is work. */
  begin(): void;
  /**
   * Reads and compiles the current content. Rejects with a clear message if a file cannot be read, and if the
   * thread runs out of memory, which the server survives: the next call starts a new thread.
   */
  read(): Promise<ContentRead>;
  /** Writes the download of one of the last two releases read into an empty folder. */
  dump(release: string, folder: string): Promise<void>;
  /** Terminates the thread, whatever it is doing. */
  end(): Promise<void>;
}

export function contentThread(dir: string): ContentThread {
  let worker: Worker | undefined;
  let thread: Borrowed<ContentCalls> | undefined;

  function begun(): Borrowed<ContentCalls> {
    if (thread) return thread;
    const begin = new Worker(new URL('./main.mjs', import.meta.url), { workerData: dir });
    begin.once('exit', () => {
      if (worker === begin) worker = thread = undefined;
    });
    worker = begin;
    thread = borrow<ContentCalls>(begin);
    return thread;
  }
  return {
    begin: begun,
    async read() {
      const { call } = begun();
      const answer = await call('read', undefined).catch(rethrow);
      if (!answer.ok) return answer;
      const { id: release, ...summary } = answer.release;
      return {
        ok: true,
        stamp: answer.stamp,
        release: {
          id: release,
          ...summary,
          rows: (group) => call('rows', { release, group }),
          puts: (slot, groups) => call('puts', { release, slot, groups }),
          fill: (path, onProgress) => call('fill', { release, path }, onProgress),
        },
      };
    },
    dump: (release, folder) => begun().call('dump', { release, folder }),
    async end() {
      await worker?.terminate();
    },
  };
}

/** System errors name the file and are not bugs, so nobody needs the stack trace. */
function rethrow(error: unknown): never {
  const isOfSystem = /^E[A-Z0-9]+$/.test(systemCode(error) ?? '');
  if (!(error instanceof Error && isOfSystem)) throw error;
  throw new StartError(`The content cannot be read: ${error.message}.`, { cause: error });
}
