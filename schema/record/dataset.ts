import * as z from 'zod';
import { TITLE_LIMIT } from './limits.ts';
import { text } from './value/zod-types.ts';

/** The whole collection: `content/dataset.yaml`. */
export const dataset = z
  .strictObject({
    title: text(TITLE_LIMIT, 'What the collection is, in one line.'),
    licence: text(TITLE_LIMIT, 'The licence of the records, as an SPDX identifier such as CC0-1.0.'),
  })
  .meta({ title: 'Dataset', description: 'Title and licence of the whole collection.' });

export type Dataset = z.output<typeof dataset>;
