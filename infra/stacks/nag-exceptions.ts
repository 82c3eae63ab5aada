import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Suppresses rules for a construct and everything below it. The reason explains why they do not apply here;
 * findings without a good reason are fixed instead. A rule with several findings is suppressed finding by
 * finding.
 */
export function except(construct: IConstruct, reason: string, ...rules: string[]): void {
  for (const id of rules) Validations.of(construct).acknowledge({ id, reason });
}

/** The finding that a policy allows invoking every version of a function. */
export const everyVersionOf = (target: IConstruct): string =>
  `AwsSolutions-IAM5[Resource::<${logicalId(target)}.Arn>:*]`;

/** The finding that a policy allows access to every object in a bucket. */
export const everyObjectOf = (bucket: IConstruct): string =>
  `AwsSolutions-IAM5[Resource::<${logicalId(bucket)}.Arn>/*]`;

function logicalId(construct: IConstruct): string {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new Error(`${construct.node.path} is no resource`);
  return Stack.of(construct).getLogicalId(resource);
}

/** The rules that the CDK library's own functions violate. */
export const OF_LIBRARY_FUNCTIONS = [
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  'AwsSolutions-L1',
  'Serverless-LambdaDefaultMemorySize',
  'Serverless-LambdaDLQ',
  'Serverless-LambdaLatestVersion',
  'Serverless-LambdaTracing',
];
