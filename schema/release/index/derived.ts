import { Bits } from './bits.ts';
import { dayOf, type Lists, type Numbers } from './layout.ts';

/** Data derived from an index on first use, and kept as long as the index. */

/** The parts of an index that these need. */
interface Opened {
  readonly meetings: number;
  readonly documents: number;
  readonly firstParticipant: number;
  readonly statementStarts: Uint32Array;
  documentOfMeeting(meeting: number): number;
  startOfMeeting(meeting: number): string;
  firstMeetingFrom(day: number): number;
}

/** The start of each row's values, followed by the end of the last row's. */
export function startsOf(counts: Numbers): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  let sum = 0;
  for (let row = 0; row < counts.length; row += 1) {
    sum += counts[row] ?? 0;
    starts[row + 1] = sum;
  }
  return starts;
}

/** The meeting of each document that is a meeting or a statement. */
export function meetingsOfDocuments({ meetings, firstParticipant, statementStarts }: Opened): Uint32Array {
  const of = new Uint32Array(firstParticipant);
  for (let meeting = 0; meeting < meetings; meeting += 1) {
    const from = meeting + (statementStarts[meeting] ?? 0);
    const end = meeting + 1 + (statementStarts[meeting + 1] ?? 0);
    for (let document = from; document < end; document += 1) of[document] = meeting;
  }
  return of;
}

export function documentsOfAllMeetings(index: Opened): Bits {
  const bits = new Bits(index.documents);
  for (let meeting = 0; meeting < index.meetings; meeting += 1) bits.add(index.documentOfMeeting(meeting));
  return bits;
}

/** The year in which each meeting begins; meetings are in the order of their days. */
export function yearsOfMeetings(index: Opened): Uint16Array {
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

/** Each topic with all its broader topics, itself first. */
export function topicsWithThoseAbove(topics: number, broaderOf: (topic: number) => readonly number[]): Lists {
  const known: (readonly number[] | undefined)[] = [];
  const above = (topic: number): readonly number[] => {
    const found = known[topic];
    if (found) return found;
    const all = [...new Set([topic, ...broaderOf(topic).flatMap(above)])];
    known[topic] = all;
    return all;
  };
  const all = Array.from({ length: topics }, (_, topic) => above(topic));
  return {
    starts: startsOf(Uint32Array.from(all, ({ length }) => length)),
    values: Uint32Array.from(all.flat()),
  };
}

/** The rank of each text in sorted order. */
export function ranksOf(texts: readonly string[]): number[] {
  const ranks = texts.map(() => 0);
  const sorted = texts.map((text, number) => ({ text, number })).sort((a, b) => (a.text < b.text ? -1 : 1));
  sorted.forEach(({ number }, rank) => {
    ranks[number] = rank;
  });
  return ranks;
}

export function most(numbers: Numbers): number {
  let highest = 0;
  for (let at = 0; at < numbers.length; at += 1) highest = Math.max(highest, numbers[at] ?? 0);
  return highest;
}
