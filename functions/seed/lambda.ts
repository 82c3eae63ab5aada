import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type {
  CdkCustomResourceEvent,
  CdkCustomResourceIsCompleteEvent,
  CdkCustomResourceIsCompleteResponse,
  CdkCustomResourceResponse,
  Context,
} from 'aws-lambda';
import { propertiesOf, wantsRepair } from './properties.ts';
import { openReleaseFile, type ReadBytes } from './release-file.ts';
import { seed } from './seed.ts';

/**
 * The custom resource that stands for the content of the table. `onEvent` only names it; the work is done by `isComplete`,
 * which CDK's provider calls until it says so: each call seeds for as long as its function may run, and the next goes on.
 */

/** One name for ever: a new one would make CloudFormation delete what bears the old. */
const PHYSICAL_ID = 'content';

/** Milliseconds kept back at the end of a call: a step of a hundred groups takes a few seconds of them at worst. */
const RESERVE = 60_000;

/** Tries of one request: a new table splits under the load of its first seed and throttles meanwhile. */
const ATTEMPTS = 10;

const client = new DynamoDBClient({ maxAttempts: ATTEMPTS });
const files = new S3Client({ maxAttempts: ATTEMPTS });

export async function onEvent(event: CdkCustomResourceEvent): Promise<CdkCustomResourceResponse> {
  if (event.RequestType !== 'Delete') propertiesOf(event.ResourceProperties);
  return { PhysicalResourceId: PHYSICAL_ID };
}

/** Brings the table to the release that the event names. Throws what CloudFormation then shows as the reason. */
export async function isComplete(
  event: CdkCustomResourceIsCompleteEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<CdkCustomResourceIsCompleteResponse> {
  // The table outlives the stack, and so do its rows.
  if (event.RequestType === 'Delete') return { IsComplete: true };
  const { release: wanted, bucket, key, index } = propertiesOf(event.ResourceProperties);
  const started = performance.now();
  const release = await openReleaseFile(bytesOf(bucket, key), index, wanted);
  const { complete, ...counts } = await seed({
    client,
    table: tableName(),
    release,
    repair: wantsRepair(event),
    isTimeUp: () => context.getRemainingTimeInMillis() < RESERVE,
  });
  log({
    release: wanted,
    request: event.RequestType,
    complete,
    ...counts,
    ms: Math.round(performance.now() - started),
  });
  return complete ? { IsComplete: true, Data: { Release: wanted } } : { IsComplete: false };
}

function bytesOf(bucket: string, key: string): ReadBytes {
  return async ({ first, last }) => {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${first}-${last}` });
    const { Body } = await files.send(command);
    if (!Body) throw new Error(`s3://${bucket}/${key} is empty.`);
    return Body.transformToByteArray();
  };
}

function tableName(): string {
  const { TABLE } = process.env;
  if (!TABLE) throw new Error('The environment variable TABLE is not set.');
  return TABLE;
}

/** Straight to the stream: the runtime would wrap what goes through the console in a second JSON. */
function log(entry: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ level: 'INFO', message: 'seed', ...entry })}\n`);
}
