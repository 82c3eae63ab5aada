import type * as z from 'zod';
import type { meetingLine } from '../../schema/record/meeting.ts';
import type { participant } from '../../schema/record/participant.ts';

/** Records as the content format writes them, before they are read: defaults may be left out. */
export type MeetingRecord = z.input<typeof meetingLine>;
export type ParticipantRecord = z.input<typeof participant>;

/** An input record that was not written, because something about it could not be decided. */
export interface Report {
  readonly file: string;
  readonly line: number;
  /** The record's name in the source. */
  readonly record: string;
  readonly found: string;
  readonly undecided: string;
}

/** What a source yields: every input record is either in a meeting or in a report. */
export interface Import {
  /** Input records. */
  readonly read: number;
  /** Input records that became meetings. */
  readonly written: number;
  readonly meetings: readonly MeetingRecord[];
  /** Those that the meetings name and the content does not have yet. */
  readonly participants: readonly ParticipantRecord[];
  readonly reports: readonly Report[];
}

/** A collection that can be imported. A further source is one more of these, in a folder of its own. */
export interface Source {
  /** Names its files in the content folder; also what is typed on the command line. */
  readonly name: string;
  /** Where it comes from, its licence and how it was read: stands at the head of the page that accounts for it. */
  readonly about: string;
  /**
   * Reads a folder of the source. `known` are the participants that people wrote into the content: they keep their ids and are not
   * written again. The same folder gives the same result on every machine.
   */
  read(dir: string, known: ReadonlyMap<string, ParticipantRecord>): Promise<Import>;
}
