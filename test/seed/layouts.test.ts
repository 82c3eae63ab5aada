import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentsOf } from '../../functions/seed/seed.ts';
import { tidy } from '../../functions/seed/tidy.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { firstLayout, group, LAYOUT, layoutsKey } from '../../schema/store/keys.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { afterEdits, before, meanwhile } from './editions.ts';
import { copiesIn, rowsOf } from './rows.ts';
import { LONG, namesOfAnswers, type Stage, stageOn } from './stage.ts';
import { withWritesLeft } from './writes.ts';

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

  test('keep both until seeds have used only one for a week; then the rows of the other are removed', async () => {
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

  test('are removed together with the changes between their releases', async () => {
    const stage = await stageOn(engine);
    for (const release of [old, next, third, next]) await deploy(stage, release);
    await deploy(stage, later(old));
    stage.clock.pass(2 * WEEK);
    await deploy(stage, later(next));
    const { live, idle, history, rows } = await copiesIn(engine.client, stage.table, newCode);
    expect(rows).toBe(Object.keys(live).length + Object.keys(idle).length + history + 2);
  });

  test('remove the rows of the first layout too, which had neither slots nor a pointer, after a week', async () => {
    const stage = await stageOn(engine);
    const first = await writeUnslotted(stage.table, old);
    await deploy(stage, next);
    stage.clock.pass(WEEK / 2);
    await deploy(stage, third);
    expect((await copiesIn(engine.client, stage.table)).rows).toBeGreaterThan(first);
    stage.clock.pass(WEEK);
    // Killed in the middle of it, the next one goes on.
    for (let writes = 1, isDone = false; !isDone; writes += 2)
      isDone = await withWritesLeft(engine.client, writes, () => deploy(stage, next));
    stage.clock.pass(WEEK);
    await deploy(stage, next);
    const { live, idle, history, rows } = await copiesIn(engine.client, stage.table);
    expect(live).toEqual(rowsOf(next));
    expect(rows).toBe(Object.keys(live).length + Object.keys(idle).length + history + 2);
  });

  test('find those even if later layouts were recorded before anybody looked', async () => {
    const stage = await stageOn(engine);
    await deploy(stage, old);
    const documents = documentsOf(engine.client);
    const Item = { ...layoutsKey, current: LAYOUT, since: stage.clock.now(), others: [] };
    await documents.send(new PutCommand({ TableName: stage.table, Item }));
    await writeUnslotted(stage.table, old);
    stage.clock.pass(2 * WEEK);
    await deploy(stage, next);
    const { live, idle, history, rows } = await copiesIn(engine.client, stage.table);
    expect(rows).toBe(Object.keys(live).length + Object.keys(idle).length + history + 2);
  });

  /**
   * The rows of a release as the first layout had them, half of its groups still without a seal; resolves
   * with their number.
   */
  async function writeUnslotted(table: string, release: Release): Promise<number> {
    const documents = documentsOf(engine.client);
    const keys = [...release.groups.keys()];
    const unsealed = keys.filter((key, index) => index % 2 === 1 && key !== group.dataset);
    const rows = keys.flatMap((key, index) => [
      ...release.rows(key),
      ...(unsealed.includes(key)
        ? []
        : [
            {
              ...firstLayout.seal(key),
              LIST: firstLayout.sealLists[index % 16],
              AT: key,
              seal: 'x',
              newGroups: key === group.dataset ? unsealed : undefined,
            },
          ]),
    ]);
    for (const Item of rows) await documents.send(new PutCommand({ TableName: table, Item }));
    return rows.length;
  }

  test('restart that week when the older code comes back', async () => {
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
