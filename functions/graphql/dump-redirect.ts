import { type BucketOptions, bucketAt } from '../../schema/store/s3-http.ts';
import type { DumpFiles } from './dump-file.ts';
import { empty } from './http.ts';

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
