import { DUMP_PATHS } from '../../functions/graphql/dump-file.ts';
import type { Handler, HttpResponse } from '../../functions/graphql/http.ts';
import { buildPlayground, isPlaygroundStale } from '../../functions/playground/build.ts';
import { readPlayground } from '../../functions/playground/files.ts';
import type { Terminal } from './terminal.ts';

/** The playground, built behind the running server when that has not been done since its sources changed. */
export interface Playground {
  /** A file of it by its path; undefined before it is open, and when there is no such file. */
  file(path: string): HttpResponse | undefined;
  /**
   * Reads its files, built first where need be. Without a build, which is reported, the start page takes its
   * place.
   */
  open(): Promise<void>;
  /** A handler whose requests for pages wait until the playground is open. */
  before(handler: Handler): Handler;
}

/** What is answered without the playground. */
const API = new Set(['/graphql', '/graphql/', '/health']);

export function playground(terminal: Terminal): Playground {
  let files: ReadonlyMap<string, HttpResponse> | undefined;
  const opened = Promise.withResolvers<void>();

  return {
    file: (path) => files?.get(path),
    async open() {
      files = await builtPlayground(terminal);
      opened.resolve();
    },
    before: (handler) => async (request) => {
      const isPage = !API.has(request.path) && !request.path.startsWith(DUMP_PATHS);
      if (isPage) await opened.promise;
      return handler(request);
    },
  };
}

async function builtPlayground(terminal: Terminal): Promise<ReadonlyMap<string, HttpResponse> | undefined> {
  try {
    if (await isPlaygroundStale()) {
      terminal.say('Building the playground, once; requests for its page wait for it.');
      await buildPlayground();
      terminal.say('The playground is ready.');
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.complain(
      `The playground could not be built; an older build or a plain page takes its place.\n${reason}`,
    );
  }
  return readPlayground().catch(() => undefined);
}
