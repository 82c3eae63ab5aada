import { builder } from './builder.ts';
import { connect } from './connection.ts';
import { Dump, dumpsOf } from './dump.ts';
import { publishedReleases, ReleaseConnection } from './edition.ts';
import { DOWNLOAD_PRICE, QUERY_PRICE } from './prices.ts';
import { readPage, sourceOfArray } from './store/page.ts';
import type { Head } from './store/rows.ts';

const Dataset = builder.objectRef<Head>('Dataset').implement({
  description: 'The release that is being served.',
  fields: (t) => ({
    release: t.exposeString('release', {
      description: 'Id of the release. The same release always gives the same answers.',
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
    releases: t.field({
      type: ReleaseConnection,
      description: 'Releases that have been live, newest first: at most the last 50, from the last 90 days.',
      args: t.arg.connectionArgs(),
      complexity: ({ first, last }) => ({
        field: QUERY_PRICE,
        multiplier: Math.min(Math.max(first ?? last ?? 20, 0), 100),
      }),
      resolve: async (_head, args, context) => {
        const releases = await publishedReleases(context);
        const source = sourceOfArray(
          releases.map((value) => ({ at: `${value.published} ${value.id}`, value })),
        );
        const list = {
          read: (request: Parameters<typeof readPage>[1]) => readPage(source, request),
          total: async () => releases.length,
        };
        return connect(context, ['releases'], list, args, false, (node) => ({ node }));
      },
    }),
    dumps: t.field({
      type: [Dump],
      description:
        'The files to download: the records as JSON Lines, tables as CSV, a README that names the licence, and checksums.',
      complexity: DOWNLOAD_PRICE,
      resolve: (_head, _args, context) => dumpsOf(context),
    }),
  }),
});

builder.queryField('dataset', (t) =>
  t.field({
    type: Dataset,
    description: 'The release that is being served.',
    resolve: (_root, _args, { session }) => session.head,
  }),
);
