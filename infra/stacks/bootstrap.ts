import { DefaultStackSynthesizer } from 'aws-cdk-lib';

/** The key in the context of cdk.json under which CDK looks for the qualifier. */
export const QUALIFIER = '@aws-cdk/core:bootstrapQualifier';

/** The qualifier in the names of what bootstrapping makes, unless another is set: CDK's own. */
export const DEFAULT_QUALIFIER = DefaultStackSynthesizer.DEFAULT_QUALIFIER;

/**
 * The stack of a bootstrap. CDK always calls it CDKToolkit if it is not told otherwise; under another
 * qualifier that would replace the bucket and the roles of the account's other projects.
 */
export const toolkitOf = (qualifier: string): string =>
  qualifier === DEFAULT_QUALIFIER ? 'CDKToolkit' : `CDKToolkit-${qualifier}`;

/** The parameter in which a bootstrap keeps its version. */
export const versionParameter = (qualifier: string): string => `/cdk-bootstrap/${qualifier}/version`;

/** How cdk-nag writes objects of the bucket of assets. */
export const assetObjects = (qualifier: string, region: string, objects: string): string =>
  `AwsSolutions-IAM5[Resource::arn:aws:s3:::cdk-${qualifier}-assets-<AWS::AccountId>-${region}/${objects}]`;
