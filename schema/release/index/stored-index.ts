import { startsOf } from './derived.ts';
import { Dictionary } from './dictionary.ts';
import { DocumentLists } from './document-lists.ts';
import { StringList } from './front-coded.ts';
import type { Lists, Numbers, Words } from './layout.ts';
import { readSections } from './sections.ts';

/**
 * The contents of an index file. The arrays are views of the file, so opening takes time proportional only to
 * the number of sections.
 */
export class StoredIndex {
  readonly meetings: number;
  readonly statements: number;
  readonly participants: number;
  readonly topics: number;
  /** Number of documents; their numbering is described in `layout.ts`. */
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
   * For each value of `meetingPersons`: whom the person represented, as an index among the parties plus one;
   * 0 for none.
   */
  readonly personSide: Numbers;
  readonly meetingParties: Lists;
  readonly meetingTopics: Lists;
  readonly readoutPublisher: Numbers;
  readonly readoutLanguage: Numbers;
  readonly readoutId: Numbers;
  /** Readouts of meeting `m` are from `readoutStarts[m]` up to, but not including, `readoutStarts[m + 1]`. */
  readonly readoutStarts: Uint32Array;
  /** Statements likewise; the last entry is their number. */
  readonly statementStarts: Uint32Array;
  readonly statementMode: Numbers;
  readonly statementSetting: Numbers;
  readonly statementStance: Numbers;
  /** The readout that a statement cites, by its index in the meeting. */
  readonly statementReadout: Numbers;
  readonly statementSpeakers: Lists;
  readonly statementParties: Lists;
  readonly statementTopics: Lists;
  readonly participantKind: Numbers;
  readonly participantCountry: Numbers;
  readonly participantPredecessors: Lists;
  readonly topicBroader: Lists;
  /** The rank of each participant by slug; likewise for each topic. */
  readonly participantRanks: Numbers;
  readonly topicRanks: Numbers;
  /** Meetings that a participant took part in, and statements made by it, on its behalf or to it. */
  readonly tookPart: DocumentLists;
  /** Documents about a topic or a narrower one. */
  readonly aboutTopic: DocumentLists;
  /** Number of words in each document, at most 255. */
  readonly lengths: Numbers;
  readonly dictionary: Dictionary;

  readonly meetingSlugs: StringList;
  readonly statementSlugs: StringList;
  readonly participantSlugs: StringList;
  readonly topicSlugs: StringList;
  /**
   * Folded names of each participant, one per line, starting with the one it is sorted by; likewise for
   * labels of topics.
   */
  protected readonly foldedNames: StringList;
  protected readonly foldedLabels: StringList;

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
    this.foldedNames = strings('participantNames', participants);
    this.foldedLabels = strings('topicLabels', topics);
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
}
