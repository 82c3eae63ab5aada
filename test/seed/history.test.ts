import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { openStore } from '../../schema/store/store.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { ask, CURSOR_KEY, idOf, keepIndex } from '../support/table.ts';
import { afterEdits, before, meanwhile } from './editions.ts';
import { LONG, type Stage, stageOn } from './stage.ts';

/** What differs between two corpora, the obvious way: `ADDED Meeting:late`, by type and key. */
function differing(from: Corpus, to: Corpus): string[] {
  const [a, b] = [recordsOf(from), recordsOf(to)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .flatMap((key) =>
      a.get(key) === b.get(key)
        ? []
        : [`${a.has(key) ? (b.has(key) ? 'CHANGED' : 'REMOVED') : 'ADDED'} ${key}`],
    );
}

function recordsOf({ meetings, participants, topics }: Corpus): Map<string, string> {
  const records = new Map<string, string>();
  for (const { statements, ...meeting } of meetings) {
    records.set(`Meeting:${meeting.id}`, JSON.stringify(meeting));
    for (const statement of statements) {
      records.set(`Statement:${meeting.id}#${statement.id}`, JSON.stringify(statement));
    }
  }
  for (const each of participants) records.set(`Participant:${each.id}`, JSON.stringify(each));
  for (const each of topics) records.set(`Topic:${each.id}`, JSON.stringify(each));
  return records;
}

const CHANGES = `query ($since: ID!, $first: Int, $after: String) {
  changes(since: $since, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { kind type id slug node { id } }
  }
}`;

interface Change {
  readonly kind: string;
  readonly id: string;
  readonly slug: string;
  readonly type: string;
  readonly node: { readonly id: string } | null;
}

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

  test('is nothing since the release that is live, and since one that was gone back to', async () => {
    const stage = await published('old', 'next');
    expect((await changes(stage, 'next')).list).toEqual([]);
    await stage.seed(release('old'));
    expect((await changes(stage, 'old')).list).toEqual([]);
    expect((await changes(stage, 'next')).list).toEqual(differing(afterEdits, before));
  });

  test('costs one Query for each release since, and one BatchGetItem for the records', async () => {
    const stage = await published('old', 'next', 'third');
    expect((await changes(stage, 'next')).requests).toBe(2);
    expect((await changes(stage, 'old')).requests).toBe(3);
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

  test('is told of every release, the newest first', async () => {
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
