import type { Meeting } from '../meeting.ts';
import type { Participant } from '../participant.ts';
import type { Series } from '../series.ts';
import type { Topic } from '../topic.ts';
import type { Room } from './folder.ts';
import type { LooseMeeting, LooseParticipant, LooseSeries, LooseTopic } from './partial-record.ts';
import type { Source } from './problem.ts';

/** A record as read: what it refers to, and the whole of it when it fits its definition. */
export interface Kept<Whole extends Links, Links> {
  readonly source: Source;
  /** Leads from the top of the source to the record: an index in a YAML list, nothing otherwise. */
  readonly base: readonly number[];
  readonly links: Links;
  readonly whole: Whole | undefined;
}

export type KeptParticipant = Kept<Participant, LooseParticipant>;
export type KeptTopic = Kept<Topic, LooseTopic>;
export type KeptSeries = Kept<Series, LooseSeries>;
export type KeptMeeting = Kept<Meeting, LooseMeeting>;

/** Records that others refer to and that are few enough to be kept while all meetings are read. */
export interface Lists {
  participants: KeptParticipant[];
  topics: KeptTopic[];
  series: KeptSeries[];
}

/** Which kinds of record were read completely, so that all their ids are known. */
export type Complete = Record<Room, boolean>;
