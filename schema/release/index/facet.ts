import type { Bits } from './bits.ts';
import { dayOf, type Lists, type Numbers } from './layout.ts';
import type { ReleaseIndex } from './open.ts';

export const FACET_FIELDS = [
  'PARTY',
  'SPEAKER',
  'TOPIC',
  'FORM',
  'YEAR',
  'COUNTRY',
  'MODE',
  'STANCE',
  'PUBLISHER',
] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

/** A value of a facet: a slug, a word, a year, a code or a name, and how many documents have it. */
export interface FacetCount {
  readonly key: string;
  readonly count: number;
}

/** Counts the documents of a set by the values of a field; the most frequent first, then by key. Only dated documents have values. */
export function countFacet(index: ReleaseIndex, bits: Bits, field: FacetField): FacetCount[] {
  const { keyOf, size, visit } = FIELDS[field](index);
  const counter = new Counter(size);
  const { words } = bits;
  for (let place = 0; place < words.length; place += 1) {
    let word = words[place] ?? 0;
    while (word !== 0) {
      const lowest = word & -word;
      word ^= lowest;
      const document = (place << 5) + (31 - Math.clz32(lowest));
      if (document >= index.firstParticipant) break;
      counter.document = document;
      const meeting = index.meetingOfDocument[document] ?? 0;
      const statement = document - meeting - 1;
      const isStatement = statement >= (index.statementStarts[meeting] ?? 0);
      visit(counter, meeting, isStatement ? statement : -1);
    }
  }
  const counts: FacetCount[] = [];
  counter.counts.forEach((count, value) => {
    if (count > 0) counts.push({ key: keyOf(value), count });
  });
  return counts.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Counts each value once a document. */
class Counter {
  readonly counts: Uint32Array;
  readonly #latest: Int32Array;
  document = 0;

  constructor(size: number) {
    this.counts = new Uint32Array(size);
    this.#latest = new Int32Array(size).fill(-1);
  }

  add(value: number): void {
    if (this.#latest[value] === this.document) return;
    this.#latest[value] = this.document;
    this.counts[value] = (this.counts[value] ?? 0) + 1;
  }

  addAll({ starts, values }: Lists, row: number): void {
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 1) this.add(values[at] ?? 0);
  }
}

interface Field {
  readonly size: number;
  readonly keyOf: (value: number) => string;
  /** Adds the values of a statement, or of a meeting when `statement` is -1. */
  readonly visit: (counter: Counter, meeting: number, statement: number) => void;
}

const FIELDS: Readonly<Record<FacetField, (index: ReleaseIndex) => Field>> = {
  PARTY: (index) => ({
    size: index.participants,
    keyOf: (value) => index.participantSlugs.at(value),
    visit(counter, meeting, statement) {
      if (statement === -1) return counter.addAll(index.meetingParties, meeting);
      counter.addAll(index.statementParties, statement);
      // A state or an organization may speak itself.
      const { starts, values } = index.statementSpeakers;
      const end = starts[statement + 1] ?? 0;
      for (let at = starts[statement] ?? 0; at < end; at += 1) {
        const speaker = values[at] ?? 0;
        if (index.words.kind[index.participantKind[speaker] ?? 0] !== 'PERSON') counter.add(speaker);
      }
    },
  }),
  SPEAKER: (index) => ({
    size: index.participants,
    keyOf: (value) => index.participantSlugs.at(value),
    visit: eachStatement(index, (counter, statement) => counter.addAll(index.statementSpeakers, statement)),
  }),
  TOPIC: (index) => {
    const above = index.topicsAbove;
    const addWithAbove = (counter: Counter, { starts, values }: Lists, row: number) => {
      const end = starts[row + 1] ?? 0;
      for (let at = starts[row] ?? 0; at < end; at += 1) {
        for (const topic of above[values[at] ?? 0] ?? []) counter.add(topic);
      }
    };
    return {
      size: index.topics,
      keyOf: (value) => index.topicSlugs.at(value),
      visit(counter, meeting, statement) {
        if (statement === -1) addWithAbove(counter, index.meetingTopics, meeting);
        else addWithAbove(counter, index.statementTopics, statement);
      },
    };
  },
  FORM: (index) => ({
    size: index.words.form.length,
    keyOf: (value) => index.words.form[value] ?? '',
    visit: (counter, meeting) => counter.add(index.meetingForm[meeting] ?? 0),
  }),
  YEAR: (index) => {
    const years = yearsOf(index);
    return {
      size: 10_000,
      keyOf: (value) => String(value).padStart(4, '0'),
      visit: (counter, meeting) => counter.add(years[meeting] ?? 0),
    };
  },
  COUNTRY: (index) => ({
    size: index.words.country.length,
    keyOf: (value) => index.words.country[value] ?? '',
    visit: (counter, meeting) => addOptional(counter, index.meetingCountry, meeting),
  }),
  MODE: (index) => ({
    size: index.words.mode.length,
    keyOf: (value) => index.words.mode[value] ?? '',
    visit: eachStatement(index, (counter, statement) => counter.add(index.statementMode[statement] ?? 0)),
  }),
  STANCE: (index) => ({
    size: index.words.stance.length,
    keyOf: (value) => index.words.stance[value] ?? '',
    visit: eachStatement(index, (counter, statement) =>
      addOptional(counter, index.statementStance, statement),
    ),
  }),
  PUBLISHER: (index) => ({
    size: index.words.publisher.length,
    keyOf: (value) => index.words.publisher[value] ?? '',
    visit(counter, meeting, statement) {
      const first = index.readoutStarts[meeting] ?? 0;
      if (statement !== -1) {
        counter.add(index.readoutPublisher[first + (index.statementReadout[statement] ?? 0)] ?? 0);
        return;
      }
      const end = index.readoutStarts[meeting + 1] ?? 0;
      for (let readout = first; readout < end; readout += 1)
        counter.add(index.readoutPublisher[readout] ?? 0);
    },
  }),
};

/** A meeting has the values of all its statements. */
const eachStatement =
  ({ statementStarts }: ReleaseIndex, add: (counter: Counter, statement: number) => void): Field['visit'] =>
  (counter, meeting, statement) => {
    if (statement !== -1) return add(counter, statement);
    const end = statementStarts[meeting + 1] ?? 0;
    for (let each = statementStarts[meeting] ?? 0; each < end; each += 1) add(counter, each);
  };

/** In such a column 0 stands for none. */
function addOptional(counter: Counter, column: Numbers, row: number): void {
  const place = column[row] ?? 0;
  if (place > 0) counter.add(place - 1);
}

/** The year in which each meeting begins; meetings are in the order of their days. */
function yearsOf(index: ReleaseIndex): Uint16Array {
  const years = new Uint16Array(index.meetings);
  for (let meeting = 0; meeting < index.meetings; ) {
    const year = Number(index.startOfMeeting(meeting).slice(0, 4));
    const end =
      year === 9999
        ? index.meetings
        : index.firstMeetingFrom(dayOf(`${String(year + 1).padStart(4, '0')}-01-01`));
    years.fill(year, meeting, end);
    meeting = end;
  }
  return years;
}
