import { builder } from './builder.ts';
import { enumOf } from './enum.ts';
import type { EventDate } from './record/corpus.ts';
import { precisions } from './record/vocabulary.ts';

const DatePrecision = enumOf('DatePrecision', precisions);

export const EventDateType = builder.objectRef<EventDate>('EventDate').implement({
  description: 'When something took place, as precisely as it is known (EDTF level 1).',
  fields: (t) => ({
    edtf: t.exposeString('edtf', {
      description: 'The date as recorded, such as `2022-03-30/2022-03-31` or `2022-03~`.',
    }),
    start: t.expose('start', { type: 'Date', description: 'First day that the date covers.' }),
    end: t.expose('end', {
      type: 'Date',
      description: 'Last day that the date covers; equal to `start` for a single day.',
    }),
    precision: t.expose('precision', {
      type: DatePrecision,
      description: 'How precisely the date is known.',
    }),
    approximate: t.exposeBoolean('approximate', {
      description: 'True if the date is marked as approximate or uncertain.',
    }),
  }),
});
