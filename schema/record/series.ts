import * as z from 'zod';
import { NAME_LIMIT, ORDINAL_LIMIT } from './limits.ts';
import { faultOfOrdinal } from './value/ordinal.ts';
import { rule } from './value/rule.ts';
import { id, text } from './value/zod-types.ts';

/** A series of meetings: one entry of `content/series/*.yaml` or one line of `*.jsonl`. */
export const series = z
  .strictObject({
    id: id('The name of this series in all other records; never changed once published.'),
    name: text(NAME_LIMIT, 'The name to show, such as "G20 summits".'),
  })
  .meta({ title: 'Series', description: 'Recurring meetings under one name.' });

/** The place of a meeting in a series. */
export const seriesPlace = z
  .strictObject({
    id: id('Id of the series.'),
    ordinal: z
      .number()
      .check(rule(faultOfOrdinal))
      .exactOptional()
      .meta({
        type: 'integer',
        minimum: 1,
        maximum: ORDINAL_LIMIT,
        description: 'Number of the meeting in the series, as the sources count.',
        examples: [9],
      }),
  })
  .meta({ description: 'The series that the meeting belongs to, and its number in it.' });

export type Series = z.output<typeof series>;
