import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { uploadDumps } from '../../functions/seed/kept-dumps.ts';
import {
  bytesOf,
  describeRelease,
  type KeptRelease,
  keptRelease,
  keptReleases,
  rowsKey,
} from '../../functions/seed/kept-releases.ts';
import { LeaseLostError } from '../../functions/seed/lease.ts';
import { openReleaseFile, type ReleaseSource } from '../../functions/seed/release-file.ts';
import { type Seeded, seed } from '../../functions/seed/seed.ts';
import { tidy } from '../../functions/seed/tidy.ts';
import { LAYOUT } from '../../schema/store/keys.ts';
import { type Terminal, terminalOf } from '../local/terminal.ts';
import type { Config } from '../stacks/config.ts';
import { ContentError, compileRelease } from './compile-release.ts';
import { countChanges } from './count-changes.ts';
import { forgetAtEdge } from './invalidate.ts';
import { OperatorError } from './operator-error.ts';
import { readPointer } from './read-pointer.ts';
import { smoke } from './smoke.ts';
import { askedAt, type Deployed, deployedStage } from './stage.ts';

export interface PublishOptions {
  /** Id of a kept release to go back to, or the beginning of one; undefined publishes the content. */
  readonly release: string | undefined;
  readonly list: boolean;
  /** Folder of the content. */
  readonly content: string;
}

/** What publishing works with. */
interface Stage {
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
  readonly region: string;
  readonly table: string;
  readonly bucket: string;
  readonly deployed: Deployed;
  readonly terminal: Terminal;
}

/**
 * Changes the content of a stage alone, in seconds: checks and compiles it, uploads the release, seeds it, and makes the
 * edge forget the one before. It may be stopped and run again at any time: what is live changes in one step at the end.
 *
 * @returns the exit code
 */
export async function publish(config: Config, options: PublishOptions): Promise<number> {
  const deployed = await deployedStage(config);
  const { table, releasesBucket: bucket } = deployed;
  if (table === undefined || bucket === undefined) {
    throw new OperatorError(
      `The stage ${config.stage} is not deployed in ${config.region}, or by an older version. Run npm run deploy first.`,
    );
  }
  const { region } = config;
  const terminal = terminalOf(process.stdout, process.stderr);
  const s3 = new S3Client({ region });
  const dynamodb = new DynamoDBClient({ region, maxAttempts: 10 });
  const stage = { s3, dynamodb, region, table, bucket, deployed, terminal };
  try {
    return options.list ? await list(stage) : await makeLive(stage, options);
  } catch (error) {
    throw explained(error);
  } finally {
    s3.destroy();
    dynamodb.destroy();
  }
}

/** What went wrong between here and AWS, for the person at the terminal. */
function explained(error: unknown): unknown {
  if (error instanceof LeaseLostError)
    return new OperatorError('Another publish or deploy took over; what it wanted goes live, not this.');
  if (error instanceof DynamoDBServiceException || error instanceof S3ServiceException)
    return new OperatorError(
      `AWS answered ${error.name}: ${error.message}. Run it again when that is put right.`,
    );
  return error;
}

async function list({ s3, bucket, terminal, region, table }: Stage): Promise<number> {
  const kept = await keptReleases(s3, bucket);
  // The table knows: the edge may still hold an answer about the release before.
  const { live } = await readPointer(region, table);
  for (const { release, kept: since, meetings, statements, participants, topics } of kept) {
    const mark = live?.release === release ? '  (live)' : '';
    terminal.say(
      `${release}  ${since.slice(0, 16).replace('T', ' ')}  ${meetings} meetings, ${statements} statements, ${participants} participants, ${topics} topics${mark}`,
    );
  }
  if (kept.length === 0) terminal.say('No release is kept yet. The next deploy or publish keeps its own.');
  return 0;
}

