import type * as z from 'zod';
import type { Meeting, meetingLine } from '../../schema/record/meeting.ts';
import type { participant } from '../../schema/record/participant.ts';
import type { series } from '../../schema/record/series.ts';

/** Records as the content format writes them, before they are read: defaults may be left out. */
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

/**
 * An input record that is not written because there is nothing to write, with the reason that it shares with
 * others.
 */
export interface Aside {
  readonly record: string;
  readonly reason: string;
}

/** Something that a table puts right in an input record, or a part of one that is left out of the meeting. */
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
  /** Those that the meetings name and the content does not have yet. */
  readonly participants: readonly ParticipantRecord[];
  readonly series: readonly SeriesRecord[];
  readonly reports: readonly Report[];
  readonly asides: readonly Aside[];
  readonly corrections: readonly Remark[];
  /**
   * Input records with words that can be read in more than one way, and why a table reads them as it does.
   */
  readonly readings: readonly Remark[];
  /** Parts of written records that could not be decided. */
  readonly leftOut: readonly Remark[];
}

/** A meeting of the content. */
export interface KnownMeeting {
  readonly meeting: Meeting;
  /** Whether people wrote it, and no importer. */
  readonly curated: boolean;
}

/** What the content has before a source is read. */
export interface Known {
  readonly participants: ReadonlyMap<string, ParticipantRecord>;
  readonly series: ReadonlySet<string>;
  readonly meetings: readonly KnownMeeting[];
}

/**
 * A collection that can be imported. A further source is one more of these, in a folder of its own: see
 * README.md.
 */
export interface Source {
  /** Names its files in the content folder; also what is typed on the command line. */
  readonly name: string;
  /**
   * Where it comes from, its licence and how it was read: stands at the head of the page that accounts for
   * it.
   */
  readonly about: string;
  /**
   * Reads a folder of the source. `known` is what people wrote into the content and what the sources before
   * this one made: their participants keep their ids and are not written again. The same folder and content
   * give the same result on every machine.
   */
  read(dir: string, known: Known): Promise<Import>;
}
