import * as z from 'zod';
import { PARTICIPANT_LIMIT, READOUT_LIMIT, STATEMENT_LIMIT, TITLE_LIMIT } from './limits.ts';
import { place } from './place.ts';
import { presence, voice } from './presence.ts';
import { readout } from './readout.ts';
import { statement } from './statement.ts';
import { choice, eventDate, id, text } from './value/zod-types.ts';
import { forms, statuses } from './vocabulary.ts';

const within = id('Id of the larger meeting around this one; no chain may lead back to itself.');

/** A meeting as a YAML file holds it: `content/meetings/<yyyy>/<id>.yaml`, whose name is the id. */
export const meetingFile = z
  .strictObject({
    title: text(TITLE_LIMIT, 'Who met whom, where or how, as a headline.'),
    form: choice(forms),
    status: choice(statuses),
    date: eventDate(
      'When, in EDTF level 1: a day, a month or a year (the year in quotes), an interval with both ends, "~" or "?" when approximate. The planned date if it did not take place.',
    ),
    place: place.exactOptional(),
    within: within.exactOptional(),
    participants: z
      .array(presence)
      .min(1)
      .max(PARTICIPANT_LIMIT)
      .meta({ description: 'Who was there, or was to be; each participant once.' }),
    voices: z
      .array(voice)
      .max(PARTICIPANT_LIMIT)
      .default([])
      .meta({ description: 'Who is quoted without having been there.' }),
    readouts: z
      .array(readout)
      .min(1)
      .max(READOUT_LIMIT)
      .meta({ description: 'The accounts that the record rests on.' }),
    statements: z
      .array(statement)
      .max(STATEMENT_LIMIT)
      .default([])
      .meta({ description: 'What was said and done, in the order to be shown.' }),
  })
  .meta({ title: 'Meeting', description: 'A diplomatic meeting; the name of the file is its id.' });

/** A meeting as a line of JSON holds it: the same, with its id. */
export const meetingLine = z.strictObject({
  id: id('Id of the meeting, such as 2022-03-30-china-russia-tunxi.'),
  ...meetingFile.shape,
});

export type Meeting = z.output<typeof meetingLine>;
