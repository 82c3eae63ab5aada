import { describe, expect, test } from 'vitest';
import { threeReleases } from './releases.ts';
import { copiesIn, rowsOf } from './rows.ts';
import { LONG, stageOn } from './stage.ts';
import { freezeAt } from './writes.ts';

describe('a seed that freezes', () => {
  const { engine, old, next, third, releaseOf } = threeReleases();

  test.each([
    ['one other seed', [third]],
    ['seeds of another release and of the old one', [third, old]],
    ['a seed of the same release', [next]],
  ])(
    'at any of its requests, is overtaken by %s, and let go on, changes nothing of what is live',
    async (_what, overtaking) => {
      const last = overtaking.at(-1) ?? old;
      const name = last === next ? 'next' : last === old ? 'old' : 'third';
      let frozen = 0;
      for (let isReached = true; isReached; frozen += 1) {
        const stage = stageOn(engine);
        const shown = async () => releaseOf(await stage.read());
        await stage.seed(old);
        stage.clock.pass(LONG);
        const client = engine.connect();
        const freeze = freezeAt(client, frozen);
        const slow = stage.seed(next, { client }).then(
          () => 'done',
          (error: Error) => error.name,
        );
        isReached = await Promise.race([freeze.reached, slow.then(() => false)]);
        stage.clock.pass(LONG);
        for (const release of overtaking) {
          await stage.seed(release);
          stage.clock.pass(LONG);
        }
        expect(await shown()).toBe(name);
        freeze.letGo();
        const end = await slow;
        client.destroy();
        const where = `frozen at request ${frozen}: ${end}`;
        // One that froze before it had the lease was not overtaken: it only begins later than the others.
        const isLate = frozen === 0 && name !== 'next';
        expect(end, where).toBe(
          isLate || !isReached || (frozen === 0 && end === 'done') ? 'done' : 'LeaseLostError',
        );
        expect(await shown(), where).toBe(isLate ? 'next' : name);
        expect((await copiesIn(engine.client, stage.table)).live, where).toEqual(
          rowsOf(isLate ? next : last),
        );
        // What comes after it is whole as well.
        stage.clock.pass(LONG);
        await stage.seed(third);
        await stage.seed(next);
        expect((await copiesIn(engine.client, stage.table)).live, where).toEqual(rowsOf(next));
      }
      expect(frozen).toBeGreaterThan(6);
    },
  );
});
