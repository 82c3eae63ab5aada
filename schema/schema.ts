import { builder } from './builder.ts';
import './scalars.ts';
import './meeting.ts';
import './participant.ts';
import './statement.ts';
import './readout.ts';
import './topic.ts';
import './dataset.ts';
import './node.ts';

/** The schema, whole. */
export const schema = builder.toSchema();
