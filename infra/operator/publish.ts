import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '../../functions/seed/clock.ts';
import { keptReleases } from '../../functions/seed/kept-releases.ts';
import { LeaseLostError } from '../../functions/seed/lease.ts';
import { SeedError } from '../../functions/seed/seed-error.ts';
import type { Config } from '../stacks/config.ts';
import { terminalOf } from '../terminal.ts';
import { explain } from './aws-error.ts';
import { ContentError } from './compile-release.ts';
import { forgetAtEdge } from './invalidate.ts';
import { makeLive, type PublishOptions, type Stage } from './make-live.ts';
import { OperatorError } from './operator-error.ts';
import { begin, type Interrupts, ofProcess, STATES, type State } from './publish-state.ts';
import { pointerIn } from './read-pointer.ts';
import { smoke } from './smoke.ts';
import { askedAt, type Deployed, deployedStage } from './stage.ts';

/** Keeps the SDK from printing what this command reports itself. */
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * Deploys only the content of a stage, in seconds: checks and compiles it, uploads the release, seeds it, and
 * invalidates the edge's cache. It may be stopped and run again at any time, because the live release changes
 * in one step at the end.
 *
 * @returns the exit code
 */
export async function publish(config: Config, options: PublishOptions): Promise<number> {
  const { region } = config;
  const deployed = await deployedStage(config);
  const { table, releasesBucket: bucket } = deployed;
  if (table === undefined || bucket === undefined) {
    throw new OperatorError(
      `The stage ${config.stage} is not deployed in ${region}, or was deployed by an older version. Run npm run deploy first.`,
    );
  }
  const s3 = new S3Client({ region, logger: SILENT });
  const dynamodb = new DynamoDBClient({ region, maxAttempts: 10 });
  const terminal = terminalOf(process.stdout, process.stderr);
  try {
    return await publishTo(
      { ...{ s3, dynamodb, table, bucket, terminal, region }, clock: systemClock, ...reachable(deployed) },
      options,
      ofProcess,
    );
  } finally {
    s3.destroy();
    dynamodb.destroy();
  }
}

/** The endpoint and the edge in front of it. */
function reachable(deployed: Deployed): Pick<Stage, 'address' | 'forget' | 'ask'> {
  const { address, distributionId } = deployed;
  const asked = askedAt(deployed);
  return {
    address,
    forget: async () => {
      if (distributionId !== undefined) await forgetAtEdge(distributionId);
    },
    ask: async (release) => (asked === undefined ? undefined : smoke(asked, release)),
  };
}

/**
 * Publishes to the given stage.
 *
 * @throws OperatorError that says what went wrong and what has changed so far
 */
export async function publishTo(
  stage: Stage,
  options: PublishOptions,
  interrupts: Interrupts,
): Promise<number> {
  const course = begin(stage.terminal, interrupts);
  try {
    return await (options.list ? list(stage) : makeLive(stage, options, course));
  } catch (error) {
    throw explained(error, stage.region, course.state);
  } finally {
    course.release();
  }
}

/** What went wrong, explained to the user. */
function explained(error: unknown, region: string, state: State): unknown {
  if (error instanceof OperatorError) return error;
  if (error instanceof ContentError) return new OperatorError(`${error.message}\n${STATES.checking}`);
  if (error instanceof LeaseLostError)
    return new OperatorError(
      'Another publish or deploy took over; its release goes live instead of this one.',
    );
  const sentence = error instanceof SeedError ? error.message : explain(error, region);
  return sentence === undefined ? error : new OperatorError(`${sentence}\n${STATES[state]}`);
}

async function list({ s3, dynamodb, bucket, terminal, table }: Stage): Promise<number> {
  const kept = await keptReleases(s3, bucket);
  // Read from the table, because the edge may still have an answer from the previous release.
  const { live } = await pointerIn(dynamodb, table);
  for (const { release, kept: since, meetings, statements, participants, topics } of kept) {
    const mark = live?.release === release ? '  (live)' : '';
    terminal.say(
      `${release}  ${since.slice(0, 16).replace('T', ' ')}  ${meetings} meetings, ${statements} statements, ${participants} participants, ${topics} topics${mark}`,
    );
  }
  if (kept.length === 0)
    terminal.say('No releases are kept yet. The next deploy or publish keeps its release.');
  return 0;
}
