import { builder } from './builder.ts';
import type { Identifier } from './store/rows.ts';

/** Where the pages of a scheme are; its own documentation says so. */
const PAGES: Readonly<Record<string, string>> = {
  wikidata: 'https://www.wikidata.org/wiki/',
  viaf: 'https://viaf.org/viaf/',
  isni: 'https://isni.org/isni/',
  gnd: 'https://d-nb.info/gnd/',
  lei: 'https://search.gleif.org/#/record/',
};

export const IdentifierType = builder.objectRef<Identifier>('Identifier').implement({
  description: 'What something is called in another collection.',
  fields: (t) => ({
    scheme: t.exposeString('scheme', { description: 'The collection, such as `wikidata`.' }),
    value: t.exposeString('value', { description: 'What it is called there, such as `Q148`.' }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'Its page there, where the scheme says how pages are addressed.',
      resolve: ({ scheme, value }) => {
        const page = PAGES[scheme];
        return page === undefined ? null : `${page}${encodeURIComponent(value)}`;
      },
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
