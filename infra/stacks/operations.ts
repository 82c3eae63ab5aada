import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  Row,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { FAILURE_CODES, METRIC, NAMESPACE } from '../../functions/graphql/metrics.ts';
import { INDEX } from '../../schema/store/keys.ts';
import { addAlarm, addTopic, FIVE_MINUTES } from './alarms.ts';
import { type Config, EDGE_REGION } from './config.ts';
import { addEdgeAlarm, edgeMetrics } from './edge-alarm.ts';
import type { ServedTable } from './table.ts';

interface OperationsProps extends StackProps {
  readonly config: Config;
  readonly answering: LambdaFunction;
  readonly seeding: LambdaFunction;
  readonly table: ServedTable;
  readonly edge: Distribution | undefined;
}

/** Alarms and a dashboard. */
export class OperationsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { config, answering, seeding, table, edge, ...props }: OperationsProps,
  ) {
    super(scope, id, props);
    const topic = addTopic(this, config);
    addRequestAlarms(this, topic, config);
    addFunctionAlarms(this, topic, answering, seeding);
    addThrottleAlarm(this, 'TableThrottles', topic, ofTable(table, 'ReadThrottleEvents'), 'the table');
    addThrottleAlarm(
      this,
      'IndexThrottles',
      topic,
      ofTable(table, 'ReadThrottleEvents', INDEX.name),
      "the table's index",
    );
    if (edge && config.region === EDGE_REGION) addEdgeAlarm(this, topic, edge);
    if (!edge) {
      addAlarm(this, 'UrlFailures', topic, {
        metric: ofFunction(answering, 'Url5xxCount', Stats.SUM),
        says: 'The function URL answered with 5xx. The log of the function Graphql shows the causes: npm run logs -- --errors.',
        above: 5,
        periods: 1,
      });
    }
    addDashboard(this, config, { answering, seeding, table, edge });
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn });
    if (config.alarmEmail !== undefined) addBudget(this, config, config.alarmEmail);
  }
}

function addThrottleAlarm(stack: Stack, id: string, topic: Topic, metric: Metric, what: string): void {
  addAlarm(stack, id, topic, {
    metric,
    says: `DynamoDB throttled reads of ${what}. If the setting maxReadUnits is set, it may be too low; otherwise one partition is read too often.`,
    above: 10,
    periods: 1,
  });
}

/**
 * GraphQL reports errors with status 200, so neither Lambda's nor CloudFront's metrics show them; these
 * metrics come from the log.
 */
function addRequestAlarms(stack: Stack, topic: Topic, { stage }: Config): void {
  addAlarm(stack, 'Failures', topic, {
    metric: ofStage(stage, METRIC.failures, Stats.SUM),
    says: `Requests failed through no fault of their clients (${FAILURE_CODES.join(', ')}), most of them with HTTP status 200, or CloudFront sends a secret that the function does not accept. Run npm run logs -- --errors.`,
    above: 0,
    periods: 1,
  });
  addAlarm(stack, 'Throttled', topic, {
    metric: ofStage(stage, METRIC.errors, Stats.SUM, { code: 'THROTTLED' }),
    says: 'Clients got the code THROTTLED: DynamoDB throttled reads for longer than the function retries.',
    above: 5,
    periods: 1,
  });
}

function addFunctionAlarms(
  stack: Stack,
  topic: Topic,
  answering: LambdaFunction,
  seeding: LambdaFunction,
): void {
  addAlarm(stack, 'Errors', topic, {
    metric: answering.metricErrors({ period: FIVE_MINUTES }),
    says: 'The function Graphql crashed, timed out or did not start. Run npm run logs -- --errors.',
    above: 0,
    periods: 1,
  });
  addAlarm(stack, 'Throttles', topic, {
    metric: answering.metricThrottles({ period: FIVE_MINUTES }),
    says: 'Lambda rejected requests because the limit of concurrent executions was reached: the setting concurrency, or the quota of the account. A new account allows ten; request a higher quota from AWS.',
    above: 0,
    periods: 1,
  });
  addAlarm(stack, 'Slow', topic, {
    metric: answering.metricDuration({ statistic: Stats.percentile(99), period: FIVE_MINUTES }),
    says: 'One request in a hundred takes more than 2 s. DynamoDB may be throttling; more memory also means more CPU.',
    above: 2_000,
    periods: 3,
  });
  addAlarm(stack, 'SeedFailures', topic, {
    metric: seeding.metricErrors({ period: FIVE_MINUTES }),
    says: 'Seeding the content failed, and the deploy was rolled back. The log group of the function Seed shows why.',
    above: 0,
    periods: 1,
  });
}

