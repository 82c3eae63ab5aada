import fc from 'fast-check';
import { expect, test } from 'vitest';
import { opened } from './ask.ts';
import { spokenCorpora } from './corpora.ts';
import { network, partyPairs } from './oracle-network.ts';
import { date } from './ranges.ts';

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
              y.weight - x.weight || y.meetings - x.meetings || (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1),
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
    { numRuns: 60 },
  );
});
