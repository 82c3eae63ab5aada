import { builder } from './builder.ts';
import { Participant } from './refs.ts';
import type { Document as Recorded } from './store/rows.ts';

export const Document = builder.objectRef<Recorded>('Document').implement({
  description: 'A text that a meeting issued or signed.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Title; in square brackets if it is a description.' }),
    kind: t.exposeString('kind', { description: 'Kind of text, such as `joint statement` or `agreement`.' }),
    url: t.expose('url', { type: 'URL', nullable: true, description: 'Address of the text.' }),
    signedBy: t.field({
      type: [Participant],
      complexity: { field: 1, multiplier: 2 },
      description: 'The participants who signed or issued it, as far as recorded.',
      resolve: ({ signedBy }) => [...signedBy],
    }),
  }),
});
