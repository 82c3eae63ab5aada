import { listOf } from './analysis.ts';
import { anyOf, chosen } from './any-of.ts';
import { builder } from './builder.ts';
import { connectionOf, connectNodes, priceOfList, priceOfPage } from './connection.ts';
import type { Context } from './context.ts';
import { globalId, slugOf } from './global-id.ts';
import { IdentifierInput, IdentifierType } from './identifier.ts';
import { fieldsOf } from './loaded.ts';
import { connectMeetings, MeetingConnection, meetingArguments, meetingQueryOf } from './meeting-list.ts';
import { nameIn, nameStart } from './name.ts';
import { ParticipantKind } from './participant-kind.ts';
import { ROW_PRICE } from './prices.ts';
import { Participant } from './refs.ts';
import { connectStatements, StatementConnection, statementArguments, statementQueryOf } from './statement.ts';
import { keyedParticipants, type ParticipantQuery, participantByIdentifier } from './store/participants.ts';
import type { OfficeHeld, ParticipantRef, ParticipantSummary } from './store/rows.ts';

const Name = builder.objectRef<{ name: string; language: string | null }>('Name').implement({
  description: 'A name in one language and script.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name.' }),
    language: t.expose('language', {
      type: 'LanguageTag',
      nullable: true,
      description: 'Language of the name; null for the default name, which is usually the English one.',
    }),
  }),
});

const OfficeHeldType = builder.objectRef<OfficeHeld>('OfficeHeld').implement({
  description:
    'An office that a person held according to the records. The dates show when records mention it, not when it began or ended.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Title of the office, as recorded.' }),
    onBehalfOf: t.expose('onBehalfOf', {
      type: Participant,
      nullable: true,
      description: 'The state or organization that the office belongs to.',
    }),
    from: t.expose('from', { type: 'Date', description: 'First day on which a record mentions it.' }),
    to: t.expose('to', { type: 'Date', description: 'Last day on which a record mentions it.' }),
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
      description: 'Opaque, permanent id.',
      resolve: ({ slug }) => globalId('Participant', slug),
    }),
    slug: t.exposeString('slug', { description: 'Readable id for use in URLs, such as `wang-yi`.' }),
    kind: t.expose('kind', { type: ParticipantKind, description: 'Person, state or organization.' }),
    name: t.string({
      description:
        'Name in the requested language, else in a related variant, else the default name, which is usually the English one.',
      args: { language: t.arg({ type: 'LanguageTag', description: 'Preferred language.' }) },
      resolve: (participant, args, context) =>
        args.language ? nameInLanguage(participant, args, context) : participant.name,
    }),
    names: t.field({
      type: [Name],
      complexity: { field: 1, multiplier: 20 },
      description: 'All names, starting with the default one.',
      resolve: ofSummary(({ names }) => [...names]),
    }),
    country: t.expose('country', {
      type: 'CountryCode',
      nullable: true,
      description: 'Country code of a state; for others, the country they belong to, or null.',
    }),
    identifiers: t.field({
      type: [IdentifierType],
      complexity: { field: 1, multiplier: 5 },
      description: 'Ids in other collections.',
      resolve: ofSummary(({ identifiers }) => [...identifiers]),
    }),
    predecessors: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 2 },
      description: 'The states that this state succeeded; likewise for organizations.',
      resolve: ofSummary(({ predecessors }) => [...predecessors]),
    }),
    successors: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 4 },
      description: 'The states that succeeded this state; likewise for organizations.',
      resolve: ofSummary(({ successors }) => [...successors]),
    }),
    offices: t.field({
      type: [OfficeHeldType],
      complexity: { field: 1, multiplier: 20 },
      description: 'Offices recorded at meetings, newest first.',
      resolve: async ({ slug }, _args, { session }) => [...(await session.offices(slug))],
    }),
    meetings: t.field({
      type: MeetingConnection,
      description:
        'Meetings that the participant took part in, by date. A state or an organization took part if somebody represented it or it is listed itself.',
      args: meetingArguments,
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) => {
        return connectMeetings(context, args, meetingQueryOf(args.filter), { members: [slug] });
      },
    }),
    statements: t.field({
      type: StatementConnection,
      description: 'Statements made by the participant or on its behalf, by date.',
      args: statementArguments,
      complexity: priceOfPage,
      resolve: ({ slug }, args, context) =>
        connectStatements(context, args, statementQueryOf(args.filter), { maker: slug }),
    }),
  }),
});

const ParticipantConnection = connectionOf(Participant, 'Participant', 'A participant', 'participants');

const ParticipantBy = builder.inputType('ParticipantBy', {
  description: 'Identifies a participant. Give exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    slug: t.string({ description: 'Slug, such as `wang-yi`.' }),
    identifier: t.field({ type: IdentifierInput, description: 'Id in another collection.' }),
  }),
});

const ParticipantFilter = builder.inputType('ParticipantFilter', {
  description: 'Filters participants. A participant must satisfy every condition given.',
  fields: (t) => ({
    kind: t.field(anyOf(ParticipantKind, 'The kind')),
    country: t.field({ type: 'CountryCode', description: 'The participant belongs to this country.' }),
    name: t.string({
      description:
        "A word of any of the participant's names, in any language and script, begins with this. Case, accents and punctuation are ignored.",
    }),
  }),
});

builder.queryFields((t) => ({
  participant: t.field({
    type: Participant,
    nullable: true,
    description: 'Returns one participant, or null if it does not exist.',
    complexity: ROW_PRICE,
    args: { by: t.arg({ type: ParticipantBy, required: true, description: 'Identifies the record.' }) },
    resolve: (_root, { by }, { session }) => {
      if (by.identifier) return participantByIdentifier(session, by.identifier.scheme, by.identifier.value);
      const slug = slugOf(by, 'Participant');
      return slug === undefined ? null : session.participant(slug);
    },
  }),
  participants: t.field({
    type: ParticipantConnection,
    description: 'Lists participants by name. With `filter.name`, the order is that of the matching names.',
    args: {
      filter: t.arg({ type: ParticipantFilter, description: 'Filters the list.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: priceOfList,
    resolve: (_root, args, context) => {
      const { kind, country, name } = args.filter ?? {};
      const query: ParticipantQuery = {
        ...chosen('kinds', kind),
        ...(country ? { country } : {}),
        ...(typeof name === 'string' ? { name: nameStart('filter.name', 'name', name) } : {}),
      };
      const { session } = context;
      const list = listOf(
        context,
        keyedParticipants(session, query),
        (analysis) => analysis.participants(query),
        (slug) => session.participant(slug),
      );
      return connectNodes(context, ['participants', query], list, args, true);
    },
  }),
}));
