import { DefaultStackSynthesizer } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The name of the stack that `cdk bootstrap` makes unless it is told another: bucket and roles that every deploy needs. */
export const TOOLKIT = 'CDKToolkit';

/** The qualifier in the names of what bootstrapping made: `@aws-cdk/core:bootstrapQualifier` in cdk.json, or CDK's own. */
export const qualifierOf = (construct: IConstruct): string => {
  const given: unknown = construct.node.tryGetContext('@aws-cdk/core:bootstrapQualifier');
  return typeof given === 'string' ? given : DefaultStackSynthesizer.DEFAULT_QUALIFIER;
};

/** How cdk-nag writes objects of the bucket of assets. */
export const assetObjects = (construct: IConstruct, region: string, objects: string): string =>
  `AwsSolutions-IAM5[Resource::arn:aws:s3:::cdk-${qualifierOf(construct)}-assets-<AWS::AccountId>-${region}/${objects}]`;
