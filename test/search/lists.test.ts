import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COUNTRIES, PARTIES, SERIES, TOPICS } from '../support/corpora.ts';
import { participantsOf, topicsOf } from '../support/oracle.ts';
import { idOf } from '../support/table.ts';
import { opened } from './ask.ts';
import { spokenCorpora } from './corpora.ts';
import { compareLists, filters } from './list-filters.ts';

const NAMED = {
  participants: ['ann', 'ben', ...PARTIES],
  topics: TOPICS,
  series: SERIES,
  countries: COUNTRIES,
};

test('lists of meetings and statements equal the result of reading all records, under any filter', () => {
  let found = 0;
  fc.assert(
    fc.property(
      spokenCorpora(15),
      fc.array(filters(NAMED), { minLength: 15, maxLength: 15 }),
      (corpus, asks) => {
        const analysis = opened(corpus);
        for (const [meetings, statements] of asks)
          if (compareLists(analysis, corpus, meetings, statements) > 0) found += 1;
      },
    ),
    { numRuns: 40 },
  );
  // What finds nothing proves little.
  expect(found).toBeGreaterThan(200);
});

const all = { side: 'first', size: 1_000, ascending: true } as const;

test('lists within a meeting, and those of participants and topics by name', () => {
  fc.assert(
    fc.property(spokenCorpora(15), (corpus) => {
      const analysis = opened(corpus);
      for (const outer of corpus.meetings) {
        const inner = analysis.meetings({ within: { slug: outer.id, start: outer.date.start } }).page(all);
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
    }),
    { numRuns: 30 },
  );
});
