import * as z from 'zod';
import { NAME_LIMIT, PARTICIPANT_LIMIT, TITLE_LIMIT } from './limits.ts';
import { distinct } from './value/rule.ts';
import { id, text, url } from './value/zod-types.ts';

/** A text that a meeting issued or signed. */
export const document = z
  .strictObject({
    id: id(
      'The name by which statements of this meeting refer to the document; unique within the meeting.',
    ).exactOptional(),
    title: text(TITLE_LIMIT, 'Title; a description in square brackets if the title is not known.'),
    kind: text(NAME_LIMIT, 'Kind of text, such as joint statement, agreement or communiqué.'),
    url: url('Address of the text.').exactOptional(),
    signedBy: z.array(id('Id of a signatory.')).max(PARTICIPANT_LIMIT).check(distinct).default([]).meta({
      uniqueItems: true,
      description: 'Who signed or issued it: persons, states or organizations.',
    }),
  })
  .meta({ description: 'A text that the meeting issued or signed.' });
