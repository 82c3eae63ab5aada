import type { Config } from './config.ts';

/** The stage is in the name of each stack, and so in all that is named after it: stages live side by side. */
export const stackName = (stage: string, part: string): string => `communique-${stage}-${part}`;

/**
 * The tags of every resource. Stacks get them as well: CloudFormation hands them to resources whose templates cannot name them.
 */
export const tagsOf = ({ stage }: Config): Record<string, string> => ({
  'communique:project': 'communique',
  'communique:stage': stage,
});
