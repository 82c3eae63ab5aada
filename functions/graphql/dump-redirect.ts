import { type BucketOptions, bucketAt } from '../../schema/store/s3-http.ts';
import type { DumpFiles } from './dump-file.ts';
import { empty } from './http.ts';

/** Seconds for which the address in the bucket can be used. */
const VALID = 900;

/**
 * Sends who asks for a file of a release on to the bucket, where no edge serves it: a function's own answer
 * may have 6 MB. The address in the bucket is signed for the method and for some minutes.
 */
export function redirectToBucket(bucket: BucketOptions): DumpFiles {
  const { protocol, hostname, port, host, signer, pathOf } = bucketAt(bucket);
  return async ({ method, path }) => {
    if (!/^\/dumps\/[0-9a-f]{64}(\/[\w-][\w.-]*)+$/.test(path)) return undefined;
    const target = pathOf(path.slice(1));
    // S3 takes an address that is signed for no body in particular, and no other:
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
