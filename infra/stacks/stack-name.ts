import type { Config } from './config.ts';

/** The stacks of a stage, in the order in which a deploy creates them. */
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

/** The stacks that must be in the region of the edge, whatever region the stage is in. */
export const AT_EDGE: ReadonlySet<Part> = new Set(['certificate', 'firewall', 'edge-alarms']);

/** The stage is part of the name of each stack, and of everything named after it, so stages can coexist. */
export const stackName = (stage: string, part: Part): string => `communique-${stage}-${part}`;

/**
 * The tags of every resource. Stacks get them as well, because CloudFormation passes them to resources whose
 * templates cannot set tags.
 */
export const tagsOf = ({ stage }: Config): Record<string, string> => ({
  'communique:project': 'communique',
  'communique:stage': stage,
});
