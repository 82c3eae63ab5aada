import http from 'node:http';
import https from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './dynamodb-http.ts';
import { Sha256 } from './sha256.ts';

export interface BucketOptions {
  /** The address of the bucket's objects, such as `https://bucket.s3.eu-central-1.amazonaws.com`. */
  readonly address: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Milliseconds within which an object must arrive completely. */
  readonly patience?: number;
}

/**
 * Indexes have some megabytes, which Lambda receives in a few hundred milliseconds; the function has ten
 * seconds.
 */
const PATIENCE = 4_000;

/** The address of a bucket, and the signer of requests to it. */
export function bucketAt({ address, region, credentials }: BucketOptions) {
  const { protocol, hostname, port, host, pathname } = new URL(address);
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials,
    sha256: Sha256,
    // Only S3 signs paths unescaped.
    uriEscapePath: false,
  });
  const pathOf = (key: string): string => `${pathname === '/' ? '' : pathname}/${key}`;
  return { protocol, hostname, port, host, signer, pathOf };
}

/**
 * Fetches objects of one bucket, each with one signed GET. The SDK's client would do the same, but double the
 * size of the function's code.
 *
 * @throws Error that says which object could not be fetched
 */
export function openBucket({ patience = PATIENCE, ...options }: BucketOptions) {
  const { protocol, hostname, port, host, signer, pathOf } = bucketAt(options);
  const { request } = protocol === 'http:' ? http : https;

  return async (key: string): Promise<Uint8Array> => {
    const path = pathOf(key);
    const { headers } = await signer.sign({
      method: 'GET',
      protocol,
      hostname,
      path,
      query: {},
      headers: { host },
    });
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, method: 'GET', path, headers });
      const timer = setTimeout(() => sent.destroy(new Error('the bucket did not answer in time')), patience);
      const fail = (cause: Error) => {
        clearTimeout(timer);
        reject(new Error(`${key} cannot be fetched: ${cause.message}`, { cause }));
      };
      sent.on('error', fail);
      sent.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(timer);
          if (response.statusCode === 200) resolve(Buffer.concat(parts));
          else fail(new Error(`the bucket answers with status ${response.statusCode}`));
        });
      });
      sent.end();
    });
  };
}
