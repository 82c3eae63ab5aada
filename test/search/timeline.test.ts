import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TOPICS } from '../support/corpora.ts';
import { statementsOf } from '../support/oracle.ts';
import { opened } from './ask.ts';
import { spokenCorpora } from './corpora.ts';
import { date } from './ranges.ts';

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
            ({ date }) => (!range.from || date.start >= range.from) && (!range.to || date.start <= range.to),
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
    { numRuns: 60 },
  );
});
