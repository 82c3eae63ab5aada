import { createReadStream } from 'node:fs';
import { CopyObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import {
  DUMP_LIST,
  type Dump,
  dumpFolder,
  FOR_EVER,
  formatDumpList,
} from '../../schema/release/dumps/format.ts';
import { inParallel } from './in-parallel.ts';

/** A file of a download, with its place in the asset bucket, where a deploy uploaded it. */
export interface DeployedDump extends Dump {
  readonly key: string;
}

/** A file of a download on this machine. */
export interface LocalDump extends Dump {
  readonly path: string;
}

/** Attempts to send a file before the upload fails. */
const ATTEMPTS = 3;

const keyOf = (release: string, name: string): string => `${dumpFolder(release)}/${name}`;

/** Copies the download of a release from the asset bucket to the release bucket, the file list last. */
export async function copyDumps(
  client: S3Client,
  from: string,
  bucket: string,
  release: string,
  dumps: readonly DeployedDump[],
): Promise<void> {
  await inParallel(dumps, ({ key, name, mediaType }) =>
    client.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: keyOf(release, name),
        CopySource: `${from}/${encodeURIComponent(key)}`,
        MetadataDirective: 'REPLACE',
        ContentType: mediaType,
        CacheControl: FOR_EVER,
      }),
    ),
  );
  await putList(client, bucket, release, dumps);
}

/**
 * Uploads the download of a release from this machine, the file list last. S3 verifies the checksum of each
 * file.
 */
export async function uploadDumps(
  client: S3Client,
  bucket: string,
  release: string,
  dumps: readonly LocalDump[],
): Promise<void> {
  await inParallel(dumps, ({ path, name, mediaType, bytes, sha256 }) =>
    tried(() =>
      client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: keyOf(release, name),
          Body: createReadStream(path),
          ContentLength: bytes,
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
          ContentType: mediaType,
          CacheControl: FOR_EVER,
        }),
      ),
    ),
  );
  await putList(client, bucket, release, dumps);
}

/** Retries, because the client cannot resend a stream that breaks off. What S3 rejects is not sent again. */
async function tried<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const isRefused = error instanceof S3ServiceException && error.$fault === 'client';
      if (isRefused || attempt === ATTEMPTS) throw error;
    }
  }
}

async function putList(
  client: S3Client,
  bucket: string,
  release: string,
  dumps: readonly Dump[],
): Promise<void> {
  const files = dumps.map(({ name, mediaType, bytes, sha256 }) => ({ name, mediaType, bytes, sha256 }));
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: keyOf(release, DUMP_LIST),
      Body: formatDumpList(release, files),
      ContentType: 'application/json',
      CacheControl: FOR_EVER,
    }),
  );
}