interface Parts {
  readonly answering: LambdaFunction;
  readonly seeding: LambdaFunction;
  readonly table: ServedTable;
  readonly edge: Distribution | undefined;
}

function addDashboard(stack: Stack, config: Config, { answering, seeding, table, edge }: Parts): void {
  const period = { period: FIVE_MINUTES };
  const { stage, region } = config;
  const duration = (percent: number) =>
    answering.metricDuration({ ...period, statistic: Stats.percentile(percent), label: `p${percent}` });
  const sum = (name: string) => ofStage(stage, name, Stats.SUM);
  const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
  // Dashboard names must be unique across all regions of the account.
  const dashboard = new Dashboard(stack, 'Dashboard', { dashboardName: `communique-${stage}-${region}` });
  dashboard.addWidgets(
    new Row(
      graph('Requests to the function', sum(METRIC.requests), sum(METRIC.failures)),
      graph(
        'Failures',
        answering.metricErrors(period),
        answering.metricThrottles(period),
        seeding.metricErrors(period),
      ),
      graph('Milliseconds', duration(50), duration(95), duration(99)),
    ),
    new Row(
      graph('Errors by code', errorsByCode(stage)),
      graph(
        'Cold starts',
        sum(METRIC.coldStarts),
        sum(METRIC.codeCacheAccepted),
        sum(METRIC.codeCacheRejected),
      ),
      graph(
        'Cost points, p50 and p99',
        ...[50, 99].map((at) => ofStage(stage, METRIC.costPoints, Stats.percentile(at))),
      ),
    ),
    new Row(
      graph(
        'Capacity units of the table',
        ofTable(table, 'ConsumedReadCapacityUnits'),
        ofTable(table, 'ConsumedWriteCapacityUnits'),
      ),
      graph(
        'Throttled reads and writes, table and index',
        ofTable(table, 'ReadThrottleEvents'),
        ofTable(table, 'ReadThrottleEvents', INDEX.name),
        ofTable(table, 'WriteThrottleEvents'),
        ofTable(table, 'WriteThrottleEvents', INDEX.name),
      ),
      ...(edge ? [graph('At the edge', ...edgeMetrics(edge))] : []),
    ),
  );
}

const ofStage = (
  stage: string,
  metricName: string,
  statistic: string,
  more: Record<string, string> = {},
): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName,
    dimensionsMap: { stage, ...more },
    statistic,
    period: FIVE_MINUTES,
  });

/** A line for each code. */
const errorsByCode = (stage: string): MathExpression =>
  new MathExpression({
    expression: `SEARCH('{${NAMESPACE},code,stage} MetricName="${METRIC.errors}" stage="${stage}"', 'Sum', ${FIVE_MINUTES.toSeconds()})`,
    usingMetrics: {},
    label: '',
    period: FIVE_MINUTES,
  });

/**
 * The dimension of the table alone excludes its index
 * (docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html).
 */
const ofTable = (table: ServedTable, metricName: string, index?: string): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: {
      TableName: table.name,
      ...(index === undefined ? {} : { GlobalSecondaryIndexName: index }),
    },
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });

function ofFunction(target: LambdaFunction, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: target.functionName },
    statistic,
    period: FIVE_MINUTES,
  });
}

/**
 * Covers the cost of the whole account: AWS can tell stages apart only if the account has activated their
 * tags for cost allocation.
 */
function addBudget(stack: Stack, config: Config, email: string): void {
  const when = (notificationType: string) => ({
    notification: {
      notificationType,
      comparisonOperator: 'GREATER_THAN',
      threshold: 100,
      thresholdType: 'PERCENTAGE',
    },
    subscribers: [{ subscriptionType: 'EMAIL', address: email }],
  });
  new CfnBudget(stack, 'Budget', {
    budget: {
      // Budget names must be unique across all regions of the account.
      budgetName: `communique-${config.stage}-${config.region}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: config.budget, unit: 'USD' },
    },
    notificationsWithSubscribers: [when('ACTUAL'), when('FORECASTED')],
  });
}
