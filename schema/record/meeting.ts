import * as z from 'zod';
import { document } from './document.ts';
import {
  DOCUMENT_LIMIT,
  PARTICIPANT_LIMIT,
  READOUT_LIMIT,
  STATEMENT_LIMIT,
  TEXT_LIMIT,
  TITLE_LIMIT,
  TOPIC_LIMIT,
} from './limits.ts';
import { place } from './place.ts';
import { presence, voice } from './presence.ts';
import { readout } from './readout.ts';
import { seriesPlace } from './series.ts';
import { statement } from './statement.ts';
import { distinct } from './value/rule.ts';
import { choice, eventDate, id, text } from './value/zod-types.ts';
import { coverages, forms, statuses, visitKinds } from './vocabulary.ts';

const within = id('Id of the larger meeting around this one; no chain may lead back to itself.');

/** A meeting as stored in a YAML file: `content/meetings/<yyyy>/<id>.yaml`, whose name is the id. */
export const meetingFile = z
  .strictObject({
    title: text(TITLE_LIMIT, 'Who met whom, where or how, as a headline.'),
    form: choice(forms),
    status: choice(statuses),
    date: eventDate(
      'Date in EDTF level 1: a day, a month or a year (the year in quotes), an interval with both ends, "~" or "?" if approximate. The planned date if the meeting did not take place.',
    ),
    place: place.exactOptional(),
    within: within.exactOptional(),
    series: seriesPlace.exactOptional(),
    visit: choice(visitKinds).exactOptional(),
    topics: z.array(id('Id of a topic.')).max(TOPIC_LIMIT).check(distinct).default([]).meta({
      uniqueItems: true,
      description: 'What the meeting was about, in addition to the topics of its statements.',
    }),
    note: text(
      TEXT_LIMIT,
      'What a reader should know about the record: what could not be verified, and what is left out.',
    ).exactOptional(),
    participants: z
      .array(presence)
      .min(1)
      .max(PARTICIPANT_LIMIT)
      .meta({ description: 'Who was there, or was expected; each participant once.' }),
    participantsKnown: choice(coverages).default('COMPLETE'),
    voices: z
      .array(voice)
      .max(PARTICIPANT_LIMIT)
      .default([])
      .meta({ description: 'Who is quoted but was not there.' }),
    documents: z
      .array(document)
      .max(DOCUMENT_LIMIT)
      .default([])
      .meta({ description: 'The texts that the meeting issued or signed.' }),
    readouts: z
      .array(readout)
      .min(1)
      .max(READOUT_LIMIT)
      .meta({ description: 'The accounts that the record is based on.' }),
    statements: z
      .array(statement)
      .max(STATEMENT_LIMIT)
      .default([])
      .meta({ description: 'What was said and done, in display order.' }),
  })
  .meta({ title: 'Meeting', description: 'A diplomatic meeting; the name of the file is its id.' });

/** A meeting as stored in a line of JSON: the same, with its id. */
export const meetingLine = z.strictObject({
  id: id('Id of the meeting, such as 2022-03-30-china-russia-tunxi.'),
  ...meetingFile.shape,
});

export type Meeting = z.output<typeof meetingLine>;
