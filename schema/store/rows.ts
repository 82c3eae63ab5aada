import type { Meeting, Participant, Readout, Statement } from '../record/corpus.ts';
import type { Key } from './keys.ts';

/**
 * The types of the rows in the table, attribute by attribute, and of what is read back. Names that a list
 * shows are stored with the ids (`china|STATE|CN|China`): short, cheap to read, and rewritten when the record
 * changes.
 */

/** A row as it is written: its key, its place in a list if it is in one, and its attributes. */
export interface Row extends Key {
  readonly LIST?: string;
  readonly AT?: string;
  readonly [attribute: string]: Attribute;
}
export type Attribute = string | number | readonly string[] | undefined;

/** What a list shows about a participant. */
export interface ParticipantRef {
  readonly slug: string;
  readonly kind: Participant['kind'];
  readonly country: string | null;
  readonly name: string;
}

/** What a list shows about a topic. */
export interface TopicRef {
  readonly slug: string;
  readonly prefLabel: string;
}

/** What a statement or a session shows about its meeting. */
export interface MeetingRef {
  readonly slug: string;
  /** EDTF, as recorded. */
  readonly edtf: string;
  readonly title: string;
}

/** What a statement shows about the readout that it cites. */
export interface ReadoutRef {
  readonly meeting: MeetingRef;
  readonly id: string;
  readonly publisher: string;
  readonly url: string | null;
}

export interface MeetingHead extends MeetingRef {
  readonly form: Meeting['form'];
  readonly status: Meeting['status'];
  readonly place: {
    city: string | null;
    region: string | null;
    country: string | null;
    venue: string | null;
  } | null;
  readonly within: MeetingRef | null;
  readonly visit: NonNullable<Meeting['visit']> | null;
  readonly series: SeriesPlace | null;
  readonly participantsKnown: Meeting['participantsKnown'];
  /** The states and organizations represented, in the order of the record. */
  readonly parties: readonly ParticipantRef[];
  /** Slugs of the participants who are not among the parties. */
  readonly persons: readonly string[];
  /** Its own topics, then those of its statements, in the order of the record. */
  readonly topics: readonly TopicRef[];
  /** Slugs of the broader topics of those. */
  readonly broaderTopics: readonly string[];
}

/** The series of a meeting, and the meeting's number in it. */
export interface SeriesPlace {
  readonly series: SeriesRef;
  readonly ordinal: number | null;
}

export interface SeriesRef {
  readonly slug: string;
  readonly name: string;
}

/** A text that a meeting issued or signed. */
export interface Document {
  readonly title: string;
  readonly kind: string;
  readonly url: string | null;
  readonly signedBy: readonly ParticipantRef[];
}

export interface ParticipantSummary extends ParticipantRef {
  readonly names: readonly { name: string; language: string | null }[];
  readonly identifiers: readonly Identifier[];
  /**
   * The states that preceded this state (or organizations that preceded this organization), and those that
   * succeeded it.
   */
  readonly predecessors: readonly ParticipantRef[];
  readonly successors: readonly ParticipantRef[];
  /** Slugs of all its predecessors, however far back. */
  readonly earlier: readonly string[];
}

export interface OfficeHeld {
  readonly title: string;
  readonly onBehalfOf: ParticipantRef | null;
  /** The first and the last day on which a record shows it. */
  readonly from: string;
  readonly to: string;
}

export interface Identifier {
  readonly scheme: string;
  readonly value: string;
}

export interface TopicFull extends TopicRef {
  readonly altLabels: readonly string[];
  readonly description: string | null;
  readonly broader: readonly TopicRef[];
  readonly narrower: readonly TopicRef[];
  readonly exactMatch: readonly Identifier[];
}

export interface Attendance {
  readonly participant: ParticipantRef;
  readonly role: Meeting['participants'][number]['role'];
  readonly office: string | null;
  readonly onBehalfOf: ParticipantRef | null;
  /** Whether the participant took part by video or telephone while others met in person. */
  readonly remote: boolean;
}

export interface Voice {
  readonly participant: ParticipantRef;
  readonly office: string | null;
  readonly onBehalfOf: ParticipantRef | null;
}

export interface ReadoutFull extends ReadoutRef {
  readonly party: ParticipantRef | null;
  readonly provenance: string | null;
  readonly title: string | null;
  readonly kind: NonNullable<Readout['kind']> | null;
  readonly archivedUrl: string | null;
  readonly accessed: string | null;
  readonly translationOf: ReadoutRef | null;
  readonly supersededBy: ReadoutRef | null;
  readonly published: string | null;
  readonly language: string;
}

export interface StatementFull {
  readonly meeting: MeetingRef;
  /** Its permanent id within the meeting. */
  readonly slug: string;
  /** 1 for the first of its meeting. */
  readonly position: number;
  readonly speakers: readonly ParticipantRef[];
  readonly onBehalfOf: readonly ParticipantRef[];
  readonly addressees: readonly ParticipantRef[];
  readonly mode: Statement['mode'];
  readonly setting: Statement['setting'];
  /** The day on which it was made, if not the meeting's. */
  readonly date: string | null;
  readonly text: string;
  readonly quote: string | null;
  readonly stance: NonNullable<Statement['stance']> | null;
  readonly topics: readonly TopicRef[];
  /** Slugs of the broader topics of those. */
  readonly broaderTopics: readonly string[];
  readonly readout: ReadoutRef;
  readonly locator: string | null;
  /** Number of the document of its meeting that contains it, from 1; null for none. */
  readonly document: number | null;
}

/** One whole meeting, as read by one Query. */
export interface MeetingPage {
  readonly head: MeetingHead;
  readonly participants: readonly Attendance[];
  readonly note: string | null;
  readonly voices: readonly Voice[];
  readonly documents: readonly Document[];
  readonly readouts: readonly ReadoutFull[];
  readonly statements: readonly StatementFull[];
}

/** The number of entries in a list. */
export interface Counter {
  readonly n: number;
}

/** A year with meetings (or statements), and their number. */
export interface Year {
  readonly year: number;
  readonly n: number;
}

/** The file with everything that is counted, filtered or searched in a release. */
export interface IndexFile {
  /** Its key in the release bucket. */
  readonly key: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The summary of a release. */
export interface Head {
  /** Hash of the content, hexadecimal. */
  readonly release: string;
  readonly title: string;
  readonly licence: string;
  readonly meetings: number;
  readonly participants: number;
  readonly statements: number;
  readonly topics: number;
  readonly from: string | null;
  readonly to: string | null;
  /** The years that are not empty, oldest first. */
  readonly meetingYears: readonly Year[];
  readonly statementYears: readonly Year[];
  readonly index?: IndexFile;
}

/** What is being served: a release, and its slot. */
export interface Live extends Head {
  readonly slot: string;
  /** Number of times that the live release has changed; going back to an earlier release is a new edition. */
  readonly edition: number;
  /** When it went live, ISO 8601. */
  readonly since: string;
  /** Past editions, newest first, in the format of `editions.ts`. */
  readonly editions: readonly string[];
}
