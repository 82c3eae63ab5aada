import { unpackTopic } from './codec/topic.ts';
import { list } from './keys.ts';
import { type Listing, sourceOfList } from './listing.ts';
import { sourceByName } from './name-search.ts';
import type { TopicFull } from './rows.ts';
import type { Session } from './session.ts';

export interface TopicQuery {
  /** Only topics without a broader one. */
  readonly roots?: boolean;
  /** Beginning of a word of any label. */
  readonly label?: string;
}

/**
 * The list in the table that contains exactly the topics that a query matches; undefined if there is none.
 */
export function keyedTopics(session: Session, { roots, label }: TopicQuery): Listing<TopicFull> | undefined {
  if (label !== undefined) {
    if (roots !== undefined) return undefined;
    return { source: sourceByName(session, label, list.topicsByLabel, unpackTopic) };
  }
  if (roots === false) return undefined;
  const chosen = roots ? list.rootTopics : list.topics;
  return {
    source: sourceOfList(session.reader, chosen, unpackTopic),
    total: async () => (roots ? (await session.counter(chosen)).n : session.head.topics),
  };
}
