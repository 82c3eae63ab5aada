import type { HttpResponse } from '../../functions/graphql/http.ts';
import { buildPlayground, isPlaygroundStale } from '../../functions/playground/build.ts';
import { readPlayground } from '../../functions/playground/files.ts';
import type { Terminal } from './terminal.ts';

/**
 * The playground's files by path, built first when that has not been done since its sources changed.
 *
 * @returns undefined when there is no build and none can be made, which is said: the start page stands in for it
 */
export async function openPlayground(
  terminal: Terminal,
): Promise<ReadonlyMap<string, HttpResponse> | undefined> {
  try {
    if (await isPlaygroundStale()) {
      terminal.say('Building the playground; this takes some seconds, once.');
      await buildPlayground();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.complain(
      `The playground could not be built; an older build or a plain page takes its place.\n${reason}`,
    );
  }
  return readPlayground().catch(() => undefined);
}
