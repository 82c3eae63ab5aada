import * as z from 'zod';
import { PARTICIPANT_LIMIT, QUOTE_LIMIT, TEXT_LIMIT, TITLE_LIMIT, TOPIC_LIMIT } from './limits.ts';
import { distinct } from './value/rule.ts';
import { choice, day, id, text } from './value/zod-types.ts';
import { modes, settings, stances } from './vocabulary.ts';

const citation = z
  .strictObject({
    readout: id('Id of the readout of this meeting that reports the statement.'),
    at: text(TITLE_LIMIT, 'Place in the readout, such as paragraph 3.').exactOptional(),
  })
  .meta({ description: 'The readout that reports the statement, and the place in it.' });

/** What somebody said or did at a meeting, and the readout that reports it. */
export const statement = z
  .strictObject({
    id: id('Permanent short id of the statement within its meeting (npm run check -- --fix writes one).'),
    by: z.array(id('Id of a speaker.')).min(1).max(PARTICIPANT_LIMIT).check(distinct).meta({
      uniqueItems: true,
      description:
        'Who says or does it: participants or voices of this meeting, or the states and organizations they represent.',
    }),
    to: z
      .array(id('Id of an addressee.'))
      .max(PARTICIPANT_LIMIT)
      .check(distinct)
      .default([])
      .meta({ uniqueItems: true, description: 'Whom it is addressed to; they need not have been there.' }),
    mode: choice(modes),
    setting: choice(settings).default('TALKS'),
    date: day("Day on which it was said, if it is not the meeting's.").exactOptional(),
    text: text(TEXT_LIMIT, 'What was said or done, in our own words.'),
    quote: text(QUOTE_LIMIT, "The speaker's own words, as quoted in the readout.").exactOptional(),
    topics: z
      .array(id('Id of a topic.'))
      .min(1)
      .max(TOPIC_LIMIT)
      .check(distinct)
      .meta({ uniqueItems: true, description: 'What it is about; the narrowest topics that fit.' }),
    stance: choice(stances, 'Left out if it would be ambiguous.').exactOptional(),
    document: id('Id of the document of this meeting that contains it.').exactOptional(),
    cite: citation,
  })
  .meta({ description: 'What somebody said or did, and the readout that reports it.' });

export type Statement = z.output<typeof statement>;
