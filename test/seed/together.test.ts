import { describe, expect, test } from 'vitest';
import { systemClock } from '../../functions/seed/clock.ts';
import type { SeedOptions } from '../../functions/seed/seed.ts';
import type { Release } from '../../schema/release/release.ts';
import { threeReleases } from './releases.ts';
import { copiesIn, rowsOf } from './rows.ts';
import { LONG, stageOn } from './stage.ts';
import { freezeAt, withWritesLeft } from './writes.ts';

describe('seeds and readers at the same time', () => {
  const { engine, old, next, third, releaseOf } = threeReleases();

  test('a reader after each write of a seed that is then undone never gets two answers under one tag', async () => {
    const answers = new Map<string, Set<string>>();
    const stage = stageOn(engine);
    const note = async () => {
      const answer = await stage.read();
      const { dataset } = JSON.parse(answer) as { dataset: { release: string } };
      answers.set(dataset.release, (answers.get(dataset.release) ?? new Set()).add(answer));
    };
    await stage.seed(old);
    for (let writes = 0, isDone = false; !isDone; writes += 1) {
      stage.clock.pass(LONG);
      isDone = await withWritesLeft(engine.client, writes, () => stage.seed(next));
      await note();
      stage.clock.pass(LONG);
      await stage.seed(old);
      await note();
    }
    expect([...answers.values()].map((each) => each.size)).toEqual([1, 1]);
  });

  test('a seed of the old release during one of the new waits for it, and both slots are complete', async () => {
    for (let at = 1; at < 8; at += 1) {
      const stage = stageOn(engine);
      await stage.seed(old);
      stage.clock.pass(LONG);
      const client = engine.connect();
      const freeze = freezeAt(client, at);
      const first = stage.seed(next, {
        client,
        clock: systemClock,
        embedded: { unread: async () => undefined },
      });
      if (!(await Promise.race([freeze.reached, first.then(() => false)]))) break;
      let waits = 0;
      const second = stage.seed(third, {
        clock: quick(),
        embedded: { unread: async () => undefined },
        onWait: () => {
          waits += 1;
          freeze.letGo();
        },
      });
      await Promise.all([first, second]);
      client.destroy();
      expect(waits).toBe(1);
      expect(releaseOf(await stage.read())).toBe('third');
      const { live, idle } = await copiesIn(engine.client, stage.table);
      expect(live).toEqual(rowsOf(third));
      expect(idle).toEqual(rowsOf(next));
    }
  });

  test('five at once end one after another, and readers always have one of the releases', async () => {
    const stage = stageOn(engine);
    await stage.seed(old);
    const options: Partial<SeedOptions> = { clock: quick(), embedded: { unread: async () => undefined } };
    let isOver = false;
    const seen = new Set<string>();
    const reading = (async () => {
      while (!isOver) {
        seen.add(releaseOf(await stage.read()));
        // The engine in memory never lets a timer run.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const releases: Release[] = [next, third, old, next, third];
    await Promise.all(releases.map((release) => stage.seed(release, options)));
    isOver = true;
    await reading;
    for (const name of seen) expect(['old', 'next', 'third']).toContain(name);
    const { pointer, live } = await copiesIn(engine.client, stage.table);
    const last = releases.find(({ id }) => id === pointer.live?.release);
    expect(live).toEqual(last && rowsOf(last));
    expect(pointer.lease).toBeNull();
  });
});

/** The clock of this machine, whose sleepers are woken early. */
const quick = () => ({ now: systemClock.now, sleep: () => systemClock.sleep(5) });
