import { unpackTopic } from './codec.ts';
import { list } from './keys.ts';
import { type Listing, sourceOfList } from './listing.ts';
import { sourceByName } from './name-search.ts';
import type { TopicFull } from './rows.ts';
import type { Session } from './session.ts';

export interface TopicQuery {
  /** Only those with nothing broader. */
  readonly roots?: boolean;
  /** Beginning of a word of any label. */
  readonly label?: string;
}

/** Topics by label. */
export function listTopics(session: Session, query: TopicQuery): Listing<TopicFull> {
  const isRoot = (topic: TopicFull) => (topic.broader.length === 0) === query.roots;
  if (query.label !== undefined) {
    const source = sourceByName(session, query.label, list.topicsByLabel, unpackTopic);
    return { source, ...(query.roots === undefined ? {} : { keep: isRoot }), total: async () => null };
  }
  if (query.roots === false) {
    const source = sourceOfList(session.reader, list.topics, unpackTopic, {}, true);
    return { source, keep: isRoot, total: async () => null };
  }
  const chosen = query.roots ? list.rootTopics : list.topics;
  return {
    source: sourceOfList(session.reader, chosen, unpackTopic),
    total: async () => (query.roots ? (await session.counter(chosen)).n : session.head.topics),
  };
}
