import { DUMP_PATHS } from '../../functions/graphql/dump-file.ts';
import type { Handler, HttpResponse } from '../../functions/graphql/http.ts';
import { buildPlayground, isPlaygroundStale } from '../../functions/playground/build.ts';
import { readPlayground } from '../../functions/playground/files.ts';
import type { Terminal } from '../terminal.ts';

/** The playground, built in the background if its sources have changed since the last build. */
export interface Playground {
  /** A file of the playground by path; undefined before it is open, or if there is no such file. */
  file(path: string): HttpResponse | undefined;
  /**
   * Reads its files, building them first if needed. If the build fails, that is reported, and the start page
   * is served instead.
   */
  open(): Promise<void>;
  /** A handler that makes requests for pages wait until the playground is open. */
  before(handler: Handler): Handler;
}

/** Paths answered without the playground. */
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
      terminal.say('Building the playground (only needed once); requests for its page wait for it.');
      await buildPlayground();
      terminal.say('The playground is ready.');
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.complain(
      `The playground could not be built; an older build or a plain page is served instead.\n${reason}`,
    );
  }
  return readPlayground().catch(() => undefined);
}
