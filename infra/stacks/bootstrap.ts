import { DefaultStackSynthesizer } from 'aws-cdk-lib';

/** The key in the context of cdk.json under which CDK looks for the qualifier. */
export const QUALIFIER = '@aws-cdk/core:bootstrapQualifier';

/** The default qualifier in the names of bootstrap resources, which is CDK's own. */
export const DEFAULT_QUALIFIER = DefaultStackSynthesizer.DEFAULT_QUALIFIER;

/**
 * The name of the bootstrap stack. CDK's default is always CDKToolkit, which under another qualifier would
 * replace the bucket and the roles of the account's other projects.
 */
export const toolkitOf = (qualifier: string): string =>
  qualifier === DEFAULT_QUALIFIER ? 'CDKToolkit' : `CDKToolkit-${qualifier}`;

/** The parameter that stores the bootstrap version. */
export const versionParameter = (qualifier: string): string => `/cdk-bootstrap/${qualifier}/version`;

/** The notation of cdk-nag for the objects of the asset bucket. */
export const assetObjects = (qualifier: string, region: string, objects: string): string =>
  `AwsSolutions-IAM5[Resource::arn:aws:s3:::cdk-${qualifier}-assets-<AWS::AccountId>-${region}/${objects}]`;
