import type { Meeting } from '../meeting.ts';
import type { Participant } from '../participant.ts';
import type { Series } from '../series.ts';
import type { Topic } from '../topic.ts';
import type { Room } from './folder.ts';
import type { LooseMeeting, LooseParticipant, LooseSeries, LooseTopic } from './partial-record.ts';
import type { Source } from './problem.ts';

/** A record as read: its references, and the whole record if it is valid. */
export interface Kept<Whole extends Links, Links> {
  readonly source: Source;
  /** Path from the top of the source to the record: an index in a YAML list, otherwise empty. */
  readonly base: readonly number[];
  readonly links: Links;
  readonly whole: Whole | undefined;
}

export type KeptParticipant = Kept<Participant, LooseParticipant>;
export type KeptTopic = Kept<Topic, LooseTopic>;
export type KeptSeries = Kept<Series, LooseSeries>;
export type KeptMeeting = Kept<Meeting, LooseMeeting>;

/** Records that others refer to, and that are few enough to keep while all meetings are read. */
export interface Lists {
  participants: KeptParticipant[];
  topics: KeptTopic[];
  series: KeptSeries[];
}

/** For each kind of record, whether it was read completely, so that all its ids are known. */
export type Complete = Record<Room, boolean>;
