import { Best } from './best.ts';
import type { Lists, Numbers } from './layout.ts';
import type { ReleaseIndex } from './open.ts';
import type { Rows } from './rows.ts';
import { addEach, addOfStatements, addOnce, addTopics, Tally } from './tally.ts';

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

/**
 * The most frequent values of a field among meetings and statements, then by key. Only dated documents have
 * values.
 */
export function countFacet(
  index: ReleaseIndex,
  rows: Rows,
  field: FacetField,
  limit: number,
): readonly FacetCount[] {
  const { counts, keyOf, compare } = FIELDS[field](index, rows);
  const best = new Best<number>(limit, (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || compare(a, b));
  for (let value = 0; value < counts.length; value += 1) if ((counts[value] ?? 0) > 0) best.offer(value);
  return best.inOrder().map((value) => ({ key: keyOf(value), count: counts[value] ?? 0 }));
}

interface Counted {
  readonly counts: Uint32Array;
  readonly keyOf: (value: number) => string;
  /** Compares two values by their keys. */
  readonly compare: (a: number, b: number) => number;
}

const FIELDS: Readonly<Record<FacetField, (index: ReleaseIndex, rows: Rows) => Counted>> = {
  PARTY(index, { meetings, statements }) {
    const counts = new Uint32Array(index.participants);
    addEach(counts, index.meetingParties, meetings);
    addEach(counts, index.statementParties, statements);
    addSpeakingParties(index, counts, statements);
    return ofParticipants(index, counts);
  },
  SPEAKER(index, { meetings, statements }) {
    const counts = new Uint32Array(index.participants);
    addEach(counts, index.statementSpeakers, statements);
    addOfStatements(new Tally(counts), index.statementSpeakers, index.statementStarts, meetings);
    return ofParticipants(index, counts);
  },
  TOPIC(index, { meetings, statements }) {
    const counts = new Uint32Array(index.topics);
    addTopics(counts, index.topicsAbove, index.meetingTopics, meetings);
    addTopics(counts, index.topicsAbove, index.statementTopics, statements);
    return { counts, keyOf: (value) => index.topicSlugs.at(value), compare: byRank(index.topicRanks) };
  },
  FORM: (index, rows) =>
    ofWords(ofMeetingColumn(index.meetingForm, index.words.form.length, rows), index.words.form),
  YEAR: (index, rows) => ({
    counts: ofMeetingColumn(index.years, 10_000, rows),
    keyOf: (value) => String(value).padStart(4, '0'),
    compare: (a, b) => a - b,
  }),
  COUNTRY(index, rows) {
    const { country } = index.words;
    return ofWords(ofMeetingColumn(index.meetingCountry, country.length + 1, rows).subarray(1), country);
  },
  MODE(index, rows) {
    const { mode } = index.words;
    return ofWords(ofStatementColumn(index, index.statementMode, mode.length, rows), mode);
  },
  STANCE(index, rows) {
    const { stance } = index.words;
    return ofWords(
      ofStatementColumn(index, index.statementStance, stance.length + 1, rows).subarray(1),
      stance,
    );
  },
  PUBLISHER(index, { meetings, statements, meetingsOfStatements }) {
    const { publisher } = index.words;
    const counts = new Uint32Array(publisher.length);
    const readouts: Lists = { starts: index.readoutStarts, values: index.readoutPublisher };
    addOnce(new Tally(counts), readouts, meetings);
    for (let at = 0; at < statements.length; at += 1) {
      const first = index.readoutStarts[meetingsOfStatements[at] ?? 0] ?? 0;
      const readout = first + (index.statementReadout[statements[at] ?? 0] ?? 0);
      const value = index.readoutPublisher[readout] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
    return ofWords(counts, publisher);
  },
};

/**
 * A state or an organization may speak itself, also on behalf of another one and beside its own
 * representative.
 */
function addSpeakingParties(index: ReleaseIndex, counts: Uint32Array, statements: Uint32Array): void {
  const { starts, values } = index.statementSpeakers;
  const parties = index.statementParties;
  const person = index.words.kind.indexOf('PERSON');
  for (let at = 0; at < statements.length; at += 1) {
    const statement = statements[at] ?? 0;
    const end = starts[statement + 1] ?? 0;
    for (let place = starts[statement] ?? 0; place < end; place += 1) {
      const speaker = values[place] ?? 0;
      if (index.participantKind[speaker] === person) continue;
      if (!isAmong(parties, statement, speaker)) counts[speaker] = (counts[speaker] ?? 0) + 1;
    }
  }
}

/** Whether a row has the value. A loop: a view of the row's values would be an object for each of them. */
function isAmong({ starts, values }: Lists, row: number, value: number): boolean {
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1) if (values[at] === value) return true;
  return false;
}

/** Counts a column of meetings, for each statement as for its meeting. */
function ofMeetingColumn(
  column: Numbers,
  size: number,
  { meetings, meetingsOfStatements }: Rows,
): Uint32Array {
  const counts = new Uint32Array(size);
  for (const rows of [meetings, meetingsOfStatements]) {
    for (let at = 0; at < rows.length; at += 1) {
      const value = column[rows[at] ?? 0] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return counts;
}

/**
 * Counts a column of statements that has few values; a meeting has the values of all its statements, each
 * once.
 */
function ofStatementColumn(
  { statementStarts }: ReleaseIndex,
  column: Numbers,
  size: number,
  { meetings, statements }: Rows,
): Uint32Array {
  const counts = new Uint32Array(size);
  const tally = new Tally(counts);
  for (let at = 0; at < statements.length; at += 1) tally.add(column[statements[at] ?? 0] ?? 0);
  for (let at = 0; at < meetings.length; at += 1) {
    const meeting = meetings[at] ?? 0;
    const end = statementStarts[meeting + 1] ?? 0;
    tally.next();
    for (let each = statementStarts[meeting] ?? 0; each < end; each += 1) tally.addOnce(column[each] ?? 0);
  }
  return counts;
}

function ofParticipants(index: ReleaseIndex, counts: Uint32Array): Counted {
  const compare = byRank(index.participantRanks);
  return { counts, keyOf: (value) => index.participantSlugs.at(value), compare };
}

const byRank = (ranks: Numbers) => (a: number, b: number) => (ranks[a] ?? 0) - (ranks[b] ?? 0);

function ofWords(counts: Uint32Array, words: readonly string[]): Counted {
  const keyOf = (value: number) => words[value] ?? '';
  return { counts, keyOf, compare: (a, b) => (keyOf(a) < keyOf(b) ? -1 : 1) };
}
