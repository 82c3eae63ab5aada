import { DumpsUnavailableError } from '../../schema/release/dumps/held.ts';
import { problem, RETRY_AFTER } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/** What the paths of all files of releases begin with. */
export const DUMP_PATHS = '/dumps/';

/**
 * Finds a file of a release: answers a GET or HEAD of it; undefined when there is none at this path.
 *
 * @throws DumpsUnavailableError when it should be there and cannot be had now
 */
export type DumpFiles = (request: HttpRequest) => Promise<HttpResponse | undefined>;

/** A file of a release, or the error that there is none. */
export async function dumpFile(
  find: DumpFiles,
  request: HttpRequest,
  exchange: Exchange,
): Promise<HttpResponse> {
  try {
    const message =
      'There is no such file. The field dataset.dumps lists those of the release that is served.';
    return (await find(request)) ?? problem(exchange, 404, 'NOT_FOUND', message);
  } catch (error) {
    if (!(error instanceof DumpsUnavailableError)) throw error;
    exchange.causes.push(error);
    const message = 'The file is unavailable at the moment. Try again shortly.';
    return problem(exchange, 503, 'DUMPS_UNAVAILABLE', message, { 'retry-after': RETRY_AFTER });
  }
}
