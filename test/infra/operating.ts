import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { type Pointer, packPointer } from '../../functions/seed/pointer.ts';
import { type Config, readConfig } from '../../infra/stacks/config.ts';
import { LAYOUT } from '../../schema/store/keys.ts';
import { type Aws, startAws } from './aws.ts';

export const RELEASE = 'a'.repeat(64);
export const DISTRIBUTION = 'd111.cloudfront.net';

/** A stage in us-east-1 with these settings. */
export const stage = (settings: object = {}): Config =>
  readConfig({ stage: 'prod', stages: { prod: { region: 'us-east-1', ...settings } } });

/** What the stacks of a deployed stage say of themselves. */
export const OUTPUTS = {
  'communique-prod-data': { TableName: 'communique-prod-data-Table', ReleasesBucket: 'releases' },
  'communique-prod-api': {
    Address: `https://${DISTRIBUTION}/`,
    DistributionId: 'E111',
    DistributionName: DISTRIBUTION,
    SecretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:prod',
    LogGroup: 'log',
    CodeBucket: 'code',
  },
  'communique-prod-operations': { AlarmTopic: 'arn:aws:sns:us-east-1:123456789012:alarms' },
};

/** What DynamoDB says of the pointer: a release is live, and the slot that nobody reads holds another. */
export const pointerItem = (changes: Partial<Pointer> = {}): object => ({
  Item: marshall(
    packPointer(
      LAYOUT,
      {
        edition: 2,
        live: { slot: 0, release: RELEASE, head: { release: RELEASE }, since: Date.UTC(2026, 0, 1) },
        editions: [],
        idle: { slot: 1, release: 'b'.repeat(64), target: 'b'.repeat(64), doubtful: [], entry: null },
        nextSlot: 2,
        abandoned: [],
        lease: null,
        expired: [],
        deploy: null,
        ...changes,
      },
      'stamp',
    ),
  ),
});

interface Operating {
  readonly aws: Aws;
  /** What the operator reads, line by line. */
  readonly said: string[];
  /** Hosts and paths that were asked over HTTPS, in the order of `aws.asked`, which they are also in. */
  readonly fetched: string[];
  /** What an endpoint answers; undefined for none. */
  serve(release: string | undefined): void;
}

/** Runs the tests of a file with a stand-in for AWS, endpoints and the terminal. */
export function operating(): Operating {
  const said: string[] = [];
  const fetched: string[] = [];
  let aws: Aws;
  let served: string | undefined;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterAll(() => aws.close());
  beforeEach(() => {
    said.length = 0;
    fetched.length = 0;
    aws.asked.length = 0;
    served = RELEASE;
    vi.stubEnv('AWS_ENDPOINT_URL', aws.address);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(...line.split('\n')));
    vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(...line.split('\n')));
    vi.stubGlobal('fetch', async (url: string) => {
      const { host, pathname } = new URL(url);
      fetched.push(`${host}${pathname}`);
      aws.asked.push(`https:${host}`);
      if (served === undefined) throw new TypeError('fetch failed', { cause: new Error('ENOTFOUND') });
      return Response.json({ data: { dataset: { release: served, meetings: 7 } } });
    });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  return {
    get aws() {
      return aws;
    },
    said,
    fetched,
    serve(release) {
      served = release;
    },
  };
}
