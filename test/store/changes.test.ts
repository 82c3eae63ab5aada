import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesSince, TooManyChangesError } from '../../schema/store/changes.ts';
import type { History, RecordChange } from '../../schema/store/history.ts';
import { type Batches, readPage, type Scan, sourceOfArray } from '../../schema/store/page.ts';
import type { Live } from '../../schema/store/rows.ts';

/** Contents of records by their names: what a release is here. */
type Content = Readonly<Record<string, string>>;

/** The history of some contents, one after the other, and how many rows of it were read. */
function historyOf(contents: readonly Content[]): {
  history: History;
  live: Pick<Live, 'editions'>;
  read: { rows: number; batches: number };
} {
  const read = { rows: 0, batches: 0 };
  const entries = new Map<string, RecordChange[]>();
  for (const [index, after] of contents.entries()) {
    const before = contents[index - 1];
    if (before) entries.set(`${index}`, differing(before, after));
  }
  async function* batches(entry: string, scan: Scan): Batches<RecordChange> {
    const all = (entries.get(entry) ?? []).map((value) => ({ at: value.record, value }));
    for await (const part of sourceOfArray(all)(scan)) {
      for (let at = 0; at < part.length; at += scan.want) {
        const batch = part.slice(at, at + scan.want);
        read.rows += batch.length;
        read.batches += 1;
        yield batch;
      }
    }
  }
  const history: History = {
    changes: batches,
    async summaries(asked) {
      const counts = { meetings: 0, participants: 0, statements: 0, topics: 0 };
      return asked.map((entry) => {
        const fates = (entries.get(entry) ?? []).map(({ before, after }) => [
          before === null,
          after === null,
        ]);
        return {
          added: fates.filter(([added]) => added).length,
          removed: fates.filter(([, removed]) => removed).length,
          changed: fates.filter(([added, removed]) => !added && !removed).length,
          before: counts,
          after: counts,
        };
      });
    },
  };
  const editions = contents.map(
    (_, index) => `${index + 1}|2026-01-01|${index === 0 ? '' : index}|release-${index}`,
  );
  return { history, live: { editions: editions.reverse() }, read };
}

/** What differs, the obvious way. */
function differing(before: Content, after: Content): RecordChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((record) => before[record] !== after[record])
    .sort()
    .map((record) => ({ record, before: before[record] ?? null, after: after[record] ?? null }));
}

const many = (count: number, text: string, from = 0): Content =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `Participant:x${String(from + index).padStart(6, '0')}`,
      text,
    ]),
  );

test('every page is exact, for any releases and any number of changes', async () => {
  const content = fc.dictionary(fc.constantFrom(...'abcdefghij'), fc.constantFrom('1', '2', '3'));
  const drawn = fc.record({
    contents: fc.array(content, { minLength: 2, maxLength: 6 }),
    since: fc.nat(),
    size: fc.integer({ min: 1, max: 5 }),
    // So many more in each that they are not read whole.
    more: fc.constantFrom(0, 600),
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ contents, since, size, more }) => {
      const all = contents.map((each, index) => ({ ...each, ...many(more, String(index)) }));
      const at = since % all.length;
      const { history, live } = historyOf(all);
      const changes = changesSince(history, live, `release-${at}`);
      if (!changes) throw new Error('the release is known');
      const wanted = differing(all[at] ?? {}, all.at(-1) ?? {});
      expect(await changes.total()).toBe(wanted.length);
      const asked = [undefined, ...wanted.slice(0, 30).map(({ record }) => record), wanted.at(-1)?.record];
      for (const side of ['first', 'last'] as const) {
        for (const cursor of asked) {
          const place = wanted.findIndex(({ record }) => record === cursor);
          const rest =
            side === 'first'
              ? wanted.slice(place + 1)
              : wanted.slice(0, cursor === undefined ? undefined : place);
          const page = await readPage(changes.source, {
            ...{ side, size, ascending: true },
            ...(cursor === undefined ? {} : { [side === 'first' ? 'after' : 'before']: cursor }),
          });
          expect(page.entries.map(({ value }) => value)).toEqual(
            side === 'first' ? rest.slice(0, size) : rest.slice(-size),
          );
          expect(side === 'first' ? page.hasNextPage : page.hasPreviousPage).toBe(rest.length > size);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a page of a hundred thousand changes reads as many rows as it shows, of each release since', async () => {
  const { history, live, read } = historyOf([{}, many(100_000, 'one'), many(100_000, 'two')]);
  const changes = changesSince(history, live, 'release-0');
  const page = await readPage(changes?.source ?? sourceOfArray([]), {
    side: 'first',
    size: 20,
    ascending: true,
  });
  expect(page.entries).toHaveLength(20);
  expect(page.entries[0]?.value).toMatchObject({ before: null, after: 'two' });
  expect(read).toEqual({ rows: 42, batches: 2 });
});

test('a hundred thousand changes of one release are counted without reading them; of several, there are too many', async () => {
  const { history, live, read } = historyOf([{}, many(100_000, 'one'), many(100_000, 'two')]);
  expect(await changesSince(history, live, 'release-1')?.total()).toBe(100_000);
  await expect(changesSince(history, live, 'release-0')?.total()).rejects.toThrow(TooManyChangesError);
  expect(read.rows).toBe(0);
});

test('some thousand changes across several releases are counted', async () => {
  const { history, live } = historyOf([{}, many(2_000, 'one'), many(2_000, 'two', 1_000)]);
  expect(await changesSince(history, live, 'release-0')?.total()).toBe(2_000);
});

test.each([
  [49, 30],
  [49, 90],
  [35, 40],
  [10, 150],
])(
  'of %i releases with %i changes each, a page and their number are one reading of each',
  async (releases, each) => {
    const contents = Array.from({ length: releases + 1 }, (_, index) => many(index * each, 'one'));
    const { history, live, read } = historyOf(contents);
    const changes = changesSince(history, live, 'release-0');
    const page = readPage(changes?.source ?? sourceOfArray([]), { side: 'first', size: 20, ascending: true });
    expect(await changes?.total()).toBe(releases * each);
    expect((await page).entries).toHaveLength(20);
    expect(read.batches).toBe(releases);
  },
);
