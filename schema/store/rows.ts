import type { Meeting, Participant, Readout, Statement } from '../record/corpus.ts';
import type { Key } from './keys.ts';

/**
 * The shapes of what the table holds, attribute by attribute, and of what is read back. Names that a list
 * shows are stored beside the ids (`china|STATE|CN|China`): short, cheap to read, and written anew when the
 * record they name changes.
 */

/** A row as it is written: its key, its place in a list when it stands in one, and its attributes. */
export interface Row extends Key {
  readonly LIST?: string;
  readonly AT?: string;
  readonly [attribute: string]: Attribute;
}
export type Attribute = string | number | readonly string[] | undefined;

/** What a list shows of a participant. */
export interface ParticipantRef {
  readonly slug: string;
  readonly kind: Participant['kind'];
  readonly country: string | null;
  readonly name: string;
}

/** What a list shows of a topic. */
export interface TopicRef {
  readonly slug: string;
  readonly prefLabel: string;
}

/** What a statement or a session shows of its meeting. */
export interface MeetingRef {
  readonly slug: string;
  /** EDTF, as recorded. */
  readonly edtf: string;
  readonly title: string;
}

/** What a statement shows of the readout that it cites. */
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
  /** Slugs of the topics above those. */
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
  /** The states before this state (or the organizations before this organization), and those after it. */
  readonly predecessors: readonly ParticipantRef[];
  readonly successors: readonly ParticipantRef[];
  /** Slugs of all that came before it, however far back. */
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
  /** Whether by video or telephone while others met in person. */
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
  /** Its id within the meeting, for ever. */
  readonly slug: string;
  /** 1 for the first of its meeting. */
  readonly position: number;
  readonly speakers: readonly ParticipantRef[];
  readonly onBehalfOf: readonly ParticipantRef[];
  readonly addressees: readonly ParticipantRef[];
  readonly mode: Statement['mode'];
  readonly setting: Statement['setting'];
  /** The day on which it was made, where that is not the meeting's. */
  readonly date: string | null;
  readonly text: string;
  readonly quote: string | null;
  readonly stance: NonNullable<Statement['stance']> | null;
  readonly topics: readonly TopicRef[];
  /** Slugs of the topics above those. */
  readonly broaderTopics: readonly string[];
  readonly readout: ReadoutRef;
  readonly locator: string | null;
  /** Which document of its meeting it stands in, from 1; null for none. */
  readonly document: number | null;
}

/** One meeting whole, as one Query brings it. */
export interface MeetingPage {
  readonly head: MeetingHead;
  readonly participants: readonly Attendance[];
  readonly note: string | null;
  readonly voices: readonly Voice[];
  readonly documents: readonly Document[];
  readonly readouts: readonly ReadoutFull[];
  readonly statements: readonly StatementFull[];
}

/** How many a list holds. */
export interface Counter {
  readonly n: number;
}

/** A year that has meetings (or statements), and how many. */
export interface Year {
  readonly year: number;
  readonly n: number;
}

/** The file of everything that is counted, filtered or searched in a release. */
export interface IndexFile {
  /** Its name where releases are kept. */
  readonly key: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What the release says of itself. */
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

/** What is served: a release, and the slot that holds it. */
export interface Live extends Head {
  readonly slot: string;
  /** Counts the changes of what is served: going back to an earlier release is a further edition. */
  readonly edition: number;
  /** When it went live, ISO 8601. */
  readonly since: string;
  /** What was live, the newest first: texts of `editions.ts`. */
  readonly editions: readonly string[];
}
