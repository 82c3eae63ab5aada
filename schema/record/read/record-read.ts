import type { Meeting } from '../meeting.ts';
import type { Participant } from '../participant.ts';
import type { Series } from '../series.ts';
import type { Topic } from '../topic.ts';
import type { LooseMeeting, LooseParticipant, LooseSeries, LooseTopic } from './partial-record.ts';
import type { Source } from './problem.ts';

/** A record that was read: what its references are, and the whole of it when it fits its definition. */
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

export interface Records {
  participants: KeptParticipant[];
  topics: KeptTopic[];
  series: KeptSeries[];
  meetings: KeptMeeting[];
}

/** Which kinds of record were read completely. */
export interface Complete {
  readonly participants: boolean;
  readonly topics: boolean;
  readonly series: boolean;
  readonly meetings: boolean;
}
