import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tidy } from '../../functions/seed/tidy.ts';
import { compile } from '../../schema/release/release.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { watchRequests } from '../support/requests.ts';
import { afterEdits, before, participant } from './editions.ts';
import { copiesIn, differences, rowsOf } from './rows.ts';
import { LONG, namesOfAnswers, type Stage, stageOn } from './stage.ts';

const isWrite = (name: string) => /Write|Put|Delete|Update/.test(name);

describe('what a seed writes', () => {
  const engine = memoryEngine();
  const old = compile(before);
  const edited = compile({
    ...before,
    meetings: before.meetings.map((each) =>
      each.id === 'kept' ? { ...each, title: 'Another title' } : each,
    ),
  });
  const next = compile(afterEdits);
  let releaseOf: (answer: string) => string;

  beforeAll(async () => {
    releaseOf = await namesOfAnswers(engine, { old, edited, next });
  });
  afterAll(() => engine.stop());

  const tidied = ({ table, clock }: Stage, release: typeof old) =>
    tidy({ client: engine.client, table, release, clock });

  async function writes(work: () => Promise<unknown>): Promise<string[]> {
    const watch = watchRequests(engine.client);
    await work();
    watch.stop();
    return watch.sent.filter(isWrite);
  }

  test('is at first every row once; then the same for the other slot, and after that nothing', async () => {
    const stage = stageOn(engine);
    const size = Object.keys(rowsOf(old)).length;
    expect(await stage.seed(old)).toMatchObject({ written: size, deleted: 0, complete: true, before: null });
    expect(await tidied(stage, old)).toMatchObject({ written: size, deleted: 0, complete: true });
    const { live, idle } = await copiesIn(engine.client, stage.table);
    expect(live).toEqual(rowsOf(old));
    expect(idle).toEqual(rowsOf(old));
    expect(await writes(() => stage.seed(old))).toEqual([]);
    expect(await writes(() => tidied(stage, old))).toEqual([]);
  });

  test('for one changed title is the rows that changed, also for the first edit', async () => {
    const stage = stageOn(engine);
    await stage.seed(old);
    await tidied(stage, old);
    stage.clock.pass(LONG);
    const { put, removed } = differences(rowsOf(old), rowsOf(edited));
    expect(put).toBeLessThan(Object.keys(rowsOf(old)).length / 2);
    expect(await stage.seed(edited)).toMatchObject({ written: put, deleted: removed, before: old.id });
    expect(releaseOf(await stage.read())).toBe('edited');
  });

  test('to go back to the previous release, and forth again, is one request', async () => {
    const stage = stageOn(engine);
    await stage.seed(old);
    await stage.seed(next);
    expect(await writes(() => stage.seed(old))).toHaveLength(1);
    expect(releaseOf(await stage.read())).toBe('old');
    expect(await writes(() => stage.seed(next))).toHaveLength(1);
    expect(releaseOf(await stage.read())).toBe('next');
  });

  test('waits for readers of a slot that was live a moment ago', async () => {
    const stage = stageOn(engine);
    await stage.seed(old);
    await stage.seed(next);
    const started = stage.clock.now();
    const told: number[] = [];
    await stage.seed(edited, { onReaders: (ms) => told.push(ms) });
    expect(stage.clock.now() - started).toBeGreaterThanOrEqual(20_000);
    expect(told).toEqual([20_000]);
  });

  test('is continued by the next run if time runs out', async () => {
    const stage = stageOn(engine);
    const many = compile({
      ...before,
      participants: [
        ...before.participants,
        ...Array.from({ length: 250 }, (_, index) =>
          participant(`p${String(index).padStart(3, '0')}`, 'PERSON', `Person ${index}`),
        ),
      ],
    });
    await stage.seed(old);
    stage.clock.pass(LONG);
    const ends: boolean[] = [];
    let written = 0;
    while (ends.at(-1) !== true) {
      const seeded = await stage.seed(many, { isTimeUp: () => true });
      ends.push(seeded.complete);
      written += seeded.written;
    }
    expect(ends).toEqual([false, false, true]);
    expect(written).toBe(Object.keys(rowsOf(many)).length);
    expect((await copiesIn(engine.client, stage.table)).live).toEqual(rowsOf(many));
  });

  test('to repair is everything, whatever the table seems to hold', async () => {
    const stage = stageOn(engine);
    await stage.seed(old);
    await tidied(stage, old);
    const { written } = await stage.seed(old, { repair: true });
    expect(written).toBe(Object.keys(rowsOf(old)).length);
    await tidied(stage, old);
    const { live, idle, pointer } = await copiesIn(engine.client, stage.table);
    expect(live).toEqual(rowsOf(old));
    expect(idle).toEqual(rowsOf(old));
    expect(pointer.abandoned).toHaveLength(2);
  });

  test('no longer includes abandoned slots after an hour', async () => {
    const stage = stageOn(engine);
    await stage.seed(old);
    await stage.seed(old, { repair: true });
    await tidied(stage, old);
    stage.clock.pass(3_700_000);
    await tidied(stage, old);
    const { pointer, rows } = await copiesIn(engine.client, stage.table);
    expect(pointer.abandoned).toEqual([]);
    // Two copies, the pointer and the list of layouts.
    expect(rows).toBe(2 * Object.keys(rowsOf(old)).length + 2);
  });
});
