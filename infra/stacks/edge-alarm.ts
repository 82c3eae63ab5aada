import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { type Alarm, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { addAlarm, addTopic, FIVE_MINUTES } from './alarms.ts';
import { type Config, EDGE_REGION } from './config.ts';

/** CloudFront's metrics are in one region, whatever region its origin is in. */
const ofEdge = (edge: Distribution, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { DistributionId: edge.distributionId, Region: 'Global' },
    statistic,
    period: FIVE_MINUTES,
    region: EDGE_REGION,
  });

export const edgeMetrics = (edge: Distribution): Metric[] => [
  ofEdge(edge, 'Requests', Stats.SUM),
  ofEdge(edge, '4xxErrorRate', Stats.AVERAGE),
  ofEdge(edge, '5xxErrorRate', Stats.AVERAGE),
];

export function addEdgeAlarm(stack: Stack, topic: Topic, edge: Distribution): Alarm {
  return addAlarm(stack, 'EdgeFailures', topic, {
    metric: ofEdge(edge, '5xxErrorRate', Stats.AVERAGE),
    says: 'More than one request in a hundred got a 5xx from CloudFront. Run npm run logs -- --errors. If that shows nothing, the requests did not reach the function.',
    above: 1,
    periods: 2,
  });
}

interface EdgeAlarmProps extends StackProps {
  readonly config: Config;
  readonly edge: Distribution;
}

/**
 * The alarm for the edge of a deployment in another region: an alarm can only watch metrics in its own
 * region.
 */
export class EdgeAlarmStack extends Stack {
  constructor(scope: Construct, id: string, { config, edge, ...props }: EdgeAlarmProps) {
    super(scope, id, props);
    addEdgeAlarm(this, addTopic(this, config), edge);
  }
}
