import type { Stack } from '@aws-sdk/client-cloudformation';
import { type Config, EDGE_REGION } from '../stacks/config.ts';
import { SECRET_VERSION } from '../stacks/secret.ts';
import { AT_EDGE, PARTS, type Part, stackName } from '../stacks/stack-name.ts';
import { findStack, outputOf } from './stacks.ts';

/** The outputs of a stage's stacks; undefined if the stack or the output does not exist. */
export interface Deployed {
  readonly address: string | undefined;
  readonly distributionId: string | undefined;
  /** CloudFront's own name for the distribution, which works before any DNS is set up. */
  readonly distributionName: string | undefined;
  readonly table: string | undefined;
  readonly releasesBucket: string | undefined;
  readonly codeBucket: string | undefined;
  readonly logGroup: string | undefined;
  readonly secretArn: string | undefined;
  /** Id of the version of the secret that was deployed last; undefined before the first rotation. */
  readonly secretVersion: string | undefined;
  /** Buckets that a destroy keeps. */
  readonly buckets: readonly string[];
  /** Topics of alarms, with the region of each. */
  readonly topics: readonly { readonly arn: string; readonly region: string }[];
}

/**
 * The address for querying a deployed endpoint: CloudFront's own name if there is one, because a new domain
 * does not point there yet.
 */
export const askedAt = ({ address, distributionName }: Deployed): string | undefined => {
  const base = distributionName === undefined ? address : `https://${distributionName}/`;
  return base && `${base}graphql`;
};

/** The stacks of a stage, in the order in which they were created. */
type Stacks = ReadonlyMap<Part, Stack>;

/** The region of one of a stage's stacks. */
export const regionOf = (part: Part, { region }: Config): string =>
  AT_EDGE.has(part) ? EDGE_REGION : region;

/**
 * Finds the stacks of a stage, including those that its settings no longer require.
 *
 * @param parts those to look for
 */
export async function stacksOf(config: Config, parts: readonly Part[] = PARTS): Promise<Stacks> {
  const found = await Promise.all(
    parts.map((part) => findStack(regionOf(part, config), stackName(config.stage, part))),
  );
  return new Map(
    parts.flatMap((part, at) => {
      const stack = found[at];
      return stack === undefined ? [] : [[part, stack] as const];
    }),
  );
}

/** Reads the outputs of a stage's stacks. */
export async function deployedStage(config: Config): Promise<Deployed> {
  const hasEdgeAlarms = config.edge && config.region !== EDGE_REGION;
  return outputsOf(
    config,
    await stacksOf(config, [
      'data',
      'api',
      'operations',
      ...(hasEdgeAlarms ? (['edge-alarms'] as const) : []),
    ]),
  );
}

/** The outputs of stacks that were found. */
export function outputsOf({ region }: Config, stacks: Stacks): Deployed {
  const [data, api] = [stacks.get('data'), stacks.get('api')];
  const topics = [
    { arn: outputOf(stacks.get('operations'), 'AlarmTopic'), region },
    { arn: outputOf(stacks.get('edge-alarms'), 'AlarmTopic'), region: EDGE_REGION },
  ];
  const buckets = [...(data?.Outputs ?? []), ...(api?.Outputs ?? [])]
    .filter(({ OutputKey }) => OutputKey?.endsWith('Bucket'))
    .flatMap(({ OutputValue }) => OutputValue ?? []);
  return {
    address: outputOf(api, 'Address'),
    distributionId: outputOf(api, 'DistributionId'),
    distributionName: outputOf(api, 'DistributionName'),
    table: outputOf(data, 'TableName'),
    releasesBucket: outputOf(data, 'ReleasesBucket'),
    codeBucket: outputOf(api, 'CodeBucket'),
    logGroup: outputOf(api, 'LogGroup'),
    secretArn: outputOf(api, 'SecretArn'),
    secretVersion: outputOf(api, SECRET_VERSION),
    buckets,
    topics: topics.flatMap(({ arn, region: where }) => (arn === undefined ? [] : [{ arn, region: where }])),
  };
}
