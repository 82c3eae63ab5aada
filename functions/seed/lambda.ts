import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type {
  CdkCustomResourceEvent,
  CdkCustomResourceIsCompleteEvent,
  CdkCustomResourceIsCompleteResponse,
  CdkCustomResourceResponse,
  Context,
} from 'aws-lambda';
import { LAYOUT } from '../../schema/store/keys.ts';
import { awaitRights } from './await-rights.ts';
import { isRollingBack, noteRequest } from './deployment.ts';
import { goBack } from './go-back.ts';
import { fileIn, keepDeployed } from './kept-releases.ts';
import { LeaseLostError } from './lease.ts';
import { pointerRow } from './pointer.ts';
import { propertiesOf, wantsRepair } from './properties.ts';
import { openReleaseFile } from './release-file.ts';
import { documentsOf, seed } from './seed.ts';
import { tidy } from './tidy.ts';

/**
 * The custom resource for the content of the table. `onEvent` names it and records the request; `isComplete`
 * does the work: CDK's provider calls it until it is complete. Each call seeds for as long as the function
 * may run, and the next call continues.
 */

/** This id never changes: with a new id, CloudFormation would delete the resource with the old one. */
const PHYSICAL_ID = 'content';

/** Milliseconds reserved at the end of a call; a step of a hundred groups takes a few seconds at worst. */
const RESERVE = 60_000;

/** Attempts per request: a new table splits under the load of its first seed and throttles meanwhile. */
const ATTEMPTS = 10;

const client = new DynamoDBClient({ maxAttempts: ATTEMPTS });
const files = new S3Client({ maxAttempts: ATTEMPTS });
client.middlewareStack.use(awaitRights());
files.middlewareStack.use(awaitRights());

export async function onEvent(event: CdkCustomResourceEvent): Promise<CdkCustomResourceResponse> {
  if (event.RequestType !== 'Delete') {
    const { release } = propertiesOf(event.ResourceProperties);
    await noteRequest(pointerRow(documentsOf(client), tableName(), LAYOUT), {
      id: event.RequestId,
      release,
      undone:
        event.RequestType === 'Update' && (await isRollingBack(event.StackId))
          ? propertiesOf(event.OldResourceProperties).release
          : null,
    });
  }
  return { PhysicalResourceId: PHYSICAL_ID };
}

/** Makes the requested release live. CloudFormation shows a thrown error as the reason for a failure. */
export async function isComplete(
  event: CdkCustomResourceIsCompleteEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<CdkCustomResourceIsCompleteResponse> {
  // The table outlives the stack, and so do its rows.
  if (event.RequestType === 'Delete') return { IsComplete: true };
  const { RequestId: request } = event;
  const properties = propertiesOf(event.ResourceProperties);
  const row = pointerRow(documentsOf(client), tableName(), LAYOUT);
  const { pointer } = await row.read();
  const done = { IsComplete: true, Data: { Release: properties.release } };
  if (pointer.deploy?.request !== request) {
    log({ request: event.RequestType, superseded: true });
    return done;
  }
  const wanted = pointer.deploy.to;
  const repair = wantsRepair(event);
  if (wanted !== properties.release) {
    // A rollback after something was published since the previous deploy.
    const from = event.RequestType === 'Update' ? propertiesOf(event.OldResourceProperties).release : wanted;
    const went = await goBack(row, documentsOf(client), tableName(), { from, to: wanted });
    log({ request: event.RequestType, release: wanted, rollback: went });
    if (went === 'lost') throw new Error(gone(wanted));
    return went === 'busy' ? { IsComplete: false } : done;
  }
  const started = performance.now();
  const { bucket, key: rows, index, sha256: rowsSha256, searchIndex, dumps } = properties;
  const release = await openReleaseFile(fileIn(files, bucket, rows), index, wanted);
  const deployed = { bucket, rows, rowsSha256, index, searchIndex, dumps };
  await keepDeployed(files, variable('RELEASES_BUCKET'), release.head, deployed, new Date());
  const isTimeUp = () => context.getRemainingTimeInMillis() < RESERVE;
  const options = { client, table: tableName(), release, isTimeUp, request };
  try {
    const { before: _before, ...seeded } = await seed({ ...options, repair });
    const ms = () => Math.round(performance.now() - started);
    log({ release: wanted, request: event.RequestType, ...seeded, ms: ms() });
    if (!seeded.complete) return { IsComplete: false };
    const { complete, ...behind } = await tidy(options);
    log({ release: wanted, request: event.RequestType, ...behind, complete, ms: ms() }, 'tidy');
    return complete ? done : { IsComplete: false };
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    // Overtaken, or a newer request has arrived; the next call finds out which.
    log({ request: event.RequestType, release: wanted, lost: error.message });
    return { IsComplete: false };
  }
}

const gone = (release: string) =>
  `The table no longer holds the release ${release}, which was live before. Make it live again with: npm run publish -- --release ${release}`;

const tableName = (): string => variable('TABLE');

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** Written straight to the stream, because the runtime would wrap console output in JSON again. */
function log(entry: Readonly<Record<string, unknown>>, message: 'seed' | 'tidy' = 'seed'): void {
  process.stdout.write(`${JSON.stringify({ level: 'INFO', message, ...entry })}\n`);
}
