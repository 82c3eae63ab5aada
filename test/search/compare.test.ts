import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreementOf } from '../../schema/agreement.ts';
import type { Store } from '../../schema/store/store.ts';
import { asking } from '../support/asking.ts';
import { curatedCorpus } from '../support/curated.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { idOf, seeded } from '../support/table.ts';

type Stances = Parameters<typeof agreementOf>[0][number]['stance'][];

const TUNXI = '2022-03-30-china-russia-tunxi';
const CHINA = idOf('Participant', 'china');
const engine = memoryEngine();
let store: Store;
beforeAll(async () => {
  ({ store } = await seeded(engine, await curatedCorpus()));
});
afterAll(() => engine.stop());

const { data, errorOf } = asking(() => store);

describe('two accounts of one meeting', () => {
  const compared = async (slug: string, left: string, right: string) => {
    const { meeting } = await data<{
      meeting: {
        compare: {
          topics: {
            topic: { slug: string };
            agreement: string;
            left: { text: string }[];
            right: { text: string }[];
          }[];
        };
      };
    }>(
      `query ($slug: String!, $left: ID!, $right: ID!) { meeting(by: { slug: $slug }) { compare(left: $left, right: $right) {
         topics { topic { slug } agreement left { text } right { text } } } } }`,
      { slug, left: idOf('Readout', `${slug}#${left}`), right: idOf('Readout', `${slug}#${right}`) },
    );
    return meeting.compare.topics;
  };

  test('of Tunxi: only the Russian account has sanctions', async () => {
    const topics = await compared(TUNXI, 'xinhua', 'sputnik');
    const of = (slug: string) => topics.find(({ topic }) => topic.slug === slug);
    expect(of('unilateral-sanctions')).toMatchObject({ agreement: 'ONLY_RIGHT', left: [] });
    expect(of('unilateral-sanctions')?.right[0]?.text).toContain('sanctions');
    expect(of('china-russia-relations')).toMatchObject({ agreement: 'ONLY_LEFT', right: [] });
    expect(of('ukraine-war')).toMatchObject({ agreement: 'BOTH' });
  });

  test.each([
    // Washington's list of disagreements and Beijing's words on sovereignty share one topic, on which neither
    // takes a side.
    [
      '2021-03-18-us-china-anchorage',
      'us-press',
      'china-mfa',
      {
        'human-rights': 'ONLY_LEFT',
        taiwan: 'ONLY_LEFT',
        'korean-peninsula': 'ONLY_LEFT',
        'us-china-relations': 'BOTH',
        'territorial-integrity': 'ONLY_RIGHT',
        'crisis-communication': 'ONLY_RIGHT',
      },
    ],
    // Both report talk of the climate and of Ukraine; what Blinken held against Beijing is in the American
    // account alone.
    [
      '2022-07-09-us-china-bali',
      'china-daily',
      'voa',
      {
        'us-china-relations': 'ONLY_LEFT',
        'climate-change': 'BOTH',
        'ukraine-war': 'BOTH',
        taiwan: 'ONLY_RIGHT',
        'human-rights': 'ONLY_RIGHT',
        'china-russia-relations': 'ONLY_RIGHT',
      },
    ],
    // As in Tunxi: the Russian account has sanctions, the Chinese the BRICS and the Charter.
    [
      '2022-07-07-china-russia-bali',
      'xinhua',
      'presstv',
      {
        'china-russia-relations': 'ONLY_LEFT',
        brics: 'ONLY_LEFT',
        'un-charter': 'ONLY_LEFT',
        'ukraine-war': 'ONLY_RIGHT',
        'unilateral-sanctions': 'ONLY_RIGHT',
      },
    ],
    // The leaders: each side reports the other's words on Taiwan, and only the American account the nuclear
    // threat.
    [
      '2022-11-14-us-china-bali',
      'cna',
      'afp',
      {
        taiwan: 'BOTH',
        'us-china-relations': 'BOTH',
        'human-rights': 'ONLY_LEFT',
        'international-order': 'ONLY_RIGHT',
        'ukraine-peace-talks': 'ONLY_RIGHT',
      },
    ],
  ])('of %s by %s and %s', async (slug, left, right, agreements) => {
    const found = await compared(slug, left, right);
    expect(Object.fromEntries(found.map(({ topic, agreement }) => [topic.slug, agreement]))).toMatchObject(
      agreements,
    );
    // Turned round, left and right change places and nothing else.
    const mirrored = { ONLY_LEFT: 'ONLY_RIGHT', ONLY_RIGHT: 'ONLY_LEFT' } as Record<string, string>;
    const turned = await compared(slug, right, left);
    expect(turned.map(({ topic, agreement }) => [topic.slug, agreement])).toEqual(
      found.map(({ topic, agreement }) => [topic.slug, mirrored[agreement] ?? agreement]),
    );
  });

  test.each<[Stances, Stances, string]>([
    [['SUPPORTS'], ['OPPOSES'], 'OPPOSED'],
    [['OPPOSES', 'CALLS_FOR', null], ['SUPPORTS', 'NEUTRAL'], 'OPPOSED'],
    [['SUPPORTS', 'OPPOSES'], ['OPPOSES'], 'BOTH'],
    [['SUPPORTS'], ['SUPPORTS', null], 'BOTH'],
    [['CALLS_FOR'], ['OPPOSES'], 'BOTH'],
    [[null], ['NEUTRAL'], 'BOTH'],
    [['OPPOSES'], [], 'ONLY_LEFT'],
    [[], [null], 'ONLY_RIGHT'],
  ])('that report stances %j and %j are %s', (left, right, agreement) => {
    const said = (stances: Stances) => stances.map((stance) => ({ stance }));
    expect(agreementOf(said(left), said(right))).toBe(agreement);
  });

  test('that are identical, of another meeting, or not accounts are refused', async () => {
    const of = (id: string) => idOf('Readout', id);
    const source =
      'query ($left: ID!, $right: ID!) { meeting(by: { slug: "2022-03-30-china-russia-tunxi" }) { compare(left: $left, right: $right) { topics { agreement } } } }';
    const left = of(`${TUNXI}#xinhua`);
    expect(await errorOf(source, { left, right: left })).toMatchObject({
      code: 'BAD_ARGUMENT',
      argument: 'right',
    });
    expect(await errorOf(source, { left, right: of('2022-07-07-china-russia-bali#x') })).toMatchObject({
      code: 'BAD_ARGUMENT',
      argument: 'right',
    });
    expect(await errorOf(source, { left: CHINA, right: left })).toMatchObject({
      code: 'BAD_ID',
      argument: 'left',
    });
    expect(await data(source, { left, right: of(`${TUNXI}#gone`) })).toEqual({ meeting: { compare: null } });
  });
});
