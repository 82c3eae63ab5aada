import { describe, expect, test } from 'vitest';
import { findCharts, type Tie } from '../../functions/playground/src/charts/find-charts.ts';
import { layoutOf } from '../../functions/playground/src/charts/layout.ts';

describe('charts of an answer', () => {
  test('facets become bars, whatever the field is called', () => {
    const values = [
      { value: 'china', label: 'China', count: 12 },
      { value: 'russia', label: 'Russia', count: 7 },
    ];
    expect(findCharts({ found: { facets: [{ field: 'PARTY', values }] } })).toEqual([
      {
        kind: 'bars',
        title: 'Party',
        bars: [
          { label: 'China', count: 12 },
          { label: 'Russia', count: 7 },
        ],
      },
    ]);
  });

  test('a timeline becomes columns, empty buckets among them', () => {
    const timeline = [
      { start: '2022-01-01', statements: 3 },
      { start: '2022-04-01', statements: 0 },
    ];
    expect(findCharts({ topic: { timeline } })).toMatchObject([
      { kind: 'columns', title: 'Timeline', columns: [{ count: 3 }, { count: 0 }] },
    ]);
  });

  test('no answer has more than twelve charts, not even a timeline by twenty parties', () => {
    const timeline = Array.from({ length: 20 }, (_, party) => [
      { start: '2022-01-01', statements: 3, party: { name: `Party ${party}` } },
      { start: '2022-04-01', statements: 0, party: { name: `Party ${party}` } },
    ]).flat();
    expect(findCharts({ topic: { timeline } })).toHaveLength(12);
  });

  test('a participant whose slug is selected on only one side is one participant', () => {
    const edges = [
      { a: { name: 'Wang Yi', slug: 'wang-yi' }, b: { name: 'Sergey Lavrov' }, meetings: 6, weight: 4 },
      { a: { name: 'Sergey Lavrov', slug: 'sergey-lavrov' }, b: { name: 'Wang Yi' }, meetings: 1, weight: 1 },
    ];
    const [chart] = findCharts({ network: { edges } });
    expect(JSON.stringify(chart)).not.toContain('undefined');
    expect(JSON.stringify(chart)).not.toContain('(');
  });

  test('a timeline by party becomes columns for each party; without party names there are none', () => {
    const timeline = ['2022-01-01', '2022-04-01'].flatMap((start) => [
      { start, statements: 3, party: { name: 'China' } },
      { start, statements: 0, party: { name: 'Russia' } },
      { start, statements: 1, party: null },
    ]);
    expect(findCharts({ topic: { timeline } })).toMatchObject([
      { title: 'Timeline: China', columns: [{ label: '2022-01-01', count: 3 }, { count: 3 }] },
      { title: 'Timeline: Russia', columns: [{ count: 0 }, { count: 0 }] },
      { title: 'Timeline: others', columns: [{ count: 1 }, { label: '2022-04-01', count: 1 }] },
    ]);
    const nameless = timeline.map(({ start, statements }) => ({ start, statements }));
    expect(findCharts({ topic: { timeline: nameless } })).toEqual([]);
  });

  test('counterparts become bars', () => {
    const counterparts = [
      { participant: { name: 'Russia' }, meetings: 9 },
      { participant: { name: 'India' }, meetings: 2 },
    ];
    expect(findCharts({ participant: { counterparts } })).toMatchObject([
      { kind: 'bars', title: 'Counterparts', bars: [{ label: 'Russia', count: 9 }, { label: 'India' }] },
    ]);
  });

  test('a network becomes ties; a connection, which has edges too, does not', () => {
    const edges = [{ a: { name: 'China' }, b: { name: 'Russia' }, meetings: 4 }];
    expect(findCharts({ network: { edges } })).toEqual([
      { kind: 'network', title: 'Network', ties: [{ a: 'China', b: 'Russia', meetings: 4 }] },
    ]);
    expect(findCharts({ meetings: { edges: [{ node: { title: 'Talks' } }] } })).toEqual([]);
  });

  test('two participants with the same name stay separate', () => {
    const [one, other] = [
      { slug: 'li-wei', name: 'Li Wei' },
      { slug: 'li-wei-2', name: 'Li Wei' },
    ];
    const china = { slug: 'china', name: 'China' };
    const edges = [
      { a: china, b: one, meetings: 2 },
      { a: china, b: other, meetings: 1 },
    ];
    expect(findCharts({ network: { edges } })).toMatchObject([
      {
        ties: [
          { a: 'China', b: 'Li Wei (li-wei)' },
          { a: 'China', b: 'Li Wei (li-wei-2)' },
        ],
      },
    ]);
  });

  test('a comparison becomes a table with both publishers', () => {
    const compare = {
      left: { publisher: 'Xinhua', party: { name: 'China' } },
      right: { publisher: 'TASS' },
      topics: [{ topic: { prefLabel: 'Sanctions' }, left: [], right: [{}, {}], agreement: 'ONLY_RIGHT' }],
    };
    expect(findCharts({ meeting: { compare } })).toEqual([
      {
        kind: 'comparison',
        title: 'Compare',
        left: 'Xinhua (China)',
        right: 'TASS',
        topics: [{ label: 'Sanctions', left: 0, right: 2, agreement: 'ONLY_RIGHT' }],
      },
    ]);
  });

  test.each([
    null,
    undefined,
    1,
    'text',
    [],
    {},
    { meetings: null },
    { meetings: { nodes: [{ title: 'Talks' }] } },
  ])('an answer without counts has no charts: %j', (data) => {
    expect(findCharts(data)).toEqual([]);
  });

  test('two charts with the same name get different titles', () => {
    const facets = [{ field: 'YEAR', values: [{ label: '2022', count: 1 }] }];
    const titles = findCharts({ a: { facets }, b: { facets } }).map(({ title }) => title);
    expect(titles).toEqual(['Year', 'Year (2)']);
  });
});

describe('the drawing of a network', () => {
  const ties: Tie[] = Array.from({ length: 60 }, (_, index) => ({
    a: `P${index % 20}`,
    b: `P${(index * 7 + 1) % 20}`,
    meetings: 1 + (index % 5),
  })).filter(({ a, b }) => a !== b);

  test('is the same for the same ties', () => {
    expect(layoutOf(ties)).toEqual(layoutOf(ties));
  });

  test('keeps circles apart and inside the picture', () => {
    const { nodes, width, height } = layoutOf(ties);
    const placed = [...nodes.values()];
    for (const { x, y, radius } of placed) {
      expect(x).toBeGreaterThan(radius);
      expect(x).toBeLessThan(width - radius);
      expect(y).toBeGreaterThan(radius);
      expect(y).toBeLessThan(height - radius);
    }
    const overlapping = placed.flatMap((one, index) =>
      placed
        .slice(index + 1)
        .filter((other) => Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius),
    );
    expect(overlapping).toEqual([]);
  });

  test('counts the ties of each participant', () => {
    const { nodes } = layoutOf([
      { a: 'A', b: 'B', meetings: 3 },
      { a: 'A', b: 'C', meetings: 2 },
    ]);
    expect(Array.from(nodes.values(), ({ name, ties: count }) => [name, count])).toEqual([
      ['A', 2],
      ['B', 1],
      ['C', 1],
    ]);
  });
});
