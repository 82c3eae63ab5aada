import { builder } from './builder.ts';
import { Series } from './refs.ts';
import type { SeriesPlace as Recorded } from './store/rows.ts';

export const SeriesPlace = builder.objectRef<Recorded>('SeriesPlace').implement({
  description: 'The place of a meeting in a series.',
  fields: (t) => ({
    series: t.expose('series', { type: Series, description: 'The series.' }),
    ordinal: t.exposeInt('ordinal', {
      nullable: true,
      description: "The meeting's number in the series; null if the sources give none.",
    }),
  }),
});
