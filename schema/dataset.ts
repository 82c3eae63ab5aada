import { listOfEntries } from './analysis.ts';
import { builder } from './builder.ts';
import { connectNodes, priceOfPart } from './connection.ts';
import { Dump, dumpsOf } from './dump.ts';
import { publishedReleases, ReleaseConnection } from './edition.ts';
import { DOWNLOAD_PRICE, QUERY_PRICE } from './prices.ts';
import { DAYS_KEPT, EDITIONS_KEPT } from './store/editions.ts';
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
      description: `Releases that have been live, newest first: at most the last ${EDITIONS_KEPT}, from the last ${DAYS_KEPT} days.`,
      args: t.arg.connectionArgs(),
      complexity: (args) => ({ ...priceOfPart(args), field: QUERY_PRICE }),
      resolve: async (_head, args, context) => {
        const releases = await publishedReleases(context);
        const list = listOfEntries(
          releases.map((value) => ({ at: `${value.published} ${value.id}`, value })),
        );
        return connectNodes(context, ['releases'], list, args, false);
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
