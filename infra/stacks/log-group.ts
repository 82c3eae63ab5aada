import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** A log group with a retention period in days, deleted with its stack. */
export const logGroup = (scope: Construct, id: string, days: RetentionDays): LogGroup =>
  new LogGroup(scope, id, { retention: days, removalPolicy: RemovalPolicy.DESTROY });
