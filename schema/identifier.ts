import { builder } from './builder.ts';
import { addressOf } from './record/value/identifier.ts';
import type { Identifier } from './store/rows.ts';

export const IdentifierType = builder.objectRef<Identifier>('Identifier').implement({
  description: 'What something is called in another collection.',
  fields: (t) => ({
    scheme: t.exposeString('scheme', { description: 'The collection, such as `wikidata`.' }),
    value: t.exposeString('value', { description: 'What it is called there, such as `Q148`.' }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'Its page there, where the scheme says how pages are addressed.',
      resolve: ({ scheme, value }) => addressOf(scheme, value) ?? null,
    }),
  }),
});

export const IdentifierInput = builder.inputType('IdentifierInput', {
  description:
    'What something is called in another collection, such as `{ scheme: "wikidata", value: "Q148" }`.',
  fields: (t) => ({
    scheme: t.string({ required: true, description: 'The collection, such as `wikidata`.' }),
    value: t.string({ required: true, description: 'What it is called there, such as `Q148`.' }),
  }),
});
