import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../infra/stacks/config.ts';
import { PARTS } from '../../infra/stacks/stack-name.ts';
import { type Row, rowsUnder } from './markdown.ts';

const FILE = 'infra/README.md';
const REGION = 'us-east-1';

/** The configuration of a stage with these settings. */
const configOf = (settings: Readonly<Record<string, unknown>>, stage = 'test') =>
  readConfig({ stages: { [stage]: { region: REGION, ...settings } } }, stage);

/** What is said of a setting that is not allowed. */
function refusalOf(settings: Readonly<Record<string, unknown>>, stage?: string): string {
  try {
    configOf(settings, stage);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

const [ofStage, ...rows] = rowsUnder(FILE, 'setting');
const named = (setting: string): Row =>
  rows.find(({ codes: [names = []] }) => names.includes(setting)) ?? { cells: [], codes: [] };
const allowedFor = (setting: string): string => named(setting).cells[1] ?? '';
const numbersIn = (text: string): number[] =>
  (text.match(/\d[\d,]*/g) ?? []).map((digits) => Number(digits.replaceAll(',', '')));

describe('the table of settings', () => {
  test('lists all settings of a stage', () => {
    const [, known = ''] = /allowed: (.*)/.exec(refusalOf({ nonsense: 1 })) ?? [];
    expect(rows.flatMap(({ codes: [names = []] }) => names).toSorted()).toEqual(known.split(', ').toSorted());
  });

  test.each(rows)(
    'says what $cells.0 is when left out',
    ({ cells, codes: [names = [], , byDefault = []] }) => {
      const config = new Map<string, unknown>(Object.entries(configOf({})));
      for (const name of names.filter((each) => each !== 'region'))
        expect(config.get(name)?.toString(), cells[2]).toBe(byDefault[0]);
    },
  );

  test('lists the rollouts', () => {
    const [, known = ''] = /allowed: one of (.*)/.exec(refusalOf({ rollout: 'nonsense' })) ?? [];
    const { codes } = named('rollout');
    expect([...(codes[1] ?? []), ...(codes[2] ?? [])].toSorted()).toEqual(known.split(', ').toSorted());
  });

  test('gives the memory limits', () => {
    const [least = 0, most = 0, core = 0] = numbersIn(allowedFor('memory'));
    expect([least - 1, least, most, most + 1].map((memory) => refusalOf({ memory }) === '')).toEqual([
      ...[false, true, true, false],
    ]);
    expect(core).toBeGreaterThan(least);
  });

  test('says for how many days logs can be kept', () => {
    const days = numbersIn(allowedFor('logDays'));
    expect(days.length).toBeGreaterThan(3);
    expect(days.filter((logDays) => refusalOf({ logDays }) !== '')).toEqual([]);
    const [, known = ''] = /accepts: (.*)/.exec(refusalOf({ logDays: 2 })) ?? [];
    expect(known.startsWith(days.join(', '))).toBe(true);
  });

  test('says how long the name of a stage can be', () => {
    const [most = 0] = numbersIn(ofStage?.cells[1] ?? '');
    expect(refusalOf({}, 'a'.repeat(most))).toBe('');
    expect(refusalOf({}, 'a'.repeat(most + 1))).not.toBe('');
  });

  test.each(rows.filter(({ codes: [, allowed = []] }) => allowed.includes('true')))(
    '$cells.0 can be true and false',
    ({ codes: [[name = ''] = []] }) => {
      expect([true, false].map((value) => refusalOf({ [name]: value }))).toEqual(['', '']);
    },
  );
});

test('the table of stacks lists them all', () => {
  const listed = rowsUnder(FILE, 'stack').flatMap(({ codes: [names = []] }) =>
    names.map((name) => name.replace(/^(communique-STAGE)?-/, '')),
  );
  expect(listed.toSorted()).toEqual([...PARTS].toSorted());
});
