import { type Config, EDGE_REGION } from '../stacks/config.ts';
import { AT_EDGE, PARTS, type Part, stackName } from '../stacks/stack-name.ts';
import { findStack, outputOf } from './stacks.ts';

/** What the stacks of a stage say of themselves; undefined when the stack or the output is not there. */
export interface Deployed {
  readonly address: string | undefined;
  readonly distributionId: string | undefined;
  /** CloudFront's own name for the distribution, which answers before any DNS is set. */
  readonly distributionName: string | undefined;
  readonly table: string | undefined;
  readonly releasesBucket: string | undefined;
  readonly logGroup: string | undefined;
  readonly secretArn: string | undefined;
  /** Buckets that a destroy keeps. */
  readonly buckets: readonly string[];
  /** Topics of alarms, with the region of each. */
  readonly topics: readonly { readonly arn: string; readonly region: string }[];
}

/**
 * Where to ask a deployed endpoint: at CloudFront's own name if there is one, since a new domain does not
 * lead there yet.
 */
export const askedAt = ({ address, distributionName }: Deployed): string | undefined => {
  const base = distributionName === undefined ? address : `https://${distributionName}/`;
  return base && `${base}graphql`;
};

export interface NamedStack {
  readonly name: string;
  readonly region: string;
}

/**
 * The stacks that a stage has, also those that its settings no longer ask for, in the order in which they
 * were made.
 */
export async function stacksOf({ stage, region }: Config): Promise<NamedStack[]> {
  const all = PARTS.map((part) => ({
    name: stackName(stage, part),
    region: AT_EDGE.has(part) ? EDGE_REGION : region,
  }));
  const found = await Promise.all(all.map(({ name, region: where }) => findStack(where, name)));
  return all.filter((_, at) => found[at] !== undefined);
}

/** Reads the outputs of a stage's stacks. */
export async function deployedStage({ stage, region, edge }: Config): Promise<Deployed> {
  const stack = (part: Part, where = region) => findStack(where, stackName(stage, part));
  const [data, api, operations, edgeAlarms] = await Promise.all([
    stack('data'),
    stack('api'),
    stack('operations'),
    edge && region !== EDGE_REGION ? stack('edge-alarms', EDGE_REGION) : undefined,
  ]);
  const topics = [
    { arn: outputOf(operations, 'AlarmTopic'), region },
    { arn: outputOf(edgeAlarms, 'AlarmTopic'), region: EDGE_REGION },
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
    logGroup: outputOf(api, 'LogGroup'),
    secretArn: outputOf(api, 'SecretArn'),
    buckets,
    topics: topics.flatMap(({ arn, region: where }) => (arn === undefined ? [] : [{ arn, region: where }])),
  };
}
