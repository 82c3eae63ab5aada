import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';
import { except } from './nag-exceptions.ts';

export const FIVE_MINUTES = Duration.minutes(5);

/** Services that publish to the alarm topics. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'];

/**
 * The topic for the alarms of one region, which go to the e-mail address in the settings and to any other
 * subscribers.
 */
export function addTopic(scope: Construct, config: Config): Topic {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
  // A topic without a policy lets its own account publish. `enforceSSL` adds a policy that only denies, and
  // CloudWatch then fails with "is not authorized to perform: SNS:Publish ... because no resource-based
  // policy allows" it (github.com/aws-solutions/automated-security-response-on-aws/issues/43). The condition
  // keeps other accounts out, as docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html shows.
  for (const service of PUBLISHERS) {
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: `Allow${service.split('.')[0]}`,
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal(service)],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
    );
  }
  except(
    topic,
    'CloudWatch cannot publish to a topic encrypted with the AWS managed key, and the messages contain only metrics.',
    'AwsSolutions-SNS2',
  );
  if (config.alarmEmail !== undefined) {
    topic.addSubscription(new EmailSubscription(config.alarmEmail));
    except(
      topic,
      'A message that an e-mail server rejects has nowhere else to go.',
      'Serverless-SNSRedrivePolicy',
    );
  }
  return topic;
}

interface AlarmOptions {
  readonly metric: IMetric;
  /** What the alarm means and where to look, for the recipient of the e-mail. */
  readonly says: string;
  /** The alarm goes off if the metric is above this. */
  readonly above: number;
  /** Number of consecutive periods that the metric must be above it. */
  readonly periods: number;
}

export function addAlarm(scope: Construct, id: string, topic: Topic, options: AlarmOptions): Alarm {
  const alarm = new Alarm(scope, id, {
    metric: options.metric,
    alarmDescription: options.says,
    threshold: options.above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: options.periods,
    // No request, no failure.
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
  return alarm;
}
