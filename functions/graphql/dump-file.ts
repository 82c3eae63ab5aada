import { DumpsUnavailableError } from '../../schema/release/dumps/dump-list-cache.ts';
import { problem, RETRY_AFTER } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/** The beginning of the paths of all files of releases. */
export const DUMP_PATHS = '/dumps/';

/**
 * Answers a GET or HEAD request for a file of a release; undefined if there is none at this path.
 *
 * @throws DumpsUnavailableError if it should be there but is unavailable
 */
export type DumpFiles = (request: HttpRequest) => Promise<HttpResponse | undefined>;

/** A file of a release, or the error if there is none. */
export async function dumpFile(
  find: DumpFiles,
  request: HttpRequest,
  exchange: Exchange,
): Promise<HttpResponse> {
  try {
    const message =
      'There is no such file. The field dataset.dumps lists the files of the release being served.';
    return (await find(request)) ?? problem(exchange, 404, 'NOT_FOUND', message);
  } catch (error) {
    if (!(error instanceof DumpsUnavailableError)) throw error;
    exchange.causes.push(error);
    const message = 'The file is unavailable at the moment. Try again shortly.';
    return problem(exchange, 503, 'DUMPS_UNAVAILABLE', message, { 'retry-after': RETRY_AFTER });
  }
}
