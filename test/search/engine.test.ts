import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import {
  type Analysis,
  openAnalysis,
  type RecordKey,
  type SearchOrder,
} from '../../schema/release/index/analysis.ts';
import { buildIndex } from '../../schema/release/index/build.ts';
import { FACET_FIELDS } from '../../schema/release/index/facet.ts';
import { parseQuery } from '../../schema/release/index/query.ts';
import { resolve } from '../../schema/release/resolve.ts';
import { PARTIES, TOPICS } from '../support/corpora.ts';
import { meetingsOf, participantsOf, statementsOf, topicsOf } from '../support/oracle.ts';
import { idOf, shippedCorpus } from '../support/table.ts';
import { queries, spokenCorpora } from './corpora.ts';
import { facet, network, type SearchConditionsOfOracle, search } from './oracle.ts';

const opened = (corpus: Corpus): Analysis => openAnalysis(buildIndex(resolve(corpus)));

const nameOf = (key: RecordKey) =>
  key.type === 'STATEMENT' ? `STATEMENT ${key.meeting}#${key.position}` : `${key.type} ${key.slug}`;

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const date = fc
  .tuple(
    optional(fc.constantFrom('1999-02-28', '2003-01-02', '2021-02-01')),
    optional(fc.constantFrom('1999-03-01', '2004-01-01', '2021-03-28')),
  )
  .map(([from, to]) => ({ ...(from ? { from } : {}), ...(to ? { to } : {}) }));

const conditions: fc.Arbitrary<SearchConditionsOfOracle> = fc
  .record({
    types: optional(fc.subarray(['MEETING', 'STATEMENT', 'PARTICIPANT', 'TOPIC'])),
    date: optional(date.filter((each) => Object.keys(each).length > 0)),
    participant: optional(fc.constantFrom('ann', 'state-0', 'org-a', 'nobody')),
    country: optional(fc.constantFrom('CN', 'CH', 'US')),
    topic: optional(fc.constantFrom(...TOPICS, 'none')),
    mode: optional(fc.subarray(['QUOTED', 'JOINT'])),
    stance: optional(fc.subarray(['SUPPORTS', 'OPPOSES'])),
    language: optional(fc.constantFrom('zh', 'zh-Hans', 'en', 'fr')),
  })
  // Most queries have few conditions, or nothing would ever be found.
  .chain((all) =>
    fc
      .subarray(Object.keys(all), { maxLength: 2 })
      .map((kept) =>
        Object.fromEntries(
          Object.entries(all).filter(([key, value]) => kept.includes(key) && value !== undefined),
        ),
      ),
  );

function asked(analysis: Analysis, query: string, { date, mode, stance, ...rest }: SearchConditionsOfOracle) {
  return analysis.search(parseQuery(query)).within({
    ...rest,
    ...(date ? { days: date } : {}),
    ...(mode ? { modes: mode } : {}),
    ...(stance ? { stances: stance } : {}),
  } as Parameters<ReturnType<Analysis['search']>['within']>[0]);
}

/** All results, page by page, with what each page says of its neighbours. */
function paged(found: ReturnType<typeof asked>, order: SearchOrder, size: number) {
  const names: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = found.page(order, size, after);
    expect(page.hasPreviousPage).toBe(names.length > 0);
    names.push(...page.entries.map(({ key }) => nameOf(key)));
    expect(page.hasNextPage).toBe(names.length < found.total);
    after = page.entries.at(-1)?.at;
    if (!page.hasNextPage) return names;
  }
}

const isNamed = (name: string) => name.startsWith('PARTICIPANT') || name.startsWith('TOPIC');

