import { describe, expect, test } from 'vitest';
import { tidy } from '../../functions/seed/tidy.ts';
import type { Release } from '../../schema/release/release.ts';
import { threeReleases } from './releases.ts';
import { copiesIn, differences, rowsOf } from './rows.ts';
import { LONG, type Stage, stageOn } from './stage.ts';
import { withWritesLeft } from './writes.ts';

describe('a seed that is killed', () => {
  const { engine, old, next, third, releaseOf } = threeReleases();

  const shown = async (stage: Stage) => releaseOf(await stage.read());
  /** Seeds until so many rows are written; whether it came to its end before. Then all leases run out. */
  async function killed(stage: Stage, release: Release, writes: number): Promise<boolean> {
    const isDone = await withWritesLeft(engine.client, writes, () => stage.seed(release));
    stage.clock.pass(LONG);
    return isDone;
  }

  test('the update under test creates, changes and deletes', () => {
    const kinds = differences(rowsOf(third), rowsOf(next));
    expect(kinds.put).toBeGreaterThan(20);
    expect(kinds.removed).toBeGreaterThan(10);
  });

  test('after any of its writes leaves readers with the old release, and the next run makes the new one live', async () => {
    const begun = stageOn(engine);
    await begun.seed(third);
    await begun.seed(old);
    begun.clock.pass(LONG);
    let writes = 0;
    for (let isDone = false; !isDone; writes += 1) {
      const stage = stageOn(engine, begun);
      isDone = await killed(stage, next, writes);
      expect(await shown(stage), `killed after ${writes} writes`).toBe(isDone ? 'next' : 'old');
      await stage.seed(next);
      expect(await shown(stage), `killed after ${writes} writes, and run again`).toBe('next');
      expect((await copiesIn(engine.client, stage.table)).live).toEqual(rowsOf(next));
    }
    expect(writes).toBeGreaterThan(60);
  });

  test('while filling the other slot leaves readers with the live release, and the next seed succeeds', async () => {
    const begun = stageOn(engine);
    await begun.seed(old);
    const all = Object.keys(rowsOf(old)).length;
    let writes = 0;
    for (let isDone = false; !isDone; writes += 1) {
      const stage = stageOn(engine, begun);
      const { table, clock } = stage;
      const fill = () => tidy({ client: engine.client, table, release: old, clock });
      isDone = await withWritesLeft(engine.client, writes, fill);
      clock.pass(LONG);
      const where = `killed after ${writes} writes`;
      expect(await shown(stage), where).toBe('old');
      // Filled at last, or given up for another release.
      if (writes % 2 === 0) {
        await fill();
        expect((await copiesIn(engine.client, table)).idle, where).toEqual(rowsOf(old));
      }
      await stage.seed(next);
      expect(await shown(stage), where).toBe('next');
      expect((await copiesIn(engine.client, table)).live, where).toEqual(rowsOf(next));
    }
    expect(writes).toBeGreaterThan(all);
  });

  test('in an empty table leaves nothing to read until it has finished', async () => {
    let writes = 0;
    for (let isDone = false; !isDone; writes += 1) {
      const stage = stageOn(engine);
      isDone = await killed(stage, next, writes);
      if (!isDone) await expect(stage.read()).rejects.toThrow('holds no release');
      await stage.seed(old);
      expect(await shown(stage), `killed after ${writes} writes`).toBe('old');
      expect((await copiesIn(engine.client, stage.table)).live).toEqual(rowsOf(old));
    }
    expect(writes).toBeGreaterThan(70);
  });

  test('twice in a row, with or without another release in between, always leaves readers with one release', async () => {
    const begun = stageOn(engine);
    await begun.seed(old);
    begun.clock.pass(LONG);
    for (let writes = 0; writes < 90; writes += 13) {
      for (const again of [1, 5, 40]) {
        for (const [second, last] of [
          [next, old],
          [third, old],
          [third, next],
        ] as const) {
          const stage = stageOn(engine, begun);
          const where = `killed after ${writes} writes, then after ${again}`;
          const first = (await killed(stage, next, writes)) ? 'next' : 'old';
          expect(await shown(stage), where).toBe(first);
          const isDone = await killed(stage, second, again);
          expect(await shown(stage), where).toBe(isDone ? (second === next ? 'next' : 'third') : first);
          await stage.seed(last);
          expect(await shown(stage), where).toBe(last === next ? 'next' : 'old');
          expect((await copiesIn(engine.client, stage.table)).live, where).toEqual(rowsOf(last));
        }
      }
    }
  });
});
