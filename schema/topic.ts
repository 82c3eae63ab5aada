import { builder } from './builder.ts';
import { connect, connectionOf, priceOfPage } from './connection.ts';
import type { Context } from './context.ts';
import { badArgument } from './errors.ts';
import { globalId, slugOf } from './global-id.ts';
import { IdentifierType } from './identifier.ts';
import { fieldsOf } from './loaded.ts';
import { connectMeetings, MeetingConnection, MeetingOrder } from './meeting.ts';
import { Topic } from './refs.ts';
import { connectStatements, StatementConnection, statementArguments, statementQueryOf } from './statement.ts';
import type { TopicFull, TopicRef } from './store/rows.ts';
import { listTopics, type TopicQuery } from './store/topics.ts';

const ofWhole = fieldsOf(
  (topic: TopicRef | TopicFull, { session }: Context) =>
    'altLabels' in topic ? topic : session.topic(topic.slug),
  ({ slug }) => `topic ${slug}`,
);

Topic.implement({
  description: 'What statements are about, in a tree of broader and narrower topics (SKOS).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id, the same for ever.',
      resolve: ({ slug }) => globalId('Topic', slug),
    }),
    slug: t.exposeString('slug', { description: 'The name of the record, for addresses: `ukraine-war`.' }),
    prefLabel: t.exposeString('prefLabel', { description: 'The label to show.' }),
    altLabels: t.stringList({
      description: 'Other labels by which it is looked for.',
      resolve: ofWhole(({ altLabels }) => [...altLabels]),
    }),
    description: t.string({
      nullable: true,
      description: 'What belongs to it.',
      resolve: ofWhole(({ description }) => description),
    }),
    broader: t.field({
      type: [Topic],
      complexity: { field: 1, multiplier: 2 },
      description: 'The next wider topics; none for a root.',
      resolve: ofWhole(({ broader }) => [...broader]),
    }),
    narrower: t.field({
      type: [Topic],
      complexity: { field: 1, multiplier: 10 },
      description: 'The next narrower topics.',
      resolve: ofWhole(({ narrower }) => [...narrower]),
    }),
    exactMatch: t.field({
      type: [IdentifierType],
      complexity: { field: 1, multiplier: 2 },
      description: 'The same topic in other collections.',
      resolve: ofWhole(({ exactMatch }) => [...exactMatch]),
    }),
    meetings: t.field({
      type: MeetingConnection,
      description: 'The meetings where it or a narrower topic was spoken of, by date.',
      args: {
        orderBy: t.arg({ type: MeetingOrder, defaultValue: 'DATE_DESC', description: 'The order.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) => connectMeetings(context, args, { topic: slug }),
    }),
    statements: t.field({
      type: StatementConnection,
      description: 'What was said about it or a narrower topic, by date.',
      args: statementArguments,
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) => {
        const query = statementQueryOf(args.filter);
        const topics = [...new Set([slug, ...(query.topics ?? [])])].sort();
        return connectStatements(context, args, { ...query, topics });
      },
    }),
  }),
});

const TopicConnection = connectionOf(Topic, 'Topic', 'A topic', 'topics');

const TopicBy = builder.inputType('TopicBy', {
  description: 'How a topic is named: by one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    slug: t.string({ description: 'The name of its record: `ukraine-war`.' }),
  }),
});

const TopicFilter = builder.inputType('TopicFilter', {
  description: 'Which topics: those that fulfil every condition given.',
  fields: (t) => ({
    roots: t.boolean({ description: 'true: only those with nothing broader; false: only the others.' }),
    label: t.string({
      description:
        'With a label a word of which begins like this. Case, accents and punctuation do not count.',
    }),
  }),
});

builder.queryFields((t) => ({
  topic: t.field({
    type: Topic,
    nullable: true,
    description: 'One topic, or null when there is none of that name.',
    args: { by: t.arg({ type: TopicBy, required: true, description: 'Which one.' }) },
    resolve: (_root, { by }, { session }) => {
      const slug = slugOf(by, 'Topic');
      return slug === undefined ? null : session.topic(slug);
    },
  }),
  topics: t.field({
    type: TopicConnection,
    description: 'Topics by label; those found by a label in the order of the labels found.',
    args: { filter: t.arg({ type: TopicFilter, description: 'Which of them.' }), ...t.arg.connectionArgs() },
    complexity: priceOfPage,
    resolve: (_root, args, context) => {
      const { roots, label } = args.filter ?? {};
      if (typeof label === 'string' && label.trim() === '') {
        throw badArgument(
          'filter.label',
          'filter.label is empty; give the beginning of a label, or leave it out.',
        );
      }
      const query: TopicQuery = {
        ...(typeof roots === 'boolean' ? { roots } : {}),
        ...(label ? { label } : {}),
      };
      const listing = listTopics(context.session, query);
      return connect(context, ['topics', query], listing, args, true, (node) => ({ node }));
    },
  }),
}));
