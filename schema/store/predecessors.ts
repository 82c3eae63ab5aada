import type { Session } from './session.ts';

/**
 * A participant and, if a query includes them, all its predecessors; any of these counts as the participant.
 */
export type Group = readonly string[];

/**
 * The groups of participants, in their order; one BatchGetItem, or no request if predecessors do not count.
 */
export async function groupsOf(
  session: Session,
  slugs: readonly string[],
  withPredecessors: boolean | undefined,
): Promise<Group[]> {
  if (!withPredecessors) return slugs.map((slug) => [slug]);
  const known = await Promise.all(slugs.map((slug) => session.participant(slug)));
  return slugs.map((slug, index) => [slug, ...(known[index]?.earlier ?? [])]);
}
