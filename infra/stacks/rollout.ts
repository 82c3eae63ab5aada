import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { METRIC, NAMESPACE } from '../../functions/graphql/metrics.ts';
import type { Config } from './config.ts';
import { except } from './nag-exceptions.ts';

const COURSES = {
  canary: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  linear: LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTE,
};

/**
 * Shifts requests to new code step by step, and back if it fails: CodeDeploy watches two alarms while it
 * shifts the alias; if one goes off, CloudFormation rolls the stack back.
 */
export function addRollout(scope: Construct, { rollout, stage }: Config, live: Alias): void {
  if (rollout === 'all-at-once') return;
  const period = Duration.minutes(1);
  const failures = new Metric({
    namespace: NAMESPACE,
    metricName: METRIC.failures,
    dimensionsMap: { stage },
    statistic: 'Sum',
    period,
  });
  const group = new LambdaDeploymentGroup(scope, 'Rollout', {
    alias: live,
    deploymentConfig: COURSES[rollout],
    alarms: [
      alarm(
        scope,
        'RolloutErrors',
        live.metricErrors({ period }),
        'The new code crashed or timed out while requests were shifted to it.',
      ),
      alarm(scope, 'RolloutFailures', failures, 'Requests failed while they were shifted to new code.'),
    ],
  });
  except(
    group,
    "CodeDeploy's own policy for Lambda is as narrow as AWS offers it.",
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
  );
}

/** Notifies only CodeDeploy; operators have their own alarms. */
const alarm = (scope: Construct, id: string, metric: IMetric, alarmDescription: string): Alarm =>
  new Alarm(scope, id, {
    metric,
    alarmDescription,
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
