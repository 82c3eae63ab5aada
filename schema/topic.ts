import { listOf } from './analysis.ts';
import { builder } from './builder.ts';
import { connectionOf, connectNodes, priceOfList, priceOfPage } from './connection.ts';
import type { Context } from './context.ts';
import { globalId, slugOf } from './global-id.ts';
import { IdentifierType } from './identifier.ts';
import { fieldsOf } from './loaded.ts';
import { connectMeetings, MeetingConnection, MeetingOrder } from './meeting-list.ts';
import { nameStart } from './name.ts';
import { ROW_PRICE } from './prices.ts';
import { Topic } from './refs.ts';
import { connectStatements, StatementConnection, statementArguments, statementQueryOf } from './statement.ts';
import type { TopicFull, TopicRef } from './store/rows.ts';
import { keyedTopics, type TopicQuery } from './store/topics.ts';

const ofWhole = fieldsOf(
  (topic: TopicRef | TopicFull, { session }: Context) =>
    'altLabels' in topic ? topic : session.topic(topic.slug),
  ({ slug }) => `topic ${slug}`,
);

Topic.implement({
  description: 'A subject of statements, in a hierarchy of broader and narrower topics (SKOS).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque, permanent id.',
      resolve: ({ slug }) => globalId('Topic', slug),
    }),
    slug: t.exposeString('slug', { description: 'Readable id for use in URLs, such as `ukraine-war`.' }),
    prefLabel: t.exposeString('prefLabel', { description: 'Preferred label.' }),
    altLabels: t.stringList({
      description: 'Alternative labels, also searched.',
      resolve: ofWhole(({ altLabels }) => [...altLabels]),
    }),
    description: t.string({
      nullable: true,
      description: 'Scope of the topic.',
      resolve: ofWhole(({ description }) => description),
    }),
    broader: t.field({
      type: [Topic],
      complexity: { field: 1, multiplier: 3 },
      description: 'The next broader topics; empty for a root.',
      resolve: ofWhole(({ broader }) => [...broader]),
    }),
    narrower: t.field({
      type: [Topic],
      complexity: { field: 1, multiplier: 20 },
      description: 'The next narrower topics.',
      resolve: ofWhole(({ narrower }) => [...narrower]),
    }),
    exactMatch: t.field({
      type: [IdentifierType],
      complexity: { field: 1, multiplier: 5 },
      description: 'Ids of the same topic in other collections.',
      resolve: ofWhole(({ exactMatch }) => [...exactMatch]),
    }),
    meetings: t.field({
      type: MeetingConnection,
      description: 'Meetings that cover this topic or a narrower one, by date.',
      args: {
        orderBy: t.arg({ type: MeetingOrder, defaultValue: 'DATE_DESC', description: 'Orders the list.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) => connectMeetings(context, args, {}, { topic: slug }),
    }),
    statements: t.field({
      type: StatementConnection,
      description: 'Statements about this topic or a narrower one, by date.',
      args: statementArguments,
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) => {
        return connectStatements(context, args, statementQueryOf(args.filter), { topics: [slug] });
      },
    }),
  }),
});

const TopicConnection = connectionOf(Topic, 'Topic', 'A topic', 'topics');

const TopicBy = builder.inputType('TopicBy', {
  description: 'Identifies a topic. Give exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    slug: t.string({ description: 'Slug, such as `ukraine-war`.' }),
  }),
});

const TopicFilter = builder.inputType('TopicFilter', {
  description: 'Filters topics. A topic must satisfy every condition given.',
  fields: (t) => ({
    roots: t.boolean({
      description: 'True returns only topics without a broader one; false returns only the others.',
    }),
    label: t.string({
      description: 'A word of any label begins with this. Case, accents and punctuation are ignored.',
    }),
  }),
});

builder.queryFields((t) => ({
  topic: t.field({
    type: Topic,
    nullable: true,
    description: 'Returns one topic, or null if it does not exist.',
    complexity: ROW_PRICE,
    args: { by: t.arg({ type: TopicBy, required: true, description: 'Identifies the record.' }) },
    resolve: (_root, { by }, { session }) => {
      const slug = slugOf(by, 'Topic');
      return slug === undefined ? null : session.topic(slug);
    },
  }),
  topics: t.field({
    type: TopicConnection,
    description: 'Lists topics by label. With `filter.label`, the order is that of the matching labels.',
    args: {
      filter: t.arg({ type: TopicFilter, description: 'Filters the list.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: priceOfList,
    resolve: (_root, args, context) => {
      const { roots, label } = args.filter ?? {};
      const query: TopicQuery = {
        ...(typeof roots === 'boolean' ? { roots } : {}),
        ...(typeof label === 'string' ? { label: nameStart('filter.label', 'label', label) } : {}),
      };
      const { session } = context;
      const list = listOf(
        context,
        keyedTopics(session, query),
        (analysis) => analysis.topics(query),
        (slug) => session.topic(slug),
      );
      return connectNodes(context, ['topics', query], list, args, true);
    },
  }),
}));
