import type { EventDate } from '../record/corpus.ts';
import type { List } from '../store/keys.ts';
import type { MeetingHead, StatementFull, Year } from '../store/rows.ts';
import { type Counted, createCounters } from './counters.ts';
import { listsOfMaker, listsOfMeeting, madeBy, topicsOf, yearOf } from './places.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Counts the entries of each list while a corpus is compiled, so that totals are later looked up, never
 * counted.
 */
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
      for (const counter of listsOfMeeting(head, counters.of)) counter.n += 1;
      addYear(meetingYears, date);
    },
    statement(statement, date) {
      const topics = topicsOf(statement);
      for (const topic of topics) counters.of.statementsOnTopic(topic).n += 1;
      for (const maker of madeBy(statement)) {
        for (const counter of listsOfMaker(maker, topics, counters.of)) counter.n += 1;
      }
      addYear(statementYears, date);
    },
    plain(lists) {
      for (const each of lists) counters.plain(each).n += 1;
    },
    countersOf: counters.ofGroup,
    meetingYears: () => sortedYears(meetingYears),
    statementYears: () => sortedYears(statementYears),
  };
}

function addYear(years: Map<number, Mutable<Year>>, date: EventDate): void {
  const year = yearOf(date);
  const entry = years.get(year) ?? { year, n: 0 };
  entry.n += 1;
  years.set(year, entry);
}

const sortedYears = (years: ReadonlyMap<number, Year>): Year[] =>
  [...years.values()].sort((a, b) => a.year - b.year);
