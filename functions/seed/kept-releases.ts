import {
  CopyObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Head } from '../../schema/store/rows.ts';
import { inParallel } from './in-parallel.ts';
import { copyDumps, type DeployedDump } from './kept-dumps.ts';
import type { ReleaseBytes, Span } from './release-file.ts';
import { SeedError } from './seed-error.ts';

/** The description of one release in the release bucket. */
export interface KeptRelease {
  readonly release: string;
  /** Key of the file of rows in the bucket, named by its hash. */
  readonly file: string;
  /** The position of the index of groups in that file. */
  readonly index: Span;
  /** When it was first put there, ISO 8601. */
  readonly kept: string;
  readonly meetings: number;
  readonly participants: number;
  readonly statements: number;
  readonly topics: number;
}

const PREFIX = 'manifests/';
const manifestKey = (release: string): string => `${PREFIX}${release}.json`;

/** Where a file of rows is kept. */
export const rowsKey = (sha256: string): string => `releases/${sha256}.ndjson.gz`;

/** Describes a release whose files are in the bucket. */
export async function describeRelease(
  client: S3Client,
  bucket: string,
  { file, index, head, now }: { file: string; index: Span; head: Head; now: Date },
): Promise<void> {
  const { release, meetings, participants, statements, topics } = head;
  const kept: KeptRelease = {
    ...{ release, file, index, kept: now.toISOString() },
    ...{ meetings, participants, statements, topics },
  };
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: manifestKey(release),
      Body: JSON.stringify(kept),
      ContentType: 'application/json',
    }),
  );
}

/** The description of one release; undefined if the bucket does not have it. */
export async function keptRelease(
  client: S3Client,
  bucket: string,
  release: string,
): Promise<KeptRelease | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: manifestKey(release) }));
    return Body && (JSON.parse(await Body.transformToString()) as KeptRelease);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/**
 * The releases in the bucket, newest first.
 *
 * @param beginning of their ids
 */
export async function keptReleases(
  client: S3Client,
  bucket: string,
  beginning = '',
): Promise<readonly KeptRelease[]> {
  const ids: string[] = [];
  let token: string | undefined;
  do {
    const { Contents = [], NextContinuationToken } = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: `${PREFIX}${beginning}`,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    ids.push(...Contents.map(({ Key = '' }) => Key.slice(PREFIX.length, -'.json'.length)));
    token = NextContinuationToken;
  } while (token !== undefined);
  const found = await inParallel(ids, (id) => keptRelease(client, bucket, id));
  return found.flatMap((kept) => kept ?? []).sort((a, b) => (a.kept < b.kept ? 1 : -1));
}

/** Where a deploy has put the files of a release. */
interface DeployedFiles {
  readonly bucket: string;
  readonly rows: string;
  readonly rowsSha256: string;
  readonly index: Span;
  readonly searchIndex: string;
  readonly dumps: readonly DeployedDump[];
}

/**
 * Copies a deployed release into the release bucket before it goes live: the live release must be found
 * there, whatever happens to the asset bucket. A release that is already there is left alone.
 */
export async function keepDeployed(
  client: S3Client,
  bucket: string,
  head: Head,
  { bucket: from, rows, rowsSha256, index, searchIndex, dumps }: DeployedFiles,
  now: Date,
): Promise<void> {
  if (await keptRelease(client, bucket, head.release)) return;
  const copy = (source: string, key: string) =>
    client.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: key,
        CopySource: `${from}/${encodeURIComponent(source)}`,
      }),
    );
  const file = rowsKey(rowsSha256);
  await copy(rows, file);
  if (head.index) await copy(searchIndex, head.index.key);
  await copyDumps(client, from, bucket, head.release, dumps);
  // Last, so that a described release is complete.
  await describeRelease(client, bucket, { file, index, head, now });
}

/** The file of a release in a bucket. */
export const fileIn = (client: S3Client, bucket: string, key: string): ReleaseBytes => {
  const name = `s3://${bucket}/${key}`;
  return {
    name,
    async read({ first, last }) {
      try {
        const range = { Bucket: bucket, Key: key, Range: `bytes=${first}-${last}` };
        const { Body } = await client.send(new GetObjectCommand(range));
        return (await Body?.transformToByteArray()) ?? new Uint8Array();
      } catch (error) {
        const code = error instanceof Error ? error.name : '';
        if (code === 'NoSuchKey') throw new SeedError(`The release file ${name} is missing.`);
        // The file ends before these bytes; treated as damaged, like a file that ends among them.
        if (code === 'InvalidRange') return new Uint8Array();
        throw error;
      }
    },
  };
};
