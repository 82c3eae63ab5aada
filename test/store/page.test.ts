import { describe, expect, test } from 'vitest';
import {
  type Entry,
  LookedTooFarError,
  readPage,
  sourceOfArray,
  sourceOfBoth,
} from '../../schema/store/page.ts';

const entries = (count: number): Entry<number>[] =>
  Array.from({ length: count }, (_, index) => ({ at: String(index).padStart(6, '0'), value: index }));
const FIRST = { side: 'first', size: 2, ascending: true } as const;

describe('a page', () => {
  test('looks through no more entries than the request has left', async () => {
    const source = sourceOfArray(entries(500));
    await expect(readPage(source, FIRST, () => false, { left: 499 })).rejects.toThrow(LookedTooFarError);
    const lookThrough = { left: 600 };
    await expect(readPage(source, FIRST, () => false, lookThrough)).resolves.toMatchObject({
      entries: [],
      isWhole: true,
    });
    // Pages of one request share what is left.
    expect(lookThrough.left).toBe(100);
  });

  test('says exactly what lies behind a cursor whose entry has gone', async () => {
    const source = sourceOfArray(entries(5).slice(2));
    const page = await readPage(source, { ...FIRST, after: '000001' }, undefined, { left: 100 });
    expect(page).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    const later = await readPage(sourceOfArray(entries(5)), { ...FIRST, after: '000001x' }, undefined, {
      left: 100,
    });
    expect(later.entries.map(({ value }) => value)).toEqual([2, 3]);
    expect(later).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
  });

  test('of no entries still says what follows', async () => {
    const page = await readPage(sourceOfArray(entries(3)), { ...FIRST, size: 0 }, undefined, { left: 100 });
    expect(page).toMatchObject({ entries: [], hasNextPage: true, hasPreviousPage: false });
  });

  test('of two lists shows what stands in both once, in order, either way', async () => {
    const all = entries(9);
    const source = sourceOfBoth(
      sourceOfArray(all.filter(({ value }) => value % 2 === 0)),
      sourceOfArray(all.filter(({ value }) => value % 3 === 0)),
    );
    const seen = async (ascending: boolean) => {
      const values: number[] = [];
      for await (const batch of source({ ascending, want: 9 }))
        values.push(...batch.map(({ value }) => value));
      return values;
    };
    expect(await seen(true)).toEqual([0, 2, 3, 4, 6, 8]);
    expect(await seen(false)).toEqual([8, 6, 4, 3, 2, 0]);
  });
});
