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

/** A file of a download that a deploy has brought along: where it is in the bucket of assets. */
export interface DeployedDump extends Dump {
  readonly key: string;
}

/** A file of a download on this machine. */
export interface LocalDump extends Dump {
  readonly path: string;
}

/** Times that a file is sent before an upload is given up. */
const ATTEMPTS = 3;

const keyOf = (release: string, name: string): string => `${dumpFolder(release)}/${name}`;

/** Copies the download of a release from the bucket of assets to that of releases, its list at last. */
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
 * Uploads the download of a release from this machine, its list at last. S3 compares the checksum of each
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

/** The client cannot send a stream again when it breaks off. What S3 refuses is not sent again. */
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
