import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../../functions/seed/clock.ts';
import { uploadDumps } from '../../functions/seed/kept-dumps.ts';
import {
  describeRelease,
  fileIn,
  type KeptRelease,
  keptRelease,
  keptReleases,
  rowsKey,
} from '../../functions/seed/kept-releases.ts';
import { openReleaseFile, type ReleaseFile, type ReleaseSource } from '../../functions/seed/release-file.ts';
import { seed } from '../../functions/seed/seed.ts';
import { SeedError } from '../../functions/seed/seed-error.ts';
import { tidy } from '../../functions/seed/tidy.ts';
import { LAYOUT } from '../../schema/store/keys.ts';
import type { Terminal } from '../terminal.ts';
import { compileContent, writeRelease } from './compile-release.ts';
import { countChanges } from './count-changes.ts';
import { OperatorError } from './operator-error.ts';
import { type Course, STATES } from './publish-state.ts';
import { pointerIn } from './read-pointer.ts';
import type { Served } from './smoke.ts';

export interface PublishOptions {
  /** Id of a kept release to go back to, or its beginning; undefined publishes the content. */
  readonly release: string | undefined;
  readonly list: boolean;
  /** Folder of the content. */
  readonly content: string;
}

/** What publishing needs. */
export interface Stage {
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
  readonly table: string;
  readonly bucket: string;
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly region: string;
  /** The public address of the endpoint. */
  readonly address: string | undefined;
  /** Invalidates the edge's cache; does nothing if there is no edge. */
  forget(): Promise<void>;
  /** Queries the endpoint until it serves the release; undefined if its address is unknown. */
  ask(release: string): Promise<Served | undefined>;
}

/**
 * Makes a release live, and prints what changed.
 *
 * @returns the exit code
 */
export async function makeLive(stage: Stage, options: PublishOptions, course: Course): Promise<number> {
  const { terminal, dynamodb: client, table, clock } = stage;
  const started = performance.now();
  await expectReaders(stage);
  const release = await (options.release === undefined
    ? upload(stage, options.content, course)
    : openReadable(stage, await find(stage, options.release)));
  course.state = 'writing';
  const seeding = {
    ...{ client, table, release, clock },
    isTimeUp: course.isStopped,
    onProgress: (done: number, of: number) => terminal.progress('Writing', done, of),
    onWait: (until: Date) =>
      terminal.say(
        `Another publish or deploy is running. Waiting for it until ${until.toLocaleTimeString()} at the latest.`,
      ),
  };
  const seeded = await seed({
    ...seeding,
    onReaders: (ms) =>
      terminal.say(
        `Waiting ${Math.ceil(ms / 1000)} s: the slot to be written was live until a moment ago and may still have readers.`,
      ),
  });
  if (!seeded.complete) {
    terminal.complain(`Stopped. Release ${seeded.before ?? '(none)'} is still live. ${STATES.writing}`);
    return 1;
  }
  course.state = 'live';
  // Also when it was live already: what made it live may have been stopped before it came to this.
  await stage.forget();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  if (seeded.before === release.id) {
    terminal.say(`Release ${release.id} is already live; nothing was written (${seconds()} s).`);
    // The other slot may be incomplete if the run that made this release live was stopped early.
    await tidy(seeding);
    return 0;
  }
  await showChanges(stage, seeded.before, release);
  terminal.say(`${seeded.written} rows written, ${seeded.deleted} deleted, ${seconds()} s.`);
  const code = await expectServed(stage, release.id);
  await tidy(seeding);
  return code;
}

/** Queries the endpoint for the release; returns the exit code. */
async function expectServed({ terminal, address, ask }: Stage, release: string): Promise<number> {
  try {
    const served = await ask(release);
    if (served) terminal.say(`Live: release ${release} (${served.meetings} meetings) at ${address}graphql`);
    return 0;
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n${STATES.live}`);
    return 1;
  }
}

/** Fails if the deployed code reads another row layout, and so would never show what is published. */
async function expectReaders({ dynamodb, table }: Stage): Promise<void> {
  if ((await pointerIn(dynamodb, table)).live) return;
  throw new OperatorError(
    `No release is live in row layout ${LAYOUT}, which this version writes: the stage was deployed with another version, or its deploy never finished. Run npm run deploy first.`,
  );
}

/**
 * Compiles the content and uploads the release to the bucket; fails on a bad record before anything is
 * touched.
 */
async function upload(stage: Stage, content: string, course: Course): Promise<ReleaseSource> {
  const { s3, bucket, terminal } = stage;
  terminal.say(`Checking and compiling ${content} …`);
  const compiled = await compileContent(content);
  const { release } = compiled;
  if (await keptRelease(s3, bucket, release.id)) return release;
  terminal.say(`Uploading release ${release.id} …`);
  course.state = 'uploading';
  const scratch = await mkdtemp(join(tmpdir(), 'communique-publish-'));
  try {
    await uploadFiles(stage, await writeRelease(compiled, scratch));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return release;
}

async function uploadFiles({ s3, bucket }: Stage, files: ReleaseFile): Promise<void> {
  const { id, path, sha256, index, head, searchIndex, dumps } = files;
  const put = async (Key: string, file: string) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: await readFile(file) }));
  const file = rowsKey(sha256);
  await put(file, path);
  if (head.index) await put(head.index.key, searchIndex);
  await uploadDumps(s3, bucket, id, dumps);
  // Last, so that a described release is complete.
  await describeRelease(s3, bucket, { file, index, head, now: new Date() });
}

/** Finds the kept release with an id, or with the beginning of one. */
async function find({ s3, bucket }: Stage, wanted: string): Promise<KeptRelease> {
  const matching = await keptReleases(s3, bucket, wanted);
  const [only] = matching;
  if (only && matching.length === 1) return only;
  throw new OperatorError(
    matching.length === 0
      ? `No kept release has the id ${wanted}. Run npm run publish -- --list to see the ids.`
      : `${matching.length} kept releases have ids that begin with ${wanted}; give more of the id.`,
  );
}

const open = ({ s3, bucket }: Stage, { file, index, release }: KeptRelease): Promise<ReleaseSource> =>
  openReleaseFile(fileIn(s3, bucket, file), index, release);

/** Opens a kept release, if the deployed endpoint can read its rows. */
async function openReadable(stage: Stage, kept: KeptRelease): Promise<ReleaseSource> {
  const release = await open(stage, kept);
  if (release.layout === LAYOUT) return release;
  throw new OperatorError(
    `Release ${release.id} has row layout ${release.layout}, but this version reads layout ${LAYOUT}. Deploy the version that made the release instead.`,
  );
}

async function showChanges(stage: Stage, before: string | null, release: ReleaseSource): Promise<void> {
  const { terminal, s3, bucket } = stage;
  const kept = before === null ? undefined : await keptRelease(s3, bucket, before);
  if (!kept) return;
  try {
    const { groups } = await open(stage, kept);
    for (const { type, added, changed, removed } of countChanges(groups, release.groups)) {
      terminal.say(`${type.padEnd(12)} ${added} added, ${changed} changed, ${removed} removed`);
    }
  } catch (error) {
    // It is the previous release that is damaged; the new one is live.
    if (!(error instanceof SeedError)) throw error;
    terminal.complain(`The changes cannot be shown. ${error.message}`);
  }
}
