import { type Attributes, type Stored, text, textOrNull, texts, unlessEmpty } from '../attributes.ts';
import { packIdentifier, packTopicRef, unpackIdentifier, unpackTopicRef } from '../references.ts';
import type { TopicFull } from '../rows.ts';

// Packs a topic into a row, and back. A missing value is a missing attribute.

export function packTopic(topic: TopicFull): Attributes {
  return {
    topic: packTopicRef(topic),
    altLabels: unlessEmpty(topic.altLabels),
    description: topic.description ?? undefined,
    broader: unlessEmpty(topic.broader.map(packTopicRef)),
    narrower: unlessEmpty(topic.narrower.map(packTopicRef)),
    exactMatch: unlessEmpty(topic.exactMatch.map(packIdentifier)),
  };
}
export function unpackTopic(row: Stored): TopicFull {
  return {
    ...unpackTopicRef(text(row, 'topic')),
    altLabels: texts(row, 'altLabels'),
    description: textOrNull(row, 'description'),
    broader: texts(row, 'broader').map(unpackTopicRef),
    narrower: texts(row, 'narrower').map(unpackTopicRef),
    exactMatch: texts(row, 'exactMatch').map(unpackIdentifier),
  };
}
