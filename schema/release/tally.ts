import type { EventDate } from '../record/corpus.ts';
import { type List, pairsOf } from '../store/keys.ts';
import type { MeetingHead, StatementFull, Year } from '../store/rows.ts';
import { type Counted, type Counting, createCounters } from './counters.ts';
import { daysBeyond, isLarge, listsOfMaker, listsOfMeeting, madeBy, topicsOf, yearOf } from './places.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts what stands in each list while a corpus is compiled: totals are looked up later, never counted. */
export interface Tally {
  meeting(head: MeetingHead, date: EventDate): void;
  statement(statement: StatementFull, date: EventDate): void;
  plain(lists: readonly List[]): void;
  /** The counters that a group keeps. */
  countersOf(owner: string): readonly Counted[];
  readonly meetingYears: () => Year[];
  readonly statementYears: () => Year[];
}

export function createTally(): Tally {
  const counters = createCounters();
  const meetingYears = new Map<number, Mutable<Year>>();
  const statementYears = new Map<number, Mutable<Year>>();

  return {
    meeting(head, date) {
      const beyond = daysBeyond(date);
      for (const counter of listsOfMeeting(head, counters.of)) count(counter, beyond);
      if (isLarge(head))
        for (const [a, b] of pairsOf(head.parties)) {
          const pair = counters.of.meetingsOfPair(a.slug, b.slug);
          count(pair, beyond);
          pair.large += 1;
        }
      addYear(meetingYears, date, beyond);
    },
    statement(statement, date) {
      const beyond = daysBeyond(date);
      const topics = topicsOf(statement);
      for (const topic of topics) count(counters.of.statementsOnTopic(topic), beyond);
      const speakers = new Set(statement.speakers.map((speaker) => speaker.slug));
      const behalf = new Set(statement.onBehalfOf.map((party) => party.slug));
      for (const maker of madeBy(statement)) {
        for (const counter of listsOfMaker(maker, topics, counters.of)) {
          count(counter, beyond);
          if (speakers.has(maker)) counter.spoken += 1;
          if (behalf.has(maker)) counter.onBehalf += 1;
        }
      }
      addYear(statementYears, date, beyond);
    },
    plain(lists) {
      for (const each of lists) count(counters.plain(each), 0);
    },
    countersOf: counters.ofGroup,
    meetingYears: () => sortedYears(meetingYears),
    statementYears: () => sortedYears(statementYears),
  };
}

function count(counter: Counting, beyond: number): void {
  counter.n += 1;
  counter.longest = Math.max(counter.longest, beyond);
}

function addYear(years: Map<number, Mutable<Year>>, date: EventDate, beyond: number): void {
  const year = yearOf(date);
  const entry = years.get(year) ?? { year, n: 0, longest: 0, until: date.end };
  entry.n += 1;
  entry.longest = Math.max(entry.longest, beyond);
  if (date.end > entry.until) entry.until = date.end;
  years.set(year, entry);
}

const sortedYears = (years: ReadonlyMap<number, Year>): Year[] =>
  [...years.values()].sort((a, b) => a.year - b.year);
