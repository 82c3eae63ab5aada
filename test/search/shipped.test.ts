import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedCorpus } from '../support/table.ts';
import { asked, nameOf, opened } from './ask.ts';
import { compareLists, filters } from './list-filters.ts';
import { search } from './oracle.ts';

test('searches of the shipped records, with words from them', async () => {
  const corpus = await shippedCorpus();
  const analysis = opened(corpus);
  const texts = corpus.meetings.flatMap(({ title, statements }) => [
    title,
    ...statements.map(({ text }) => text),
  ]);
  const names = corpus.participants.flatMap(({ name, names }) => [name, ...names.map((each) => each.name)]);
  const said = texts.slice(-700).flatMap((text) => text.split(' ').filter((word) => /^\p{L}+$/u.test(word)));
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
    { numRuns: 30, seed: 14 },
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

test('lists of the shipped records, under any filter', async () => {
  const corpus = await shippedCorpus();
  const analysis = opened(corpus);
  const recent = corpus.meetings.slice(-400);
  const named = {
    participants: [
      ...corpus.participants.filter(({ predecessors }) => predecessors.length > 0).map(({ id }) => id),
      ...new Set(
        recent.flatMap(({ participants }) =>
          participants.flatMap((each) => [each.who, each.for ?? each.who]),
        ),
      ),
    ],
    topics: corpus.topics.map(({ id }) => id),
    series: corpus.series.map(({ id }) => id),
    countries: [...new Set(recent.flatMap(({ place }) => place?.country ?? []))],
  };
  const asks = fc.sample(filters(named), { numRuns: 60, seed: 14 });
  const found = asks.filter(
    ([meetings, statements]) => compareLists(analysis, corpus, meetings, statements) > 0,
  );
  expect(found.length).toBeGreaterThan(20);
});
