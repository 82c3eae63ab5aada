import type { Bits } from './bits.ts';
import {
  documentsOfAllMeetings,
  meetingsOfDocuments,
  most,
  startsOf,
  topicsWithThoseAbove,
  yearsOfMeetings,
} from './derived.ts';
import { Dictionary } from './dictionary.ts';
import { DocumentLists } from './document-lists.ts';
import { StringList } from './front-coded.ts';
import { dateOf, dayOf, type Lists, type Numbers, type Words } from './layout.ts';
import { readSections } from './sections.ts';

/**
 * An index in memory. Its arrays are views of the file, so that opening takes no longer than the file has
 * sections; what is worked out from them is worked out when it is first needed.
 */
export class ReleaseIndex {
  readonly meetings: number;
  readonly statements: number;
  readonly participants: number;
  readonly topics: number;
  /** How many documents there are; the order of their numbers is in `layout.ts`. */
  readonly documents: number;
  /** The number of the first document that is a participant; topics begin at `firstTopic`. */
  readonly firstParticipant: number;
  readonly firstTopic: number;
  readonly words: Words;

  readonly meetingStart: Numbers;
  readonly meetingBeyond: Numbers;
  readonly meetingForm: Numbers;
  readonly meetingStatus: Numbers;
  readonly meetingCountry: Numbers;
  readonly meetingVisit: Numbers;
  readonly meetingSeries: Numbers;
  readonly meetingWithin: Numbers;
  /** How many documents each meeting issued. */
  readonly documentsIssued: Numbers;
  readonly meetingPersons: Lists;
  /**
   * For each value of `meetingPersons`: whom the person stood for, as its place among the parties and one; 0
   * for none.
   */
  readonly personSide: Numbers;
  readonly meetingParties: Lists;
  readonly meetingTopics: Lists;
  readonly readoutPublisher: Numbers;
  readonly readoutLanguage: Numbers;
  readonly readoutId: Numbers;
  /** Readouts of meeting `m` stand from `readoutStarts[m]` to before `readoutStarts[m + 1]`. */
  readonly readoutStarts: Uint32Array;
  /** Statements likewise; the last entry is how many there are. */
  readonly statementStarts: Uint32Array;
  readonly statementMode: Numbers;
  readonly statementSetting: Numbers;
  readonly statementStance: Numbers;
  /** The readout that a statement cites, by its place in the meeting. */
  readonly statementReadout: Numbers;
  readonly statementSpeakers: Lists;
  readonly statementParties: Lists;
  readonly statementTopics: Lists;
  readonly participantKind: Numbers;
  readonly participantCountry: Numbers;
  readonly participantPredecessors: Lists;
  readonly topicBroader: Lists;
  /** The place of each participant in the order of their slugs; of each topic likewise. */
  readonly participantRanks: Numbers;
  readonly topicRanks: Numbers;
  /** Meetings where a participant was, and statements made by it, on its behalf or to it. */
  readonly tookPart: DocumentLists;
  /** What is about a topic or a narrower one. */
  readonly aboutTopic: DocumentLists;
  /** Words of each document, 255 at most. */
  readonly lengths: Numbers;
  readonly dictionary: Dictionary;

  readonly meetingSlugs: StringList;
  readonly statementSlugs: StringList;
  readonly participantSlugs: StringList;
  readonly topicSlugs: StringList;
  readonly #names: StringList;
  readonly #labels: StringList;
  #kept: Partial<Kept> = {};

  /** @throws MalformedIndexError */
  constructor(file: Uint8Array) {
    const { header, numbers, bytes } = readSections(file);
    const { meetings, statements, participants, topics } = header;
    this.meetings = meetings;
    this.statements = statements;
    this.participants = participants;
    this.topics = topics;
    this.firstParticipant = meetings + statements;
    this.firstTopic = this.firstParticipant + participants;
    this.documents = this.firstTopic + topics;
    this.words = header.words;

    const lists = (name: string): Lists => ({
      starts: startsOf(numbers(`${name}Count`)),
      values: numbers(name),
    });
    const strings = (name: string, length: number) =>
      new StringList(bytes(name), numbers(`${name}Blocks`), length);
    this.meetingStart = numbers('meetingStart');
    this.meetingBeyond = numbers('meetingBeyond');
    this.meetingForm = numbers('meetingForm');
    this.meetingStatus = numbers('meetingStatus');
    this.meetingCountry = numbers('meetingCountry');
    this.meetingVisit = numbers('meetingVisit');
    this.meetingSeries = numbers('meetingSeries');
    this.meetingWithin = numbers('meetingWithin');
    this.documentsIssued = numbers('meetingDocuments');
    this.meetingPersons = lists('meetingPersons');
    this.personSide = numbers('personSide');
    this.meetingParties = lists('meetingParties');
    this.meetingTopics = lists('meetingTopics');
    this.readoutPublisher = numbers('readoutPublisher');
    this.readoutLanguage = numbers('readoutLanguage');
    this.readoutId = numbers('readoutId');
    this.readoutStarts = startsOf(numbers('meetingReadoutsCount'));
    this.statementStarts = startsOf(numbers('meetingStatements'));
    this.statementMode = numbers('statementMode');
    this.statementSetting = numbers('statementSetting');
    this.statementStance = numbers('statementStance');
    this.statementReadout = numbers('statementReadout');
    this.statementSpeakers = lists('statementSpeakers');
    this.statementParties = lists('statementParties');
    this.statementTopics = lists('statementTopics');
    this.participantKind = numbers('participantKind');
    this.participantCountry = numbers('participantCountry');
    this.participantPredecessors = lists('participantPredecessors');
    this.topicBroader = lists('topicBroader');
    this.participantRanks = numbers('participantRank');
    this.topicRanks = numbers('topicRank');
    this.tookPart = new DocumentLists(bytes('tookPart'), numbers('tookPartEnds'));
    this.aboutTopic = new DocumentLists(bytes('aboutTopic'), numbers('aboutTopicEnds'));
    this.lengths = numbers('lengths');
    this.meetingSlugs = strings('meetingSlug', meetings);
    this.statementSlugs = strings('statementSlug', statements);
    this.participantSlugs = strings('participantSlug', participants);
    this.topicSlugs = strings('topicSlug', topics);
    this.#names = strings('participantNames', participants);
    this.#labels = strings('topicLabels', topics);
    this.dictionary = new Dictionary({
      terms: header.terms,
      bytes: bytes('dictionary'),
      blocks: numbers('dictionaryBlocks'),
      blockDocuments: numbers('dictionaryDocuments'),
      blockPositions: numbers('dictionaryPositions'),
      documents: bytes('documents'),
      positions: bytes('positions'),
    });
  }

