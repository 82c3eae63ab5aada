import type { Dataset } from './dataset.ts';
import type { Meeting } from './meeting.ts';
import type { Participant } from './participant.ts';
import type { Series } from './series.ts';
import type { Topic } from './topic.ts';

export type { Dataset } from './dataset.ts';
export type { Meeting } from './meeting.ts';
export type { Participant } from './participant.ts';
export type { Readout } from './readout.ts';
export type { Series } from './series.ts';
export type { Statement } from './statement.ts';
export type { Topic } from './topic.ts';
export type { EventDate } from './value/edtf.ts';

/**
 * The whole valid content; every reference in it resolves. Each list is sorted by id in code-unit order,
 * whichever files its entries came from.
 */
export interface Corpus extends Dataset {
  participants: Participant[];
  topics: Topic[];
  series: Series[];
  meetings: Meeting[];
}
