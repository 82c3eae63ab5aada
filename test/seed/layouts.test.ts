import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tidy } from '../../functions/seed/tidy.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { LAYOUT } from '../../schema/store/keys.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { afterEdits, before, meanwhile } from './editions.ts';
import { copiesIn, rowsOf } from './rows.ts';
import { LONG, namesOfAnswers, type Stage, stageOn } from './stage.ts';

const WEEK = 7 * 86_400_000;

describe('the code of one row layout and of the next, on one table', () => {
  const engine = memoryEngine();
  const [oldCode, newCode] = [LAYOUT, LAYOUT + 1];
  const old = compile(before);
  const next = compile(afterEdits);
  const third = compile(meanwhile);
  /** The release as the next version of the code compiles it. */
  const later = (release: Release): Release => ({ ...release, layout: newCode });
  let releaseOf: (answer: string) => string;

  beforeAll(async () => {
    releaseOf = await namesOfAnswers(engine, { old, next, third });
  });
  afterAll(() => engine.stop());

  const shown = async (stage: Stage) => ({
    old: releaseOf(await stage.read(oldCode).catch((error: Error) => error.name)),
    new: releaseOf(await stage.read(newCode).catch((error: Error) => error.name)),
  });
  async function deploy(stage: Stage, release: Release): Promise<void> {
    stage.clock.pass(LONG);
    await stage.seed(release);
    await tidy({ client: engine.client, table: stage.table, release, clock: stage.clock });
  }

  test.each([
    ['older first', [old, later(next), third, later(third)]],
    ['newer first', [later(next), old, later(third), third]],
  ])('deployed %s, each read what their own seed has written', async (_order, releases) => {
    const stage = stageOn(engine);
    const live: Record<number, string> = { [oldCode]: 'NotSeededError', [newCode]: 'NotSeededError' };
    for (const release of releases) {
      await deploy(stage, release);
      live[release.layout] = release.id === old.id ? 'old' : release.id === next.id ? 'next' : 'third';
      expect(await shown(stage)).toEqual({ old: live[oldCode], new: live[newCode] });
    }
  });

  test('keep both until seeds have run in one alone for a week; then the rows of the other are removed', async () => {
    const stage = stageOn(engine);
    await deploy(stage, old);
    await deploy(stage, later(next));
    stage.clock.pass(WEEK / 2);
    await deploy(stage, later(third));
    expect(await shown(stage)).toEqual({ old: 'old', new: 'third' });
    stage.clock.pass(WEEK);
    await deploy(stage, later(next));
    expect(await shown(stage)).toEqual({ old: 'NotSeededError', new: 'next' });
    const { live, idle, history, rows } = await copiesIn(engine.client, stage.table, newCode);
    expect(live).toEqual(rowsOf(next));
    expect(rows).toBe(Object.keys(live).length + Object.keys(idle).length + history + 2);
  });

  test('begin that week anew when the older code comes back', async () => {
    const stage = stageOn(engine);
    await deploy(stage, old);
    await deploy(stage, later(next));
    stage.clock.pass(WEEK);
    await deploy(stage, old);
    await deploy(stage, later(third));
    stage.clock.pass(WEEK / 2);
    await deploy(stage, later(next));
    expect(await shown(stage)).toEqual({ old: 'old', new: 'next' });
  });
});
