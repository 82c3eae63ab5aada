import { dateOf, dayOf, type Lists } from './layout.ts';
import { TIMELINE_PARTIES } from './limits.ts';
import type { ReleaseIndex } from './release-index.ts';

export type Interval = 'MONTH' | 'QUARTER' | 'YEAR';

export interface TimelineQuery {
  readonly topic: string;
  readonly interval: Interval;
  /** The range of the periods; by default from the first to the last statement. */
  readonly from?: string;
  readonly to?: string;
  readonly isByParty: boolean;
}

export interface Bucket {
  /** The first day of the period. */
  readonly start: string;
  /** Slug; null for all statements together, or for those of none of the parties shown. */
  readonly party: string | null;
  readonly statements: number;
}

/** The number of periods in a timeline, and its buckets if there are at most `limit`. */
export interface Timeline {
  readonly length: number;
  readonly buckets: readonly Bucket[];
}

const MONTHS: Readonly<Record<Interval, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** Periods are numbered from the year 0. */
const periodOf = (date: string, interval: Interval): number =>
  Math.floor((Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1) / MONTHS[interval]);

function startOfPeriod(period: number, interval: Interval): string {
  const month = period * MONTHS[interval];
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/**
 * The number of statements on a topic or a narrower one in each period, including empty periods. A statement
 * belongs to the period in which its meeting begins.
 */
export function timelineOf(index: ReleaseIndex, query: TimelineQuery, limit: number): Timeline {
  const { interval, isByParty } = query;
  const found = statementsOn(index, query);
  const [first, last] = [found[0], found.at(-1)];
  const from = query.from ?? (first && dateOf(first.day));
  const to = query.to ?? (last && dateOf(last.day));
  if (from === undefined || to === undefined) return { length: 0, buckets: [] };
  const begin = periodOf(from, interval);
  const periods = Math.max(periodOf(to, interval) - begin + 1, 0);
  const parties = isByParty ? mostSpoken(index, found) : [];
  const rows = parties.length + 1;
  const length = periods * rows;
  if (length > limit) return { length, buckets: [] };

  const counts = new Uint32Array(length);
  const add = (period: number, row: number) => {
    const at = period * rows + row;
    counts[at] = (counts[at] ?? 0) + 1;
  };
  let [day, period] = [-1, 0];
  for (const each of found) {
    if (each.day !== day) {
      day = each.day;
      period = periodOf(dateOf(day), interval) - begin;
    }
    const made = isByParty ? partiesOf(index, each.statement) : [];
    let isTold = false;
    parties.forEach((party, row) => {
      if (!made.includes(party)) return;
      add(period, row);
      isTold = true;
    });
    if (!isTold) add(period, parties.length);
  }
  const slugs = parties.map((party) => index.participantSlugs.at(party));
  return {
    length,
    buckets: Array.from(
      counts,
      (statements, at): Bucket => ({
        start: startOfPeriod(begin + Math.floor(at / rows), interval),
        party: slugs[at % rows] ?? null,
        statements,
      }),
    ),
  };
}

interface Made {
  readonly statement: number;
  readonly day: number;
}

/** The statements on the topic whose meetings begin within the range, in order. */
function statementsOn(index: ReleaseIndex, { topic, from, to }: TimelineQuery): Made[] {
  const number = index.topic(topic);
  if (number === -1) return [];
  const wanted = index.topicsWithin(number);
  const { starts, values } = index.statementTopics;
  const start = from === undefined ? 0 : index.firstMeetingFrom(dayOf(from));
  const end = to === undefined ? index.meetings : index.firstMeetingFrom(dayOf(to) + 1);
  const found: Made[] = [];
  for (let meeting = start; meeting < end; meeting += 1) {
    const after = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < after; statement += 1) {
      const behind = starts[statement + 1] ?? 0;
      for (let at = starts[statement] ?? 0; at < behind; at += 1) {
        if (wanted[values[at] ?? 0] !== 1) continue;
        found.push({ statement, day: index.meetingStart[meeting] ?? 0 });
        break;
      }
    }
  }
  return found;
}

/** The states and organizations that made a statement, or on whose behalf it was made. */
function partiesOf(index: ReleaseIndex, statement: number): number[] {
  const rowOf = ({ starts, values }: Lists) =>
    Array.from(values.subarray(starts[statement] ?? 0, starts[statement + 1] ?? 0));
  const speakers = rowOf(index.statementSpeakers).filter((speaker) => !index.isPerson(speaker));
  return [...new Set([...rowOf(index.statementParties), ...speakers])];
}

/** The parties with the most statements, most first. */
function mostSpoken(index: ReleaseIndex, found: readonly Made[]): number[] {
  const counts = new Map<number, number>();
  for (const { statement } of found) {
    for (const party of partiesOf(index, statement)) counts.set(party, (counts.get(party) ?? 0) + 1);
  }
  return [...counts]
    .map(([party, count]) => ({ party, count, slug: index.participantSlugs.at(party) }))
    .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
    .slice(0, TIMELINE_PARTIES)
    .map(({ party }) => party);
}
