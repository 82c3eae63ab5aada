import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { Dashboard, GraphWidget, Metric, Row, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { addAlarm, addTopic, FIVE_MINUTES } from './alarms.ts';
import { type Config, EDGE_REGION } from './config.ts';
import { addEdgeAlarm, edgeMetrics } from './edge-alarm.ts';
import type { ServedTable } from './table.ts';

export interface OperationsProps extends StackProps {
  readonly config: Config;
  readonly answering: LambdaFunction;
  readonly seeding: LambdaFunction;
  readonly table: ServedTable;
  readonly edge: Distribution | undefined;
}

/** What tells the operator that something is wrong, and shows how it goes. */
export class OperationsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { config, answering, seeding, table, edge, ...props }: OperationsProps,
  ) {
    super(scope, id, props);
    const topic = addTopic(this, config);
    addFunctionAlarms(this, topic, answering, seeding);
    if (edge && config.region === EDGE_REGION) addEdgeAlarm(this, topic, edge);
    if (!edge) {
      addAlarm(this, 'UrlFailures', topic, {
        metric: ofFunction(answering, 'Url5xxCount', Stats.SUM),
        says: 'The function URL answered with 5xx. The causes are in the log group of the function Graphql.',
        above: 5,
        periods: 1,
      });
    }
    addDashboard(this, config, { answering, seeding, table, edge });
    if (config.alarmEmail !== undefined) addBudget(this, config, config.alarmEmail);
  }
}

function addFunctionAlarms(
  stack: Stack,
  topic: Topic,
  answering: LambdaFunction,
  seeding: LambdaFunction,
): void {
  addAlarm(stack, 'Errors', topic, {
    metric: answering.metricErrors({ period: FIVE_MINUTES }),
    says: 'The function Graphql failed or timed out. Its log group has the stack; a failing init is logged at every start.',
    above: 0,
    periods: 1,
  });
  addAlarm(stack, 'Throttles', topic, {
    metric: answering.metricThrottles({ period: FIVE_MINUTES }),
    says: 'Requests were turned away because as many functions ran as the account allows. Ask AWS for a higher quota.',
    above: 0,
    periods: 1,
  });
  addAlarm(stack, 'Slow', topic, {
    metric: answering.metricDuration({ statistic: Stats.percentile(99), period: FIVE_MINUTES }),
    says: 'One request in a hundred takes more than 2 s. More memory brings more CPU; DynamoDB may throttle.',
    above: 2_000,
    periods: 3,
  });
  addAlarm(stack, 'SeedFailures', topic, {
    metric: seeding.metricErrors({ period: FIVE_MINUTES }),
    says: 'A seed of the content failed, and the deploy was rolled back. The log group of the function Seed has the reason.',
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
  const duration = (percent: number) =>
    answering.metricDuration({ ...period, statistic: Stats.percentile(percent), label: `p${percent}` });
  const ofTable = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.name },
      statistic: Stats.SUM,
      ...period,
    });
  const graph = (title: string, ...left: Metric[]) => new GraphWidget({ title, left, width: 8 });
  const dashboard = new Dashboard(stack, 'Dashboard', { dashboardName: `communique-${config.stage}` });
  dashboard.addWidgets(
    new Row(
      graph('Requests to the function', answering.metricInvocations(period)),
      graph(
        'Failures',
        answering.metricErrors(period),
        answering.metricThrottles(period),
        seeding.metricErrors(period),
      ),
      graph('Milliseconds', duration(50), duration(95), duration(99)),
    ),
    new Row(
      graph(
        'Capacity units of the table',
        ofTable('ConsumedReadCapacityUnits'),
        ofTable('ConsumedWriteCapacityUnits'),
      ),
      graph('Throttled reads and writes', ofTable('ReadThrottleEvents'), ofTable('WriteThrottleEvents')),
      ...(edge ? [graph('At the edge', ...edgeMetrics(edge))] : []),
    ),
  );
}

function ofFunction(target: LambdaFunction, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: target.functionName },
    statistic,
    period: FIVE_MINUTES,
  });
}

/** The cost of the whole account: AWS tells stages apart only where the account has activated tags for it. */
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
      budgetName: `communique-${config.stage}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: config.budget, unit: 'USD' },
    },
    notificationsWithSubscribers: [when('ACTUAL'), when('FORECASTED')],
  });
}
