import type { EventDate } from '../record/corpus.ts';
import type { List } from './keys.ts';
import { list } from './keys.ts';
import { daysBeyond, madeBy, pairsOf, yearOf } from './lists.ts';
import type { Counter, MeetingPage, StatementFull, Year } from './rows.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts what stands in each list while a corpus is compiled: totals are looked up later, never counted. */
export interface Tally {
  meeting(page: MeetingPage, date: EventDate, lists: readonly List[]): void;
  statement(statement: StatementFull, date: EventDate, lists: readonly List[]): void;
  plain(lists: readonly List[]): void;
  /** The counters that a group keeps, by list name. */
  countersOf(owner: string): ReadonlyMap<string, { list: List; counter: Counter }>;
  readonly meetingYears: () => Year[];
  readonly statementYears: () => Year[];
}

export function createTally(): Tally {
  const byOwner = new Map<string, Map<string, { list: List; counter: Mutable<Counter> }>>();
  const meetingYears = new Map<number, Mutable<Year>>();
  const statementYears = new Map<number, Mutable<Year>>();

  function counter(list: List): Mutable<Counter> {
    const counters = byOwner.get(list.owner) ?? new Map<string, { list: List; counter: Mutable<Counter> }>();
    byOwner.set(list.owner, counters);
    const entry = counters.get(list.name) ?? {
      list,
      counter: { n: 0, longest: 0, spoken: 0, onBehalf: 0, large: 0 },
    };
    counters.set(list.name, entry);
    return entry.counter;
  }

  function count(list: List, beyond: number): Mutable<Counter> {
    const entry = counter(list);
    entry.n += 1;
    entry.longest = Math.max(entry.longest, beyond);
    return entry;
  }

  return {
    meeting(page, date, lists) {
      const beyond = daysBeyond(date);
      for (const each of lists) count(each, beyond);
      const parties = page.head.parties.map((party) => party.slug);
      const names = new Set(lists.map((each) => each.name));
      for (const [a, b] of pairsOf(parties)) {
        const pair = list.meetingsOfPair(a, b);
        if (!names.has(pair.name)) count(pair, beyond).large += 1;
      }
      addYear(meetingYears, date, beyond);
    },
    statement(statement, date, lists) {
      const beyond = daysBeyond(date);
      for (const each of lists) count(each, beyond);
      const speakers = new Set(statement.speakers.map((speaker) => speaker.slug));
      const behalf = new Set(statement.onBehalfOf.map((party) => party.slug));
      const topics = [...statement.topics.map((topic) => topic.slug), ...statement.broaderTopics];
      for (const maker of madeBy(statement)) {
        for (const each of [
          list.statementsOfParticipant(maker),
          ...topics.map((topic) => list.statementsOfParticipantOnTopic(maker, topic)),
        ]) {
          if (speakers.has(maker)) counter(each).spoken += 1;
          if (behalf.has(maker)) counter(each).onBehalf += 1;
        }
      }
      addYear(statementYears, date, beyond);
    },
    plain(lists) {
      for (const each of lists) count(each, 0);
    },
    countersOf: (owner) => byOwner.get(owner) ?? new Map(),
    meetingYears: () => sortedYears(meetingYears),
    statementYears: () => sortedYears(statementYears),
  };
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