async function makeLive(stage: Stage, options: PublishOptions): Promise<number> {
  const { terminal, deployed, dynamodb: client, table } = stage;
  const started = performance.now();
  const release = await (options.release === undefined
    ? upload(stage, options.content)
    : openReadable(stage, await find(stage, options.release)));
  const stop = stopOnInterrupt(terminal);
  let seeded: Seeded;
  try {
    const seeding = {
      client,
      table,
      release,
      isTimeUp: stop.isStopped,
      onProgress: (done: number, of: number) => terminal.progress('Writing', done, of),
      onWait: (until: Date) =>
        terminal.say(
          `Another publish or deploy is seeding. Waiting for it, until ${until.toLocaleTimeString()} at the latest.`,
        ),
    };
    seeded = await seed({
      ...seeding,
      onReaders: (ms) =>
        terminal.say(
          `Waiting ${Math.ceil(ms / 1000)} s: what was live until a moment ago may still be read where this is written.`,
        ),
    });
    if (!seeded.complete) {
      terminal.complain(
        `Stopped. Release ${seeded.before ?? '(none)'} is still live; what was written is where nobody reads. Run it again to go on.`,
      );
      return 1;
    }
    if (seeded.before !== release.id) await tidy(seeding);
  } finally {
    stop.release();
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (seeded.before === release.id) {
    terminal.say(`Release ${release.id} is live already; nothing was written (${seconds} s).`);
    return 0;
  }
  if (deployed.distributionId !== undefined) await forgetAtEdge(deployed.distributionId);
  await showChanges(stage, seeded.before, release);
  terminal.say(`${seeded.written} rows written, ${seeded.deleted} deleted, ${seconds} s.`);
  const asked = askedAt(deployed);
  if (asked === undefined) return 0;
  try {
    const { meetings } = await smoke(asked, release.id);
    terminal.say(`Live: release ${release.id} (${meetings} meetings) at ${deployed.address}graphql`);
    return 0;
  } catch (error) {
    terminal.complain(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** Compiles the content and puts the release into the bucket; a bad record ends it before anything is touched. */
async function upload({ s3, bucket, terminal }: Stage, content: string): Promise<ReleaseSource> {
  const scratch = await mkdtemp(join(tmpdir(), 'communique-publish-'));
  try {
    terminal.say(`Checking and compiling ${content} …`);
    const { id, path, sha256, index, head, searchIndex, dumps } = await compileRelease(content, scratch);
    const kept = await keptRelease(s3, bucket, id);
    const file = kept?.file ?? rowsKey(sha256);
    const rows = await readFile(path);
    if (!kept) {
      const put = (Key: string, Body: Uint8Array) =>
        s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
      terminal.say(`Uploading release ${id} …`);
      await put(file, rows);
      if (head.index) await put(head.index.key, await readFile(searchIndex));
      await uploadDumps(s3, bucket, id, dumps);
      await describeRelease(s3, bucket, { file, index, head, now: new Date() });
    }
    return await openReleaseFile(async ({ first, last }) => rows.subarray(first, last + 1), index, id);
  } catch (error) {
    if (error instanceof ContentError) throw new OperatorError(`${error.message}\nNothing was touched.`);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The kept release that an id, or the beginning of one, names. */
async function find({ s3, bucket }: Stage, wanted: string): Promise<KeptRelease> {
  const exact = /^[0-9a-f]{64}$/.test(wanted) ? await keptRelease(s3, bucket, wanted) : undefined;
  if (exact) return exact;
  const matching = (await keptReleases(s3, bucket)).filter(({ release }) => release.startsWith(wanted));
  const [only] = matching;
  if (only && matching.length === 1) return only;
  throw new OperatorError(
    matching.length === 0
      ? `No kept release is called ${wanted}. npm run publish -- --list shows them.`
      : `${matching.length} kept releases begin with ${wanted}; give more of the id.`,
  );
}

const open = ({ s3, bucket }: Stage, { file, index, release }: KeptRelease): Promise<ReleaseSource> =>
  openReleaseFile(bytesOf(s3, bucket, file), index, release);

/** A kept release, of rows that the deployed endpoint can read. */
async function openReadable(stage: Stage, kept: KeptRelease): Promise<ReleaseSource> {
  const release = await open(stage, kept);
  if (release.layout === LAYOUT) return release;
  throw new OperatorError(
    `Release ${release.id} has rows of layout ${release.layout}, and this version reads layout ${LAYOUT}. Deploy the version that made it instead.`,
  );
}

async function showChanges(stage: Stage, before: string | null, release: ReleaseSource): Promise<void> {
  const { terminal, s3, bucket } = stage;
  const kept = before === null ? undefined : await keptRelease(s3, bucket, before);
  if (!kept) return;
  const { groups } = await open(stage, kept);
  for (const { type, added, changed, removed } of countChanges(groups, release.groups)) {
    terminal.say(`${type.padEnd(12)} ${added} added, ${changed} changed, ${removed} removed`);
  }
}

/** The first Ctrl-C ends the seed at its next step; the second ends the process, which is safe too. */
function stopOnInterrupt(terminal: Terminal): { isStopped: () => boolean; release: () => void } {
  let isStopped = false;
  const onInterrupt = () => {
    if (isStopped) {
      terminal.complain(
        'Stopped at once. What is live has not changed; the next publish waits three minutes at most.',
      );
      process.exit(130);
    }
    isStopped = true;
    terminal.say('Stopping after this step; Ctrl-C again stops at once.');
  };
  process.on('SIGINT', onInterrupt);
  return { isStopped: () => isStopped, release: () => process.off('SIGINT', onInterrupt) };
}
