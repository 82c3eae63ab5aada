import { builder } from './builder.ts';
import { priceOfPage } from './connection.ts';
import type { Context } from './context.ts';
import { readoutId } from './global-id.ts';
import { fieldsOf } from './loaded.ts';
import { Meeting, Participant, Readout } from './refs.ts';
import { connectStatements, StatementConnection } from './statement.ts';
import type { ReadoutFull, ReadoutRef } from './store/rows.ts';

const ofWhole = fieldsOf(
  (readout: ReadoutRef | ReadoutFull, { session }: Context) =>
    'language' in readout ? readout : session.readout(readout.meeting.slug, readout.id),
  ({ meeting, id }) => `readout ${id} of ${meeting.slug}`,
);

Readout.implement({
  description:
    "One side's account of a meeting, or an independent publisher's. Accounts stay apart: nothing merges what they claim.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id, the same for ever.',
      resolve: ({ meeting, id }) => readoutId(meeting.slug, id),
    }),
    meeting: t.field({
      type: Meeting,
      description: 'The meeting that it tells of.',
      resolve: ({ meeting }) => meeting,
    }),
    party: t.field({
      type: Participant,
      nullable: true,
      description:
        'The side whose account it gives, even where a news outlet relays it; null for an independent one.',
      resolve: ofWhole(({ party }) => party),
    }),
    publisher: t.exposeString('publisher', { description: 'Who published it.' }),
    provenance: t.string({
      nullable: true,
      description: 'What a relaying publisher passes on, such as `Foreign Ministry text`.',
      resolve: ofWhole(({ provenance }) => provenance),
    }),
    title: t.string({
      nullable: true,
      description: 'Its title; in square brackets where that is a description.',
      resolve: ofWhole(({ title }) => title),
    }),
    url: t.expose('url', { type: 'URL', nullable: true, description: 'Where it is.' }),
    published: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day of publication; null where it shows none.',
      resolve: ofWhole(({ published }) => published),
    }),
    language: t.field({
      type: 'LanguageTag',
      description: 'The language that it is written in.',
      resolve: ofWhole(({ language }) => language),
    }),
    statements: t.field({
      type: StatementConnection,
      description: 'The statements that cite it, in the order of the meeting.',
      args: { ...t.arg.connectionArgs() },
      complexity: priceOfPage,
      resolve: ({ meeting, id }, args, context) =>
        connectStatements(
          context,
          { ...args, orderBy: 'DATE_ASC' },
          { readout: { meeting: meeting.slug, id } },
        ),
    }),
  }),
});
