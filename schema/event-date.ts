import { builder } from './builder.ts';
import { enumOf } from './enum.ts';
import type { EventDate } from './record/corpus.ts';
import { precisions } from './record/vocabulary.ts';

const DatePrecision = enumOf('DatePrecision', precisions);

export const EventDateType = builder.objectRef<EventDate>('EventDate').implement({
  description: 'When something took place, as exactly as it is known (EDTF, level 1).',
  fields: (t) => ({
    edtf: t.exposeString('edtf', {
      description: 'As recorded, such as `2022-03-30/2022-03-31` or `2022-03~`.',
    }),
    start: t.expose('start', { type: 'Date', description: 'The first day that it covers.' }),
    end: t.expose('end', {
      type: 'Date',
      description: 'The last day that it covers; the first one again for a day.',
    }),
    precision: t.expose('precision', { type: DatePrecision, description: 'How exactly it is known.' }),
    approximate: t.exposeBoolean('approximate', {
      description: 'Whether it is marked as approximate or uncertain.',
    }),
  }),
});
