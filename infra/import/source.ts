import type * as z from 'zod';
import type { Meeting, meetingLine } from '../../schema/record/meeting.ts';
import type { participant } from '../../schema/record/participant.ts';
import type { series } from '../../schema/record/series.ts';

/** Records in the content format before reading, so defaults may be omitted. */
export type MeetingRecord = z.input<typeof meetingLine>;
export type ParticipantRecord = z.input<typeof participant>;
export type SeriesRecord = z.input<typeof series>;

/** An input record that was not written, because something about it could not be decided. */
export interface Report {
  readonly file: string;
  readonly line: number;
  /** The record's name in the source. */
  readonly record: string;
  readonly found: string;
  readonly undecided: string;
}

/** An input record with nothing to write, and the reason, which it may share with others. */
export interface Aside {
  readonly record: string;
  readonly reason: string;
}

/** A correction of an input record by a table, or a part of a record that is left out of the meeting. */
export interface Remark {
  readonly record: string;
  readonly text: string;
}

/** What a source yields: every input record is in a meeting, in a report or set aside. */
export interface Import {
  /** Input records. */
  readonly read: number;
  /** Input records that became meetings, or part of one. */
  readonly written: number;
  readonly meetings: readonly MeetingRecord[];
  /** Those that the meetings refer to but the content does not have yet. */
  readonly participants: readonly ParticipantRecord[];
  readonly series: readonly SeriesRecord[];
  readonly reports: readonly Report[];
  readonly asides: readonly Aside[];
  readonly corrections: readonly Remark[];
  /** Input records with ambiguous words, and why a table reads them as it does. */
  readonly readings: readonly Remark[];
  /** Parts of written records that could not be decided. */
  readonly leftOut: readonly Remark[];
}

/** A meeting of the content. */
export interface KnownMeeting {
  readonly meeting: Meeting;
  /** Whether it was written by hand, not by an importer. */
  readonly curated: boolean;
}

/** What is in the content before a source is read. */
export interface Known {
  readonly participants: ReadonlyMap<string, ParticipantRecord>;
  readonly series: ReadonlySet<string>;
  readonly meetings: readonly KnownMeeting[];
}

/** A collection that can be imported. Each source has its own folder: see README.md. */
export interface Source {
  /** The name of its files in the content folder, and of the source on the command line. */
  readonly name: string;
  /** Its origin, its licence and how it was read; printed at the top of the page that accounts for it. */
  readonly about: string;
  /**
   * Reads a folder of the source. `known` contains the hand-written content and the records of earlier
   * sources, whose participants keep their ids and are not written again. The same folder and content give
   * the same result on every machine.
   */
  read(dir: string, known: Known): Promise<Import>;
}
