import type { Config } from './config.ts';

/** The stacks of a stage in the order in which a deploy makes them. */
export const PARTS = [
  'certificate',
  'firewall',
  'data',
  'api',
  'operations',
  'edge-alarms',
  'pipeline',
] as const;
export type Part = (typeof PARTS)[number];

/** Those that must be in the region of the edge, whatever region the stage is in. */
export const AT_EDGE: ReadonlySet<Part> = new Set(['certificate', 'firewall', 'edge-alarms']);

/** The stage is in the name of each stack, and so in all that is named after it: stages live side by side. */
export const stackName = (stage: string, part: Part): string => `communique-${stage}-${part}`;

/**
 * The tags of every resource. Stacks get them as well: CloudFormation hands them to resources whose templates
 * cannot name them.
 */
export const tagsOf = ({ stage }: Config): Record<string, string> => ({
  'communique:project': 'communique',
  'communique:stage': stage,
});
