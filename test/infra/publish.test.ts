import { describe, expect, test } from 'vitest';
import { describeRelease } from '../../functions/seed/kept-releases.ts';
import { seed } from '../../functions/seed/seed.ts';
import { DUMP_LIST } from '../../schema/release/dumps/format.ts';
import { LAYOUT } from '../../schema/store/keys.ts';
import { copiesIn, differences, rowsOf } from '../seed/rows.ts';
import { LONG } from '../seed/stage.ts';
import { freezeAt } from '../seed/writes.ts';
import { MORE, publishing } from './publishing.ts';

const world = publishing();
const { engine, releases, deployed } = world;

describe('npm run publish', () => {
  test('uploads, makes live, invalidates the edge, and prints what changed', async () => {
    const { run, shown, said, events, bucket } = await deployed();
    expect(await run({ content: 'First' })).toBe(0);
    expect(said.at(-1)).toMatch(/ is already live; nothing was written \(\d+\.\d s\)\.$/);
    // What made it live may have been stopped before it came to the edge.
    expect(events.splice(0)).toEqual([`forget ${releases.First.id}`]);
    expect(await run({ content: 'Second' })).toBe(0);
    const { id } = releases.Second;
    expect(said).toEqual([
      expect.stringContaining('Checking and compiling'),
      `Uploading release ${id} …`,
      `Participant  0 added, ${MORE} changed, 0 removed`,
      expect.stringMatching(/^\d+ rows written, \d+ deleted, \d+\.\d s\.$/),
      `Live: release ${id} (2 meetings) at https://record.example.org/graphql`,
    ]);
    expect(events).toEqual([`forget ${id}`]);
    expect(await shown()).toBe('Second');
    expect(world.files.get(`${bucket}/dumps/${id}/${DUMP_LIST}`)).toBeDefined();
    expect(world.files.about(`${bucket}/dumps/${id}/csv/meetings.csv`)?.type).toMatch(/^text\/csv/);
  });

  test('goes back by the beginning of an id, with nothing to write, and lists what there is', async () => {
    const { run, shown, said } = await deployed();
    await run({ content: 'First' });
    await run({ content: 'Second' });
    expect(await run({ release: releases.First.id.slice(0, 10) })).toBe(0);
    expect(said).toContainEqual(expect.stringMatching(/^0 rows written, 0 deleted/));
    expect(await shown()).toBe('First');
    expect(await run({ list: true })).toBe(0);
    expect(said).toHaveLength(2);
    expect(said.filter((line) => line.endsWith('  (live)'))).toEqual([
      expect.stringMatching(new RegExp(`^${releases.First.id} `)),
    ]);
    expect(await run({ release: 'zzz' })).toMatch(/^No kept release has the id zzz\./);
  });

  test('of the live release completes the other slot, so that the next edit costs only its rows', async () => {
    const { run, said, table } = await deployed();
    expect((await copiesIn(engine.client, table)).pointer.idle).toBeNull();
    expect(await run({ content: 'First' })).toBe(0);
    const { pointer, idle } = await copiesIn(engine.client, table);
    expect(pointer.idle?.release).toBe(releases.First.id);
    expect(idle).toEqual(rowsOf(releases.First));
    expect(await run({ content: 'Second' })).toBe(0);
    const { put, removed } = differences(rowsOf(releases.First), rowsOf(releases.Second));
    expect(said).toContainEqual(
      expect.stringMatching(new RegExp(`^${put} rows written, ${removed} deleted`)),
    );
  });

  test('of two at once, the second waits and says so, and both succeed', async () => {
    for (const at of [1, 4, 8]) {
      // Of the world, whose time passes by itself.
      const clock = {
        now: Date.now,
        sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)),
        pass() {},
      };
      const { run, shown, said, hooks, table } = await deployed({ live: null, clock });
      await seed({ client: engine.client, table, release: releases.First });
      // What was live until a moment ago may be read: not here.
      const client = engine.connect();
      const freeze = freezeAt(client, at);
      hooks.said = (line) => {
        if (line.startsWith('Another publish')) freeze.letGo();
      };
      const first = run({ content: 'Second' }, { dynamodb: client });
      expect(await Promise.race([freeze.reached, first])).toBe(true);
      const second = run({ content: 'Third' });
      expect(await Promise.all([first, second])).toEqual([0, 0]);
      expect(
        said.filter((line) => line.startsWith('Another publish or deploy is running. Waiting')),
      ).toHaveLength(1);
      expect(await shown()).toBe('Third');
      client.destroy();
    }
  });

  test('that froze and was overtaken says so, and does not change the live release', async () => {
    // At 0 it has not taken the lease yet, and would just wait its turn.
    for (const at of [1, 3, 6, 9]) {
      const { run, shown, clock } = await deployed();
      const client = engine.connect();
      const freeze = freezeAt(client, at);
      const slow = run({ content: 'Second' }, { dynamodb: client });
      expect(await Promise.race([freeze.reached, slow])).toBe(true);
      clock.pass(LONG);
      expect(await run({ content: 'Third' })).toBe(0);
      freeze.letGo();
      expect(await slow).toMatch(
        /^Another publish or deploy took over; its release goes live instead of this one\.$/,
      );
      expect(await shown()).toBe('Third');
      client.destroy();
    }
  });

  test('is refused before any upload if the deployed endpoint reads another row layout', async () => {
    const { run, table, bucket } = await deployed({ live: null });
    await seed({ client: engine.client, table, release: { ...releases.First, layout: LAYOUT - 1 } });
    const before = world.files.asked.length;
    expect(await run({ content: 'Second' })).toMatch(
      /^No release is live in row layout \d+, which this version writes/,
    );
    expect(world.files.asked.slice(before).filter((each) => each.includes(bucket))).toEqual([]);
  });

  test('does not go back to a release whose rows the endpoint cannot read', async () => {
    const { run, stage, shown } = await deployed();
    const { s3, bucket } = stage;
    await run({ content: 'First' });
    const { head } = releases.Third;
    const { gzipSync } = await import('node:zlib');
    const index = gzipSync(JSON.stringify({ release: head.release, layout: LAYOUT - 1, head, parts: [] }));
    world.files.put(`${bucket}/releases/old.gz`, index);
    const span = { first: 0, last: index.byteLength - 1 };
    await describeRelease(s3, bucket, { file: 'releases/old.gz', index: span, head, now: new Date() });
    expect(await run({ release: head.release })).toMatch(/has row layout \d+, but this version reads layout/);
    expect(await shown()).toBe('First');
  });
});
