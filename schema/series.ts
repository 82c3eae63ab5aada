import { builder } from './builder.ts';
import { priceOfPage } from './connection.ts';
import { globalId, slugOf } from './global-id.ts';
import { connectMeetings, MeetingConnection } from './meeting-list.ts';
import { ROW_PRICE } from './prices.ts';
import { Series } from './refs.ts';

Series.implement({
  description: 'Recurring meetings under one name, such as the summits of a group.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque, permanent id.',
      resolve: ({ slug }) => globalId('Series', slug),
    }),
    slug: t.exposeString('slug', { description: 'Readable id for use in URLs.' }),
    name: t.exposeString('name', { description: 'Name of the series.' }),
    meetings: t.field({
      type: MeetingConnection,
      description: 'The meetings of the series, oldest first.',
      args: { ...t.arg.connectionArgs() },
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) =>
        connectMeetings(context, { ...args, orderBy: 'DATE_ASC' }, {}, { series: slug }),
    }),
  }),
});

const SeriesBy = builder.inputType('SeriesBy', {
  description: 'Identifies a series. Give exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    slug: t.string({ description: 'Slug of the series.' }),
  }),
});

builder.queryField('series', (t) =>
  t.field({
    type: Series,
    nullable: true,
    description: 'Returns one series, or null if it does not exist.',
    complexity: ROW_PRICE,
    args: { by: t.arg({ type: SeriesBy, required: true, description: 'Identifies the record.' }) },
    resolve: (_root, { by }, { session }) => {
      const slug = slugOf(by, 'Series');
      return slug === undefined ? null : session.series(slug);
    },
  }),
);
