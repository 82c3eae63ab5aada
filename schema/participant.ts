import { builder } from './builder.ts';
import { connect, connectionOf, priceOfPage } from './connection.ts';
import type { Context } from './context.ts';
import { badArgument } from './errors.ts';
import { globalId, slugOf } from './global-id.ts';
import { IdentifierInput, IdentifierType } from './identifier.ts';
import { fieldsOf } from './loaded.ts';
import { connectMeetings, MeetingConnection, meetingArguments, meetingQueryOf } from './meeting.ts';
import { nameIn } from './name.ts';
import { ParticipantKind } from './participant-kind.ts';
import { Participant } from './refs.ts';
import { connectStatements, StatementConnection, statementArguments, statementQueryOf } from './statement.ts';
import { listParticipants, type ParticipantQuery, participantByIdentifier } from './store/participants.ts';
import type { OfficeHeld, ParticipantRef, ParticipantSummary } from './store/rows.ts';

const Name = builder.objectRef<{ name: string; language: string | null }>('Name').implement({
  description: 'A name in one language and script.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name.' }),
    language: t.expose('language', {
      type: 'LanguageTag',
      nullable: true,
      description:
        'Its language; null for the name that is shown when no language is asked for, in English as a rule.',
    }),
  }),
});

const OfficeHeldType = builder.objectRef<OfficeHeld>('OfficeHeld').implement({
  description:
    'An office that records give a person. They say when it was seen held, not when it was taken up or left.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'The office, as recorded.' }),
    onBehalfOf: t.expose('onBehalfOf', {
      type: Participant,
      nullable: true,
      description: 'The state or organization whose office it is.',
    }),
    from: t.expose('from', { type: 'Date', description: 'The first day on which a record shows it.' }),
    to: t.expose('to', { type: 'Date', description: 'The last day on which a record shows it.' }),
  }),
});

const ofSummary = fieldsOf(
  (participant: ParticipantRef | ParticipantSummary, { session }: Context) =>
    'names' in participant ? participant : session.participant(participant.slug),
  ({ slug }) => `participant ${slug}`,
);
const nameInLanguage = ofSummary(({ names }, { language }: { language?: string | null | undefined }) =>
  nameIn(language ?? 'en', names),
);

Participant.implement({
  description: 'A person, a state or an organization that meets others or speaks.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id, the same for ever.',
      resolve: ({ slug }) => globalId('Participant', slug),
    }),
    slug: t.exposeString('slug', { description: 'The name of the record, for addresses: `wang-yi`.' }),
    kind: t.expose('kind', { type: ParticipantKind, description: 'What it is.' }),
    name: t.string({
      description:
        'Its name in the language asked for, else in a variant of it, else the name usual in English.',
      args: { language: t.arg({ type: 'LanguageTag', description: 'The language wanted.' }) },
      resolve: (participant, args, context) =>
        args.language ? nameInLanguage(participant, args, context) : participant.name,
    }),
    names: t.field({
      type: [Name],
      description: 'All its names, the one usual in English first.',
      resolve: ofSummary(({ names }) => [...names]),
    }),
    country: t.expose('country', {
      type: 'CountryCode',
      nullable: true,
      description: "A state's own code; for others the country they belong to, null when that is none.",
    }),
    identifiers: t.field({
      type: [IdentifierType],
      complexity: { field: 1, multiplier: 2 },
      description: 'What it is called in other collections.',
      resolve: ofSummary(({ identifiers }) => [...identifiers]),
    }),
    offices: t.field({
      type: [OfficeHeldType],
      description: 'Offices as recorded at meetings, newest first.',
      resolve: async ({ slug }, _args, { session }) => [...(await session.offices(slug))],
    }),
    meetings: t.field({
      type: MeetingConnection,
      description:
        'The meetings where it was, by date. A state or an organization was there when somebody was on its behalf or it is listed itself.',
      args: meetingArguments,
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) => {
        const query = meetingQueryOf(args.filter);
        return connectMeetings(context, args, { ...query, members: [slug, ...(query.members ?? [])] });
      },
    }),
    statements: t.field({
      type: StatementConnection,
      description: 'What it said or did, or what was said on its behalf, by date.',
      args: statementArguments,
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) =>
        connectStatements(context, args, { ...statementQueryOf(args.filter), maker: slug }),
    }),
  }),
});

const ParticipantConnection = connectionOf(Participant, 'Participant', 'A participant', 'participants');

const ParticipantBy = builder.inputType('ParticipantBy', {
  description: 'How a participant is named: by one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    slug: t.string({ description: 'The name of its record: `wang-yi`.' }),
    identifier: t.field({ type: IdentifierInput, description: 'What it is called elsewhere.' }),
  }),
});

const ParticipantFilter = builder.inputType('ParticipantFilter', {
  description: 'Which participants: those that fulfil every condition given.',
  fields: (t) => ({
    kind: t.field({
      type: [ParticipantKind],
      description: 'Of one of these kinds; an empty list is no condition.',
    }),
    country: t.field({ type: 'CountryCode', description: 'Of this country.' }),
    name: t.string({
      description:
        'With a name, in any language and script, a word of which begins like this. Case, accents and punctuation do not count.',
    }),
  }),
});

builder.queryFields((t) => ({
  participant: t.field({
    type: Participant,
    nullable: true,
    description: 'One participant, or null when there is none of that name.',
    args: { by: t.arg({ type: ParticipantBy, required: true, description: 'Which one.' }) },
    resolve: (_root, { by }, { session }) => {
      if (by.identifier) return participantByIdentifier(session, by.identifier.scheme, by.identifier.value);
      const slug = slugOf(by, 'Participant');
      return slug === undefined ? null : session.participant(slug);
    },
  }),
  participants: t.field({
    type: ParticipantConnection,
    description: 'Participants by name; those found by a name in the order of the names found.',
    args: {
      filter: t.arg({ type: ParticipantFilter, description: 'Which of them.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: priceOfPage,
    resolve: async (_root, args, context) => {
      const { kind, country, name } = args.filter ?? {};
      if (typeof name === 'string' && name.trim() === '') {
        throw badArgument(
          'filter.name',
          'filter.name is empty; give the beginning of a name, or leave it out.',
        );
      }
      const query: ParticipantQuery = {
        ...(kind?.length ? { kinds: [...kind].sort() } : {}),
        ...(country ? { country } : {}),
        ...(name ? { name } : {}),
      };
      const listing = await listParticipants(context.session, query);
      return connect(context, ['participants', query], listing, args, true, (node) => ({ node }));
    },
  }),
}));
