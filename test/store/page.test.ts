import { describe, expect, test } from 'vitest';
import { type Entry, readPage, sourceOfArray } from '../../schema/store/page.ts';

const entries = (count: number): Entry<number>[] =>
  Array.from({ length: count }, (_, index) => ({ at: String(index).padStart(6, '0'), value: index }));
const FIRST = { side: 'first', size: 2, ascending: true } as const;

describe('a page', () => {
  test('knows exactly what follows a cursor whose entry was removed', async () => {
    const source = sourceOfArray(entries(5).slice(2));
    const page = await readPage(source, { ...FIRST, after: '000001' });
    expect(page).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    const later = await readPage(sourceOfArray(entries(5)), { ...FIRST, after: '000001x' });
    expect(later.entries.map(({ value }) => value)).toEqual([2, 3]);
    expect(later).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
  });

  test('of no entries still knows what follows', async () => {
    const page = await readPage(sourceOfArray(entries(3)), { ...FIRST, size: 0 });
    expect(page).toMatchObject({ entries: [], hasNextPage: true, hasPreviousPage: false });
  });
});
