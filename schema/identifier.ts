import { builder } from './builder.ts';
import { addressOf } from './record/value/identifier.ts';
import type { Identifier } from './store/rows.ts';

export const IdentifierType = builder.objectRef<Identifier>('Identifier').implement({
  description: 'The id of something in another collection.',
  fields: (t) => ({
    scheme: t.exposeString('scheme', { description: 'The collection, such as `wikidata`.' }),
    value: t.exposeString('value', { description: 'The id in that collection, such as `Q148`.' }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'Address of its page in that collection; null if the scheme defines no page addresses.',
      resolve: ({ scheme, value }) => addressOf(scheme, value) ?? null,
    }),
  }),
});

export const IdentifierInput = builder.inputType('IdentifierInput', {
  description: 'The id of something in another collection, such as `{ scheme: "wikidata", value: "Q148" }`.',
  fields: (t) => ({
    scheme: t.string({ required: true, description: 'The collection, such as `wikidata`.' }),
    value: t.string({ required: true, description: 'The id in that collection, such as `Q148`.' }),
  }),
});
