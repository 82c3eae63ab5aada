import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentsOf } from '../../functions/seed/seed.ts';
import { accessSlot } from '../../functions/seed/slot.ts';
import { tidy } from '../../functions/seed/tidy.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { unpackEdition } from '../../schema/store/editions.ts';
import { historySlot, LAYOUT } from '../../schema/store/keys.ts';
import { openStore } from '../../schema/store/store.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { ask, CURSOR_KEY, idOf, keepIndex } from '../support/table.ts';
import { type Change, differing } from './differing.ts';
import { afterEdits, before, meanwhile } from './editions.ts';
import { copiesIn } from './rows.ts';
import { LONG, type Stage, stageOn } from './stage.ts';
import { withWritesLeft } from './writes.ts';

const CHANGES = `query ($since: ID!, $first: Int, $after: String) {
  changes(since: $since, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { kind type id slug node { id } }
  }
}`;

describe('what changed between releases', () => {
  const engine = memoryEngine();
  const corpora: Record<string, Corpus> = { old: before, next: afterEdits, third: meanwhile };
  const releases: Record<string, Release> = {};
  beforeAll(() => {
    for (const [name, corpus] of Object.entries(corpora)) {
      const release = compile(corpus);
      releases[name] = release;
      keepIndex(release);
    }
  });
  afterAll(() => engine.stop());

  const release = (name: string): Release => releases[name] as Release;
  const storeOf = ({ table }: Stage) =>
    openStore({ wire: engine.wire, table, cursorKey: CURSOR_KEY, readTime: 600_000 });

  async function published(...names: string[]): Promise<Stage> {
    const stage = stageOn(engine);
    for (const name of names) {
      await stage.seed(release(name));
      stage.clock.pass(LONG);
    }
    return stage;
  }

  async function changes(
    stage: Stage,
    since: string,
  ): Promise<{ list: string[]; nodes: Change[]; requests: number }> {
    const { data, errors, meter } = await ask(storeOf(stage), CHANGES, {
      since: release(since).id,
      first: 100,
    });
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = (data as { changes: { nodes: Change[]; totalCount: number } }).changes;
    expect(totalCount).toBe(nodes.length);
    return {
      list: nodes.map(({ kind, type, slug }) => `${kind} ${type}:${slug}`),
      nodes,
      requests: meter.requests,
    };
  }

  test.each([
    [['old', 'next'], 'old'],
    [['old', 'next', 'third'], 'old'],
    [['old', 'next', 'third'], 'next'],
    [['old', 'next', 'third', 'next'], 'old'],
    [['old', 'next', 'old', 'third'], 'next'],
    [['old', 'next', 'third', 'old', 'next'], 'third'],
  ])('after %j, since %s, is exact', async (names, since) => {
    const stage = await published(...names);
    const { list, nodes } = await changes(stage, since);
    const to = corpora[names.at(-1) ?? ''] as Corpus;
    const from = corpora[since] as Corpus;
    expect(list).toEqual(differing(from, to));
    for (const { kind, id, node } of nodes) expect(node?.id ?? null).toBe(kind === 'REMOVED' ? null : id);
  });

  test('is nothing since the live release, or since one that was gone back to', async () => {
    const stage = await published('old', 'next');
    expect((await changes(stage, 'next')).list).toEqual([]);
    await stage.seed(release('old'));
    expect((await changes(stage, 'old')).list).toEqual([]);
    expect((await changes(stage, 'next')).list).toEqual(differing(afterEdits, before));
  });

  test('costs one Query for each release since, a BatchGetItem for their sizes and one for the records', async () => {
    const stage = await published('old', 'next', 'third');
    expect((await changes(stage, 'next')).requests).toBe(3);
    expect((await changes(stage, 'old')).requests).toBe(4);
  });

  test('comes in pages', async () => {
    const stage = await published('old', 'next');
    const store = storeOf(stage);
    const ids: string[] = [];
    let after: string | null = null;
    for (let isMore = true; isMore; ) {
      const { data } = await ask(store, CHANGES, { since: release('old').id, first: 3, after });
      const page = (
        data as { changes: { nodes: Change[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
      ).changes;
      ids.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
      isMore = page.pageInfo.hasNextPage;
    }
    expect(ids).toEqual((await changes(stage, 'old')).nodes.map(({ id }) => id));
    expect(ids).toContain(idOf('Meeting', 'late'));
  });

  test.each(['', 'unknown', 'f'.repeat(64)])(
    'since %j, which is no release, is an error that says what to do',
    async (since) => {
      const stage = await published('old');
      const { errors } = await ask(storeOf(stage), CHANGES, { since });
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining('Download the current release'),
        extensions: { code: 'UNKNOWN_RELEASE', argument: 'since' },
      });
    },
  );

  const DAY = 86_400_000;
  const tidied = ({ table, clock }: Stage, name: string) =>
    tidy({ client: engine.client, table, release: release(name), clock });
  /** How many rows of changes there must be: those of the editions that are told of. */
  async function rowsTold(stage: Stage): Promise<number> {
    const { pointer } = await copiesIn(engine.client, stage.table);
    const entries = new Set(
      pointer.editions.flatMap((packed) => unpackEdition(packed).entry?.replace('-', '') ?? []),
    );
    return allRows(stage, [...entries]);
  }

  test('is kept for the last 50 releases, and removed by a later seed once nobody can read it any more', async () => {
    const stage = await stageOn(engine);
    const names = ['old', 'next', 'third'];
    for (let edition = 0; edition < 56; edition += 1) {
      stage.clock.pass(LONG);
      await stage.seed(release(names[edition % 3] ?? ''));
      // Whoever read the pointer just before still finds what it names.
      expect((await copiesIn(engine.client, stage.table)).history).toBeGreaterThanOrEqual(
        await rowsTold(stage),
      );
      await tidied(stage, names[edition % 3] ?? '');
    }
    // Whoever read the pointer just before still finds what it named.
    expect((await copiesIn(engine.client, stage.table)).history).toBe(
      (await rowsTold(stage)) + (await rowsExpired(stage)),
    );
    expect(await rowsExpired(stage)).toBeGreaterThan(0);
    expect((await copiesIn(engine.client, stage.table)).pointer.editions).toHaveLength(50);
    stage.clock.pass(2 * 3_600_000);
    await stage.seed(release('old'));
    await tidied(stage, 'old');
    const { history, pointer } = await copiesIn(engine.client, stage.table);
    expect(history).toBe((await rowsTold(stage)) + (await rowsExpired(stage)));
    expect(pointer.expired.length).toBeLessThanOrEqual(1);
    expect((await changes(stage, 'next')).list).toEqual(differing(afterEdits, before));
  });

  /** Rows of what was given up within the last hour. */
  async function rowsExpired(stage: Stage): Promise<number> {
    const { pointer } = await copiesIn(engine.client, stage.table);
    return pointer.expired.length === 0
      ? 0
      : await allRows(
          stage,
          pointer.expired.map(({ entry }) => entry),
        );
  }
  async function allRows(stage: Stage, entries: readonly string[]): Promise<number> {
    let rows = 0;
    for (const entry of entries) {
      const { table, clock } = stage;
      const client = documentsOf(engine.client);
      const access = accessSlot({ client, table, clock, keep: async () => {} }, historySlot(LAYOUT, entry));
      rows += (await access.group('CHANGES')).length;
    }
    return rows;
  }

  test('is kept for 90 days: an older release is unknown, and its rows are removed by a later seed', async () => {
    const stage = await published('old', 'next');
    stage.clock.pass(91 * DAY);
    await stage.seed(release('third'));
    const { errors } = await ask(storeOf(stage), CHANGES, { since: release('old').id });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNKNOWN_RELEASE' } });
    await tidied(stage, 'third');
    stage.clock.pass(DAY);
    await stage.seed(release('old'));
    await tidied(stage, 'old');
    const { history, pointer } = await copiesIn(engine.client, stage.table);
    expect(pointer.expired).toEqual([]);
    expect(history).toBe(await rowsTold(stage));
    expect((await changes(stage, 'third')).list).toEqual(differing(meanwhile, before));
  });

  test('that a killed seed has partly written is removed with the abandoned slot', async () => {
    const stage = await published('old', 'third', 'old');
    let found = 0;
    for (let writes = 20; writes < 90; writes += 7) {
      await withWritesLeft(engine.client, writes, () => stage.seed(release('next')));
      stage.clock.pass(LONG);
      await stage.seed(release('old'));
      await stage.seed(release('third'));
      found += (await copiesIn(engine.client, stage.table)).pointer.expired.length;
      stage.clock.pass(2 * 3_600_000);
      await stage.seed(release('old'));
      await tidied(stage, 'old');
      const { history, pointer } = await copiesIn(engine.client, stage.table);
      expect(pointer.expired).toEqual([]);
      expect(history, `killed after ${writes} writes`).toBe(await rowsTold(stage));
      stage.clock.pass(LONG);
    }
    expect(found).toBeGreaterThan(0);
  });

  test('is listed for every release, newest first', async () => {
    const stage = await published('old', 'next', 'old');
    const { data, errors } = await ask(
      storeOf(stage),
      '{ dataset { releases { totalCount nodes { id published meetings participants added changed removed } } } }',
    );
    expect(errors).toBeUndefined();
    const count = (kind: string, from: Corpus, to: Corpus) =>
      differing(from, to).filter((each) => each.startsWith(kind)).length;
    const counts = (from: Corpus, to: Corpus) => ({
      added: count('ADDED', from, to),
      changed: count('CHANGED', from, to),
      removed: count('REMOVED', from, to),
    });
    expect(data).toMatchObject({
      dataset: {
        releases: {
          totalCount: 3,
          nodes: [
            { id: release('old').id, meetings: 2, ...counts(afterEdits, before) },
            { id: release('next').id, meetings: 2, ...counts(before, afterEdits) },
            { id: release('old').id, meetings: 2, added: 0, changed: 0, removed: 0 },
          ],
        },
      },
    });
  });
});
