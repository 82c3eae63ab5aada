import { builder } from './builder.ts';
import { priceOfPart } from './connection.ts';
import type { Context } from './context.ts';
import { enumOf } from './enum.ts';
import { readoutId } from './global-id.ts';
import { fieldsOf } from './loaded.ts';
import { readoutKinds } from './record/vocabulary.ts';
import { Meeting, Participant, Readout } from './refs.ts';
import { connectStatements, StatementConnection } from './statement.ts';
import type { ReadoutFull, ReadoutRef } from './store/rows.ts';

const ReadoutKind = enumOf('ReadoutKind', readoutKinds);

const ofWhole = fieldsOf(
  (readout: ReadoutRef | ReadoutFull, { session }: Context) =>
    'language' in readout ? readout : session.readout(readout.meeting.slug, readout.id),
  ({ meeting, id }) => `readout ${id} of ${meeting.slug}`,
);

Readout.implement({
  description:
    "One side's account of a meeting, or an independent publisher's. Accounts stay separate: nothing merges their claims.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque, permanent id.',
      resolve: ({ meeting, id }) => readoutId(meeting.slug, id),
    }),
    meeting: t.field({
      type: Meeting,
      description: 'The meeting that the account describes.',
      resolve: ({ meeting }) => meeting,
    }),
    party: t.field({
      type: Participant,
      nullable: true,
      description:
        'The side whose account this is, even if a news outlet relays it; null for an independent account.',
      resolve: ofWhole(({ party }) => party),
    }),
    kind: t.field({
      type: ReadoutKind,
      nullable: true,
      description: 'Kind of account; null if not recorded.',
      resolve: ofWhole(({ kind }) => kind),
    }),
    publisher: t.exposeString('publisher', { description: 'The publisher.' }),
    provenance: t.string({
      nullable: true,
      description: 'What the publisher relays, such as `Foreign Ministry text`.',
      resolve: ofWhole(({ provenance }) => provenance),
    }),
    title: t.string({
      nullable: true,
      description: 'Title; in square brackets if it is a description.',
      resolve: ofWhole(({ title }) => title),
    }),
    url: t.expose('url', { type: 'URL', nullable: true, description: 'Address of the account.' }),
    archivedUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'Address of an archived copy.',
      resolve: ofWhole(({ archivedUrl }) => archivedUrl),
    }),
    accessed: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day on which the account was read for the record.',
      resolve: ofWhole(({ accessed }) => accessed),
    }),
    translationOf: t.field({
      type: Readout,
      nullable: true,
      description: 'The readout of the same meeting that this one translates.',
      resolve: ofWhole(({ translationOf }) => translationOf),
    }),
    supersededBy: t.field({
      type: Readout,
      nullable: true,
      description: 'The readout of the same meeting that replaced this one.',
      resolve: ofWhole(({ supersededBy }) => supersededBy),
    }),
    published: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day of publication; null if the account shows none.',
      resolve: ofWhole(({ published }) => published),
    }),
    language: t.field({
      type: 'LanguageTag',
      description: 'Language of the account.',
      resolve: ofWhole(({ language }) => language),
    }),
    statements: t.field({
      type: StatementConnection,
      description: 'Statements that cite this readout, in the order of the record.',
      args: { ...t.arg.connectionArgs() },
      complexity: priceOfPart,
      resolve: ({ meeting, id }, args, context) =>
        connectStatements(
          context,
          { ...args, orderBy: 'DATE_ASC' },
          {},
          { readout: { meeting: meeting.slug, id } },
        ),
    }),
  }),
});