describe('the index answers as a reading of all records would', () => {
  test('searches, in three scripts, with and without conditions', () => {
    let compared = 0;
    let nonempty = 0;
    fc.assert(
      fc.property(
        spokenCorpora(10),
        fc.array(fc.tuple(queries, conditions), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        (corpus, asks, size) => {
          const analysis = opened(corpus);
          for (const [query, wanted] of asks) {
            const expected = search(corpus, query, wanted);
            const names = expected.map(({ key }) => key);
            const found = asked(analysis, query, wanted);
            expect(found.total).toBe(names.length);
            expect(paged(found, 'DATE_ASC', size)).toEqual(names);
            const newest = [...names.filter(isNamed), ...names.filter((name) => !isNamed(name)).reverse()];
            expect(paged(found, 'DATE_DESC', size)).toEqual(newest);
            const ranked = paged(found, 'RELEVANCE', size);
            expect(ranked).toEqual(paged(found, 'RELEVANCE', 100));
            expect([...ranked].sort()).toEqual([...names].sort());
            for (const field of FACET_FIELDS) {
              const counts = Object.fromEntries(found.facet(field).map(({ key, count }) => [key, count]));
              expect(counts).toEqual(facet(corpus, expected, field));
            }
            compared += 1;
            if (names.length > 0) nonempty += 1;
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThanOrEqual(1_000);
    // What finds nothing proves little.
    expect(nonempty).toBeGreaterThan(compared / 5);
  });

  test('lists of meetings, statements, participants and topics under any filter', () => {
    const meetingFilter = fc.record({
      date: optional(date),
      participant: optional(fc.constantFrom('ann', 'ben', ...PARTIES)),
      between: optional(fc.subarray(['ann', 'state-0', 'state-1', 'org-a'], { maxLength: 2 })),
      country: optional(fc.constantFrom('CN', 'FR', 'US')),
      topic: optional(fc.constantFrom(...TOPICS)),
      form: optional(fc.subarray(['SUMMIT', 'CALL'])),
      status: optional(fc.subarray(['HELD', 'CANCELLED'])),
    });
    const statementFilter = fc.record({
      date: optional(date),
      speaker: optional(fc.constantFrom('ann', 'ben', 'state-0')),
      onBehalfOf: optional(fc.constantFrom('state-0', 'state-1', 'org-a')),
      maker: optional(fc.constantFrom('ann', 'state-0', 'state-1')),
      topic: optional(fc.constantFrom(...TOPICS)),
      secondTopic: optional(fc.constantFrom(...TOPICS)),
      mode: optional(fc.subarray(['QUOTED', 'JOINT'])),
      stance: optional(fc.subarray(['SUPPORTS', 'OPPOSES'])),
    });
    const all = { side: 'first', size: 1_000, ascending: true } as const;
    fc.assert(
      fc.property(
        spokenCorpora(15),
        fc.array(fc.tuple(meetingFilter, statementFilter), { minLength: 5, maxLength: 5 }),
        (corpus, filters) => {
          const analysis = opened(corpus);
          for (const [m, s] of filters) {
            const meetings = analysis.meetings({
              ...(m.date ? { days: m.date } : {}),
              members: [...(m.participant ? [m.participant] : []), ...(m.between ?? [])],
              ...(m.country ? { country: m.country } : {}),
              ...(m.topic ? { topic: m.topic } : {}),
              ...(m.form ? { forms: m.form as ['CALL'] } : {}),
              ...(m.status ? { statuses: m.status as ['HELD'] } : {}),
            });
            const wanted = meetingsOf(corpus, m as Parameters<typeof meetingsOf>[1]);
            expect(meetings.page(all).entries.map(({ key }) => idOf('Meeting', key))).toEqual(wanted);
            expect(meetings.total).toBe(wanted.length);
            const statements = analysis.statements({
              ...(s.date ? { days: s.date } : {}),
              ...(s.speaker ? { speaker: s.speaker } : {}),
              ...(s.onBehalfOf ? { onBehalfOf: s.onBehalfOf } : {}),
              ...(s.maker ? { maker: s.maker } : {}),
              topics: [s.topic, s.secondTopic].filter((topic) => topic !== undefined),
              ...(s.mode ? { modes: s.mode as ['JOINT'] } : {}),
              ...(s.stance ? { stances: s.stance as ['OPPOSES'] } : {}),
            });
            const said = statementsOf(corpus, s as Parameters<typeof statementsOf>[1]);
            expect(
              statements.page(all).entries.map(({ key }) => idOf('Statement', `${key.meeting}#${key.slug}`)),
            ).toEqual(said);
            expect(statements.total).toBe(said.length);
          }
          for (const outer of corpus.meetings) {
            const inner = analysis
              .meetings({ within: { slug: outer.id, start: outer.date.start } })
              .page(all);
            expect(inner.entries.map(({ key }) => key).sort()).toEqual(
              corpus.meetings.filter(({ within }) => within === outer.id).map(({ id }) => id),
            );
          }
          for (const name of [undefined, 'p', 'peace', 'al', 'м', '中', '务']) {
            for (const kind of [undefined, ['PERSON'], ['STATE', 'ORGANIZATION']] as const) {
              for (const country of [undefined, 'CN']) {
                const wanted = {
                  ...(name ? { name } : {}),
                  ...(kind ? { kind } : {}),
                  ...(country ? { country } : {}),
                };
                const found = analysis.participants({ ...wanted, ...(kind ? { kinds: kind } : {}) });
                expect(found.page(all).entries.map(({ key }) => idOf('Participant', key))).toEqual(
                  participantsOf(corpus, wanted),
                );
              }
            }
          }
          for (const roots of [undefined, true, false]) {
            for (const label of [undefined, 'topic', 'peace']) {
              const wanted = { ...(roots === undefined ? {} : { roots }), ...(label ? { label } : {}) };
              expect(
                analysis
                  .topics(wanted)
                  .page(all)
                  .entries.map(({ key }) => idOf('Topic', key)),
              ).toEqual(topicsOf(corpus, wanted));
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('networks and counterparts', () => {
    fc.assert(
      fc.property(
        spokenCorpora(15),
        date,
        fc.constantFrom('STATE' as const, 'PERSON' as const, 'ORGANIZATION' as const),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (corpus, days, kind, minMeetings, isShared) => {
          const analysis = opened(corpus);
          const expected = Object.entries(network(corpus, kind, days))
            .filter(([, { meetings }]) => meetings >= minMeetings)
            .map(([pair, { meetings, weight, first, last }]) => {
              const [a = '', b = ''] = pair.split(' ');
              return {
                a,
                b,
                meetings,
                weight: Math.round((isShared ? weight : meetings) * 1_000),
                first,
                last,
              };
            })
            .sort(
              (x, y) =>
                y.weight - x.weight ||
                y.meetings - x.meetings ||
                (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1),
            );
          const asked = { kind, days, minMeetings, isShared };
          expect(analysis.network(asked, 1_000)).toEqual({ edges: expected, truncated: false });
          for (const limit of [1, 3]) {
            expect(analysis.network(asked, limit)).toEqual({
              edges: expected.slice(0, limit),
              truncated: expected.length > limit,
            });
          }
          for (const slug of ['ann', 'state-0', 'org-a', 'nobody']) {
            const isPerson = slug === 'ann';
            const pairs = isPerson ? network(corpus, 'PERSON') : partyPairs(corpus);
            const met = Object.entries(pairs).flatMap(([pair, { meetings, first, last }]) => {
              const [a = '', b = ''] = pair.split(' ');
              return a === slug || b === slug ? [{ slug: a === slug ? b : a, meetings, first, last }] : [];
            });
            met.sort((x, y) => y.meetings - x.meetings || (x.slug < y.slug ? -1 : 1));
            expect(analysis.counterparts(slug, 100)).toEqual(met);
            expect(analysis.counterparts(slug, 2)).toEqual(met.slice(0, 2));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('timelines, with their empty periods', () => {
    fc.assert(
      fc.property(
        spokenCorpora(15),
        date,
        fc.constantFrom(...TOPICS, 'none'),
        fc.constantFrom('MONTH' as const, 'QUARTER' as const, 'YEAR' as const),
        (corpus, range, topic, interval) => {
          const analysis = opened(corpus);
          const made = corpus.meetings
            .filter(
              ({ date }) =>
                (!range.from || date.start >= range.from) && (!range.to || date.start <= range.to),
            )
            .flatMap((meeting) =>
              statementsOf(corpus, { meeting: meeting.id, topic }).map(() => meeting.date.start),
            )
            .sort();
          const { buckets } = analysis.timeline({ topic, interval, ...range, isByParty: false }, 10_000);
          const periodOf = (day: string) => {
            const month = Number(day.slice(5, 7));
            const first = interval === 'YEAR' ? 1 : interval === 'MONTH' ? month : month - ((month - 1) % 3);
            return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
          };
          expect(buckets.map(({ start }) => start)).toEqual(
            [...new Set(buckets.map(({ start }) => start))].sort(),
          );
          for (const { start, statements } of buckets) {
            expect(statements).toBe(made.filter((day) => periodOf(day) === start).length);
          }
          expect(buckets.reduce((sum, { statements }) => sum + statements, 0)).toBe(made.length);
          const [first, last] = [range.from ?? made[0], range.to ?? made.at(-1)];
          if (first && last && first <= last) {
            expect([buckets[0]?.start, buckets.at(-1)?.start]).toEqual([periodOf(first), periodOf(last)]);
          }
          const months = { MONTH: 1, QUARTER: 3, YEAR: 12 }[interval];
          buckets.slice(1).forEach(({ start }, at) => {
            const before = new Date(`${buckets[at]?.start}T00:00:00Z`);
            before.setUTCMonth(before.getUTCMonth() + months);
            expect(start).toBe(before.toISOString().slice(0, 10));
          });
          // By party: each of those told apart has as many as the facet says.
          const byParty = analysis.timeline({ topic, interval, ...range, isByParty: true }, 10_000).buckets;
          const parties = new Set(byParty.flatMap(({ party }) => party ?? []));
          for (const party of parties) {
            const count = corpus.meetings
              .filter(
                ({ date }) =>
                  (!range.from || date.start >= range.from) && (!range.to || date.start <= range.to),
              )
              .flatMap(({ id }) => statementsOf(corpus, { meeting: id, topic, maker: party })).length;
            const told = byParty.filter((bucket) => bucket.party === party);
            expect(told.reduce((sum, { statements }) => sum + statements, 0)).toBe(count);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('the records that ship, with words of their own', async () => {
    const corpus = await shippedCorpus();
    const analysis = opened(corpus);
    const texts = corpus.meetings.flatMap(({ title, statements }) => [
      title,
      ...statements.map(({ text }) => text),
    ]);
    const names = corpus.participants.flatMap(({ name, names }) => [name, ...names.map((each) => each.name)]);
    const said = texts
      .slice(-700)
      .flatMap((text) => text.split(' ').filter((word) => /^\p{L}+$/u.test(word)));
    const sample = fc.sample(
      fc.oneof(
        fc.constantFrom(...said),
        fc
          .tuple(fc.constantFrom(...said), fc.constantFrom(...names))
          .map(([a, b]) => `${a} ${b.replaceAll(/["*]/g, '')}`),
        fc.constantFrom(...names).map((name) => `"${name.replaceAll('"', '')}"`),
        fc
          .constantFrom(...said)
          .filter((word) => word.length > 3)
          .map((word) => `${word.slice(0, 3)}*`),
        fc.constantFrom(
          '王毅',
          'Лавров',
          'Лавр*',
          '外交',
          'Cavusoglu',
          'sanctions Russia',
          '"Security Council"',
          'ASEAN OR NATO -China',
        ),
      ),
      { numRuns: 40, seed: 14 },
    );
    for (const query of sample) {
      if (/(^|\s)(AND|NOT|OR|-)(\s|$)/.test(query)) continue;
      const conditions = query.length % 3 === 0 ? { date: { from: '2022-01-01' } } : {};
      const expected = search(corpus, query, conditions);
      const found = asked(analysis, query, conditions);
      expect([query, found.total]).toEqual([query, expected.length]);
      expect(found.page('DATE_ASC', 100, undefined).entries.map(({ key }) => nameOf(key))).toEqual(
        expected.slice(0, 100).map(({ key }) => key),
      );
    }
  });

  test('the same content makes the same bytes, whatever order its records are read in', () => {
    fc.assert(
      fc.property(spokenCorpora(10), (corpus) => {
        expect(Buffer.compare(buildIndex(resolve(corpus)), buildIndex(resolve(corpus)))).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});

/** The pairs of states and organizations alike. */
function partyPairs(corpus: Corpus) {
  const parties = corpus.participants.map((each) =>
    each.kind === 'PERSON' ? each : { ...each, kind: 'STATE' as const },
  );
  return network({ ...corpus, participants: parties }, 'STATE');
}
