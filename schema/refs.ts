import { builder } from './builder.ts';
import type {
  MeetingHead,
  MeetingRef,
  ParticipantRef,
  ParticipantSummary,
  ReadoutFull,
  ReadoutRef,
  SeriesRef,
  StatementFull,
  TopicFull,
  TopicRef,
} from './store/rows.ts';

/**
 * The types that refer to each other. The object behind each holds as much of its record as its list or
 * parent had loaded; a field that needs more fetches it.
 */
export const Meeting = builder.objectRef<MeetingRef | MeetingHead>('Meeting');
export const Participant = builder.objectRef<ParticipantRef | ParticipantSummary>('Participant');
export const Topic = builder.objectRef<TopicRef | TopicFull>('Topic');
export const Series = builder.objectRef<SeriesRef>('Series');
export const Readout = builder.objectRef<ReadoutRef | ReadoutFull>('Readout');
export const Statement = builder.objectRef<StatementFull>('Statement');
