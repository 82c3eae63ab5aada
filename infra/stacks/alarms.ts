import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';
import { except } from './exception.ts';

export const FIVE_MINUTES = Duration.minutes(5);

/** Where alarms of one region go: to the e-mail of the configuration, and to whoever subscribes besides. */
export function addTopic(scope: Construct, config: Config): Topic {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
  except(
    topic,
    'CloudWatch cannot publish to a topic under the key that AWS manages, and the messages name metrics only.',
    'AwsSolutions-SNS2',
  );
  if (config.alarmEmail !== undefined) {
    topic.addSubscription(new EmailSubscription(config.alarmEmail));
    except(
      topic,
      'What an e-mail address does not take has nowhere else to go.',
      'Serverless-SNSRedrivePolicy',
    );
  }
  return topic;
}

export interface AlarmOptions {
  readonly metric: IMetric;
  /** What it means and where to look, for whoever gets the e-mail. */
  readonly says: string;
  /** The alarm is raised when the metric is above it. */
  readonly above: number;
  /** Periods in a row that it must be above. */
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
