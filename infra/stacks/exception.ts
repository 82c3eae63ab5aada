import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts what rules say against a construct and all below it. The reason says why they do not serve their
 * purpose here; what has none is mended instead. A rule with several findings is accepted finding by finding.
 */
export function except(construct: IConstruct, reason: string, ...rules: string[]): void {
  for (const id of rules) Validations.of(construct).acknowledge({ id, reason });
}

/** The finding that a policy allows to invoke every version of a function. */
export const everyVersionOf = (target: IConstruct): string =>
  `AwsSolutions-IAM5[Resource::<${logicalId(target)}.Arn>:*]`;

/** The finding that a policy allows to reach every object of a bucket. */
export const everyObjectOf = (bucket: IConstruct): string =>
  `AwsSolutions-IAM5[Resource::<${logicalId(bucket)}.Arn>/*]`;

function logicalId(construct: IConstruct): string {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new Error(`${construct.node.path} is no resource`);
  return Stack.of(construct).getLogicalId(resource);
}

/** What the rules say of the functions that CDK's library brings along. */
export const OF_LIBRARY_FUNCTIONS = [
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  'AwsSolutions-L1',
  'Serverless-LambdaDefaultMemorySize',
  'Serverless-LambdaDLQ',
  'Serverless-LambdaLatestVersion',
  'Serverless-LambdaTracing',
];
