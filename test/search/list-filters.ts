import fc from 'fast-check';
import { expect } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import { modes, settings, stances, visitKinds } from '../../schema/record/vocabulary.ts';
import type { Analysis } from '../../schema/release/index/analysis.ts';
import { meetingsOf, statementsOf } from '../support/oracle.ts';
import { idOf } from '../support/table.ts';
import { date, optional } from './ranges.ts';

type MeetingFilter = Parameters<typeof meetingsOf>[1];
type StatementFilter = Parameters<typeof statementsOf>[1];
type MeetingQuery = Parameters<Analysis['meetings']>[0];
type StatementQuery = Parameters<Analysis['statements']>[0];

/** What filters of lists may name. */
interface Named {
  /** Participants, those that came after others among them. */
  readonly participants: readonly string[];
  readonly topics: readonly string[];
  readonly series: readonly string[];
  readonly countries: readonly string[];
}

const words = (vocabulary: { readonly words: object }) =>
  fc.subarray(Object.keys(vocabulary.words), { minLength: 1, maxLength: 2 });

/** Up to three conditions at once: more would find nothing. */
const few = <T extends object>(all: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> =>
  all.chain((each) =>
    fc
      .subarray(Object.keys(each), { minLength: 1, maxLength: 3 })
      .map(
        (kept) =>
          Object.fromEntries(Object.entries(each).filter(([key]) => kept.includes(key))) as Partial<T>,
      ),
  );

/** Filters of meetings and of statements, each condition of the two lists among them. */
export function filters(named: Named): fc.Arbitrary<[MeetingFilter, StatementFilter]> {
  const who = fc.constantFrom(...named.participants);
  const topic = fc.constantFrom(...named.topics);
  const withPredecessors = optional(fc.constant(true as const));
  const meeting = few(
    fc.record({
      date,
      participant: who,
      between: fc.uniqueArray(who, { minLength: 1, maxLength: 2 }),
      country: fc.constantFrom(...named.countries),
      topic,
      form: fc.subarray(['SUMMIT', 'CALL', 'VISIT'], { minLength: 1 }),
      status: fc.subarray(['HELD', 'CANCELLED'], { minLength: 1 }),
      visit: words(visitKinds),
      series: fc.constantFrom(...named.series),
    }),
  );
  const statement = few(
    fc.record({
      date,
      speaker: who,
      onBehalfOf: who,
      maker: who,
      topic,
      secondTopic: topic,
      mode: words(modes),
      setting: words(settings),
      stance: words(stances),
    }),
  );
  return fc.tuple(meeting, statement, withPredecessors).map(([m, s, before]) => {
    const counted = before ? { withPredecessors: true } : {};
    return [
      { ...m, ...counted },
      { ...s, ...counted },
    ];
  });
}

const ALL = { side: 'first', size: 100_000, ascending: true } as const;

/** Compares both lists with the oracle's; returns how many entries they have. */
export function compareLists(
  analysis: Analysis,
  corpus: Corpus,
  m: MeetingFilter,
  s: StatementFilter,
): number {
  const meetings = analysis.meetings({
    members: [...(m.participant ? [m.participant] : []), ...(m.between ?? [])],
    ...(m.date ? { days: m.date } : {}),
    ...(m.country ? { country: m.country } : {}),
    ...(m.topic ? { topic: m.topic } : {}),
    ...(m.series ? { series: m.series } : {}),
    ...(m.form ? { forms: m.form as NonNullable<MeetingQuery['forms']> } : {}),
    ...(m.status ? { statuses: m.status as NonNullable<MeetingQuery['statuses']> } : {}),
    ...(m.visit ? { visits: m.visit as NonNullable<MeetingQuery['visits']> } : {}),
    ...(m.withPredecessors ? { withPredecessors: true } : {}),
  });
  const met = meetingsOf(corpus, m);
  expect(meetings.page(ALL).entries.map(({ key }) => idOf('Meeting', key))).toEqual(met);
  expect(meetings.total).toBe(met.length);
  const statements = analysis.statements({
    topics: [s.topic, s.secondTopic].filter((topic) => topic !== undefined),
    ...(s.date ? { days: s.date } : {}),
    ...(s.speaker ? { speaker: s.speaker } : {}),
    ...(s.onBehalfOf ? { onBehalfOf: s.onBehalfOf } : {}),
    ...(s.maker ? { maker: s.maker } : {}),
    ...(s.mode ? { modes: s.mode as NonNullable<StatementQuery['modes']> } : {}),
    ...(s.setting ? { settings: s.setting as NonNullable<StatementQuery['settings']> } : {}),
    ...(s.stance ? { stances: s.stance as NonNullable<StatementQuery['stances']> } : {}),
    ...(s.withPredecessors ? { withPredecessors: true } : {}),
  });
  const said = statementsOf(corpus, s);
  expect(
    statements.page(ALL).entries.map(({ key }) => idOf('Statement', `${key.meeting}#${key.slug}`)),
  ).toEqual(said);
  expect(statements.total).toBe(said.length);
  return met.length + said.length;
}
