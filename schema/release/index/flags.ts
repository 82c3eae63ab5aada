import type { Days } from '../../store/date-bounds.ts';
import { Bits } from './bits.ts';
import { dayOf, type Lists, type Numbers } from './layout.ts';
import type { ReleaseIndex } from './release-index.ts';

/**
 * One byte per row, 1 for the rows that match all conditions so far. Each condition is a loop over a column.
 */
export type Flags = Uint8Array;

/**
 * Numbers of the meetings whose days overlap a range: those in `early`, then from `start` up to, but not
 * including, `end`.
 */
interface Overlap {
  /** Meetings that began before the range and extend into it, in order. */
  readonly early: readonly number[];
  readonly start: number;
  readonly end: number;
}

export function meetingsOverlapping(index: ReleaseIndex, days: Days = {}): Overlap {
  const end = days.to === undefined ? index.meetings : index.firstMeetingFrom(dayOf(days.to) + 1);
  if (days.from === undefined) return { early: [], start: 0, end };
  const from = dayOf(days.from);
  const start = Math.min(index.firstMeetingFrom(from), end);
  const early: number[] = [];
  for (let meeting = index.firstMeetingFrom(from - index.mostBeyond); meeting < start; meeting += 1) {
    const last = (index.meetingStart[meeting] ?? 0) + (index.meetingBeyond[meeting] ?? 0);
    if (last >= from) early.push(meeting);
  }
  return { early, start, end };
}

/** Flags of the meetings whose days overlap a range. */
export function meetingsWithin(index: ReleaseIndex, days?: Days): Flags {
  const flags = new Uint8Array(index.meetings);
  const { early, start, end } = meetingsOverlapping(index, days);
  for (const meeting of early) flags[meeting] = 1;
  return flags.fill(1, start, end);
}

/** The flags of meetings, copied to each of their statements. */
export function statementsOfMeetings(index: ReleaseIndex, meetings: Flags): Flags {
  const flags = new Uint8Array(index.statements);
  for (let meeting = 0; meeting < meetings.length; meeting += 1) {
    if (meetings[meeting] === 0) continue;
    const end = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < end; statement += 1)
      flags[statement] = 1;
  }
  return flags;
}

export function documentsOfMeetings(index: ReleaseIndex, flags: Flags): Bits {
  const bits = new Bits(index.documents);
  for (let meeting = 0; meeting < flags.length; meeting += 1) {
    if (flags[meeting] === 1) bits.add(index.documentOfMeeting(meeting));
  }
  return bits;
}

export function documentsOfStatements(index: ReleaseIndex, flags: Flags): Bits {
  const bits = new Bits(index.documents);
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    const end = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < end; statement += 1) {
      if (flags[statement] === 1) bits.add(statement + meeting + 1);
    }
  }
  return bits;
}

export function keepEqual(flags: Flags, column: Numbers, value: number): void {
  for (let row = 0; row < flags.length; row += 1) if (column[row] !== value) flags[row] = 0;
}

/** Keeps the rows whose value is one of some words; `offset` is 1 for a column in which 0 means none. */
export function keepWords(
  flags: Flags,
  column: Numbers,
  words: readonly string[],
  wanted: readonly string[],
  offset: 0 | 1,
): void {
  const codes = new Uint8Array(words.length + 1);
  for (const word of wanted) {
    const place = words.indexOf(word);
    if (place !== -1) codes[place + offset] = 1;
  }
  for (let row = 0; row < flags.length; row += 1) if (codes[column[row] ?? 0] !== 1) flags[row] = 0;
}

/**
 * Keeps the rows that have, in one of the lists, a value in a group; the group has a 1 for each of its
 * members.
 */
export function keepWith(flags: Flags, group: Uint8Array, lists: readonly Lists[]): void {
  const [first, second] = lists;
  for (let row = 0; row < flags.length; row += 1) {
    if (flags[row] === 1 && !hasOne(first, row, group) && !hasOne(second, row, group)) flags[row] = 0;
  }
}

function hasOne(list: Lists | undefined, row: number, group: Uint8Array): boolean {
  if (list === undefined) return false;
  const { starts, values } = list;
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1) if (group[values[at] ?? 0] === 1) return true;
  return false;
}
