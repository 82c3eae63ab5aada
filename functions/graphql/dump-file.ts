import { DumpsUnavailableError } from '../../schema/release/dumps/dump-list-cache.ts';
import { type BucketOptions, bucketAt } from '../../schema/store/s3-http.ts';
import { problem, RETRY_AFTER } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { empty, type HttpRequest, type HttpResponse } from './http.ts';

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

/** Seconds for which the address in the bucket is valid. */
const VALID = 900;

/**
 * Redirects a request for a file of a release to the bucket, for a stage without an edge to serve it: a
 * function's own answer is limited to 6 MB. The address in the bucket is signed for the method, and valid for
 * some minutes.
 */
export function redirectToBucket(bucket: BucketOptions): DumpFiles {
  const { protocol, hostname, port, host, signer, pathOf } = bucketAt(bucket);
  return async ({ method, path }) => {
    if (!/^\/dumps\/[0-9a-f]{64}(\/[\w-][\w.-]*)+$/.test(path)) return undefined;
    const target = pathOf(path.slice(1));
    // S3 accepts only an address that is signed for an unsigned payload:
    // docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    const { query = {} } = await signer.presign(
      {
        method,
        protocol,
        hostname,
        path: target,
        query: {},
        headers: { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
        ...(port ? { port: Number(port) } : {}),
      },
      { expiresIn: VALID },
    );
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return empty(302, { location: `${protocol}//${host}${target}?${search}` });
  };
}
