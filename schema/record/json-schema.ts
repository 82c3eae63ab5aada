import * as z from 'zod';
import { dataset } from './dataset.ts';
import { meetingFile } from './meeting.ts';
import { participant } from './participant.ts';
import { series } from './series.ts';
import { topic } from './topic.ts';

// The files of participants, topics and series are plain lists.
const participants = z
  .array(participant)
  .meta({ title: 'Participants', description: 'Persons, states and organizations.' });
const topics = z.array(topic).meta({ title: 'Topics', description: 'What statements are about.' });
const manySeries = z.array(series).meta({ title: 'Series', description: 'Series that meetings belong to.' });

/** The JSON Schema files, by name, that let editors complete and check YAML. */
export function jsonSchemas(): Map<string, string> {
  const definitions = { dataset, meeting: meetingFile, participants, topics, series: manySeries };
  return new Map(Object.entries(definitions).map(([name, schema]) => [`${name}.schema.json`, print(schema)]));
}

function print(schema: z.ZodType): string {
  // Draft 7 is what editors' YAML plug-ins fully support; "input" is the record as written, before defaults.
  return `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`;
}
