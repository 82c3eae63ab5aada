import type { Bits } from './bits.ts';
import {
  documentsOfAllMeetings,
  meetingsOfDocuments,
  most,
  topicsWithThoseAbove,
  yearsOfMeetings,
} from './derived.ts';
import type { StringList } from './front-coded.ts';
import { dateOf, dayOf, type Lists } from './layout.ts';
import { StoredIndex } from './stored-index.ts';

/** An index in memory: the contents of its file, and data derived from that on first use and then kept. */
export class ReleaseIndex extends StoredIndex {
  #kept: Partial<Kept> = {};

  /** The meeting of each document that is a meeting or a statement. */
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

  /** The statement number of a document. */
  statementAt(document: number): number {
    return document - (this.meetingOfDocument[document] ?? 0) - 1;
  }

  /** The documents that are meetings. */
  get meetingDocuments(): Bits {
    this.#kept.meetingDocuments ??= documentsOfAllMeetings(this);
    return this.#kept.meetingDocuments;
  }

  /**
   * Folded names of each participant, starting with the one it is sorted by; read on the first search for
   * names.
   */
  get names(): readonly (readonly string[])[] {
    this.#kept.names ??= this.foldedNames.all().map(apart);
    return this.#kept.names;
  }

  get labels(): readonly (readonly string[])[] {
    this.#kept.labels ??= this.foldedLabels.all().map(apart);
    return this.#kept.labels;
  }

  /** The same for a single participant. */
  namesOf(participant: number): readonly string[] {
    return apart(this.foldedNames.at(participant));
  }

  labelsOf(topic: number): readonly string[] {
    return apart(this.foldedLabels.at(topic));
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

  /** The number of the first meeting that begins on or after that day. */
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
   * The number of meetings before the place of `start` and `slug` in the order of meetings, and whether there
   * is one at that place.
   */
  placeOfMeeting(start: string, slug: string): { before: number; isThere: boolean } {
    const day = dayOf(start);
    let low = this.firstMeetingFrom(day);
    let high = this.firstMeetingFrom(day + 1);
    while (low < high) {
      const middle = (low + high) >>> 1;
      // Slugs are ASCII, so code-unit order is key order.
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

  /** Maximum number of days that a meeting lasts beyond its first day. */
  get mostBeyond(): number {
    this.#kept.mostBeyond ??= most(this.meetingBeyond);
    return this.#kept.mostBeyond;
  }

  /** Each topic with all its broader topics, itself first. */
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

  /** For each topic, 1 if it is `topic` or a narrower one. */
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
