import { builder } from './builder.ts';
import type { Head } from './store/rows.ts';

const Dataset = builder.objectRef<Head>('Dataset').implement({
  description: 'The release that is being served.',
  fields: (t) => ({
    release: t.exposeString('release', {
      description: 'Id of the release. The same release gives the same answers.',
    }),
    meetings: t.exposeInt('meetings', { description: 'Number of meetings.' }),
    participants: t.exposeInt('participants', {
      description: 'Number of persons, states and organizations.',
    }),
    statements: t.exposeInt('statements', { description: 'Number of statements.' }),
    topics: t.exposeInt('topics', { description: 'Number of topics.' }),
    from: t.expose('from', {
      type: 'Date',
      nullable: true,
      description: 'First day of the earliest meeting.',
    }),
    to: t.expose('to', { type: 'Date', nullable: true, description: 'Last day of the latest meeting.' }),
    licence: t.exposeString('licence', { description: 'Licence of the records, as an SPDX identifier.' }),
  }),
});

builder.queryField('dataset', (t) =>
  t.field({
    type: Dataset,
    description: 'The release that is being served.',
    resolve: (_root, _args, { session }) => session.head,
  }),
);