  /** The meeting of a document, which is a meeting or a statement. */
  get meetingOfDocument(): Uint32Array {
    this.#kept.meetingOfDocument ??= meetingsOfDocuments(this);
    return this.#kept.meetingOfDocument;
  }

  /** The document of a meeting. */
  documentOfMeeting(meeting: number): number {
    return meeting + (this.statementStarts[meeting] ?? 0);
  }

  /** The meeting of a document that is one; -1 for a statement. */
  meetingAt(document: number): number {
    const meeting = this.meetingOfDocument[document] ?? 0;
    return this.documentOfMeeting(meeting) === document ? meeting : -1;
  }

  /** The number of the statement that a document is. */
  statementAt(document: number): number {
    return document - (this.meetingOfDocument[document] ?? 0) - 1;
  }

  /** The documents that are meetings. */
  get meetingDocuments(): Bits {
    this.#kept.meetingDocuments ??= documentsOfAllMeetings(this);
    return this.#kept.meetingDocuments;
  }

  /** Folded names of each participant, the one that orders it first; read when names are first looked for. */
  get names(): readonly (readonly string[])[] {
    this.#kept.names ??= this.#names.all().map(apart);
    return this.#kept.names;
  }

  get labels(): readonly (readonly string[])[] {
    this.#kept.labels ??= this.#labels.all().map(apart);
    return this.#kept.labels;
  }

  /** The same of a single one. */
  namesOf(participant: number): readonly string[] {
    return apart(this.#names.at(participant));
  }

  labelsOf(topic: number): readonly string[] {
    return apart(this.#labels.at(topic));
  }

  /** The number of a participant, or -1. */
  participant(slug: string): number {
    this.#kept.participantOf ??= numbersOf(this.participantSlugs);
    return this.#kept.participantOf.get(slug) ?? -1;
  }

  /** The number of a topic, or -1. */
  topic(slug: string): number {
    this.#kept.topicOf ??= numbersOf(this.topicSlugs);
    return this.#kept.topicOf.get(slug) ?? -1;
  }

  isPerson(participant: number): boolean {
    return this.words.kind[this.participantKind[participant] ?? 0] === 'PERSON';
  }

  /** The number of the first meeting that begins on that day or later. */
  firstMeetingFrom(day: number): number {
    let [low, high] = [0, this.meetings];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.meetingStart[middle] ?? 0) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * How many meetings come before the place of `start` and `slug` in the order of meetings, and whether one
   * stands there.
   */
  placeOfMeeting(start: string, slug: string): { before: number; isThere: boolean } {
    const day = dayOf(start);
    let low = this.firstMeetingFrom(day);
    let high = this.firstMeetingFrom(day + 1);
    while (low < high) {
      const middle = (low + high) >>> 1;
      // Slugs are ASCII, so that code units are in the order of keys.
      if (this.meetingSlugs.at(middle) < slug) low = middle + 1;
      else high = middle;
    }
    const isThere = this.meetingStart[low] === day && this.meetingSlugs.at(low) === slug;
    return { before: low, isThere };
  }

  startOfMeeting(meeting: number): string {
    return dateOf(this.meetingStart[meeting] ?? 0);
  }

  get years(): Uint16Array {
    this.#kept.years ??= yearsOfMeetings(this);
    return this.#kept.years;
  }

  /** The most days by which a meeting lasts beyond its first. */
  get mostBeyond(): number {
    this.#kept.mostBeyond ??= most(this.meetingBeyond);
    return this.#kept.mostBeyond;
  }

  /** Each topic with all above it, itself first. */
  get topicsAbove(): Lists {
    this.#kept.topicsAbove ??= topicsWithThoseAbove(this.topics, (topic) =>
      Array.from(
        this.topicBroader.values.subarray(
          this.topicBroader.starts[topic],
          this.topicBroader.starts[topic + 1],
        ),
      ),
    );
    return this.#kept.topicsAbove;
  }

  /** For each topic 1 when it is `topic` or lies below it. */
  topicsWithin(topic: number): Uint8Array {
    const { starts, values } = this.topicsAbove;
    return Uint8Array.from({ length: this.topics }, (_, each) =>
      values.subarray(starts[each], starts[each + 1]).includes(topic) ? 1 : 0,
    );
  }
}

interface Kept {
  meetingOfDocument: Uint32Array;
  meetingDocuments: Bits;
  names: readonly (readonly string[])[];
  labels: readonly (readonly string[])[];
  participantOf: Map<string, number>;
  topicOf: Map<string, number>;
  years: Uint16Array;
  mostBeyond: number;
  topicsAbove: Lists;
}

const numbersOf = (slugs: StringList): Map<string, number> =>
  new Map(slugs.all().map((slug, number) => [slug, number]));

const apart = (names: string): string[] => names.split('\n');
