import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FACET_FIELDS } from '../../schema/release/index/facet-fields.ts';
import { TOPICS } from '../support/corpora.ts';
import { asked, isNamed, opened, paged } from './ask.ts';
import { queries, spokenCorpora } from './corpora.ts';
import { facet, type SearchConditionsOfOracle, search } from './oracle.ts';
import { date, optional } from './ranges.ts';

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

test('a search finds the same as reading all records, in three scripts, with and without conditions', () => {
  let compared = 0;
  let nonempty = 0;
  fc.assert(
    fc.property(
      spokenCorpora(10),
      fc.array(fc.tuple(queries, conditions), { minLength: 25, maxLength: 25 }),
      fc.integer({ min: 2, max: 9 }),
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
            const counts = Object.fromEntries(
              found.facet(field, 1_000).map(({ key, count }) => [key, count]),
            );
            expect(counts).toEqual(facet(corpus, expected, field));
          }
          compared += 1;
          if (names.length > 0) nonempty += 1;
        }
      },
    ),
    { numRuns: 42 },
  );
  expect(compared).toBeGreaterThanOrEqual(1_000);
  // What finds nothing proves little.
  expect(nonempty).toBeGreaterThan(compared / 5);
});
