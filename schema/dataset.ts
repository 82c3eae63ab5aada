import { builder } from './builder.ts';
import type { Head } from './store/rows.ts';

const Dataset = builder.objectRef<Head>('Dataset').implement({
  description: 'The whole record as it is served now.',
  fields: (t) => ({
    release: t.exposeString('release', {
      description: 'Names the content: the same release, the same answers.',
    }),
    meetings: t.exposeInt('meetings', { description: 'How many meetings it has.' }),
    participants: t.exposeInt('participants', { description: 'How many persons, states and organizations.' }),
    statements: t.exposeInt('statements', { description: 'How many statements.' }),
    topics: t.exposeInt('topics', { description: 'How many topics.' }),
    from: t.expose('from', {
      type: 'Date',
      nullable: true,
      description: 'The first day of its first meeting.',
    }),
    to: t.expose('to', { type: 'Date', nullable: true, description: 'The last day of its last meeting.' }),
    licence: t.exposeString('licence', { description: 'The licence of the records (SPDX identifier).' }),
  }),
});

builder.queryField('dataset', (t) =>
  t.field({
    type: Dataset,
    description: 'The whole record as it is served now.',
    resolve: (_root, _args, { session }) => session.head,
  }),
);
