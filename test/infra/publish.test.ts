import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { describeRelease } from '../../functions/seed/kept-releases.ts';
import { seed } from '../../functions/seed/seed.ts';
import type { Stage } from '../../infra/operator/make-live.ts';
import { publishTo } from '../../infra/operator/publish.ts';
import { readContent } from '../../schema/record/content.ts';
import { DUMP_LIST } from '../../schema/release/dumps/format.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { LAYOUT } from '../../schema/store/keys.ts';
import { type FileStore, startFileStore } from '../bundle/file-store.ts';
import { small } from '../record/small-content.ts';
import { copiesIn, rowsOf } from '../seed/rows.ts';
import { handClock, LONG } from '../seed/stage.ts';
import { freezeAt } from '../seed/writes.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { newTable } from '../support/table.ts';

/** Participants beside those of the small content: so many that a seed takes several steps. */
const MORE = 110;

describe('npm run publish', () => {
  const engine = memoryEngine();
  const TITLES = ['First', 'Second', 'Third'] as const;
  let home: string;
  let files: FileStore;
  const releases = {} as Record<(typeof TITLES)[number], Release>;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'communique-publish-'));
    files = await startFileStore();
    for (const title of TITLES) {
      const participants = Array.from({ length: MORE }, (_, index) =>
        JSON.stringify({ id: `person-${index}`, kind: 'PERSON', name: `${title} ${index}` }),
      );
      const content = {
        ...small,
        'dataset.yaml': `title: ${title}\nlicence: CC0-1.0\n`,
        'participants/more.jsonl': participants.join('\n'),
      };
      for (const [name, text] of Object.entries(content)) {
        await mkdir(dirname(join(home, title, name)), { recursive: true });
        await writeFile(join(home, title, name), text);
      }
      const outcome = await readContent(join(home, title));
      if (!outcome.ok) throw new Error('the content has problems');
      releases[title] = compile(outcome.corpus);
    }
  });
  afterAll(async () => {
    await files.close();
    await engine.stop();
    await rm(home, { recursive: true, force: true });
  });

  /** A deployed stage with the first release, and what its operator sees. */
  async function deployed({ live = 'First' as (typeof TITLES)[number] | null, clock = handClock() } = {}) {
    const table = newTable();
    const said: string[] = [];
    const events: string[] = [];
    const hooks: { said?: (line: string) => void; forget?: () => void } = {};
    const exits: number[] = [];
    let interrupt = () => {};
    const s3 = new S3Client({
      region: 'us-east-1',
      endpoint: files.address,
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const bucket = `bucket-${table}`;
    const say = (line: string) => {
      said.push(line);
      hooks.said?.(line);
    };
    const stage: Stage = {
      region: 'eu-west-1',
      ...{ s3, table, bucket, clock },
      dynamodb: engine.client,
      terminal: { say, complain: say, progress: () => hooks.said?.('progress') },
      address: 'https://record.example.org/',
      forget: async () => {
        events.push(`forget ${(await copiesIn(engine.client, table)).pointer.live?.release}`);
        hooks.forget?.();
      },
      ask: async (release) => ({ release, meetings: 2 }),
    };
    if (live) {
      await seed({ client: engine.client, table, release: releases[live], clock });
      clock.pass?.(LONG);
    }
    const run = async (
      what: { content?: (typeof TITLES)[number]; release?: string; list?: boolean },
      changes: Partial<Stage> = {},
    ): Promise<number | string> => {
      said.length = 0;
      const options = {
        content: join(home, what.content ?? 'First'),
        release: what.release,
        list: what.list ?? false,
      };
      const interrupts = {
        on: (listener: () => void) => {
          interrupt = listener;
          return () => {};
        },
        exit: (code: number) => void exits.push(code),
      };
      try {
        return await publishTo({ ...stage, ...changes }, options, interrupts);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'OperatorError') throw error;
        return error.message;
      }
    };
    const shown = async () => {
      const { pointer, live: rows } = await copiesIn(engine.client, table);
      const title = TITLES.find((each) => releases[each].id === pointer.live?.release);
      if (title) expect(rows).toEqual(rowsOf(releases[title]));
      return title;
    };
    return {
      stage,
      clock,
      bucket,
      table,
      run,
      shown,
      said,
      events,
      hooks,
      exits,
      interrupt: () => interrupt(),
    };
  }

  test('uploads, makes live, makes the edge forget, and says what changed', async () => {
    const { run, shown, said, events, bucket } = await deployed();
    expect(await run({ content: 'First' })).toBe(0);
    expect(said.at(-1)).toMatch(/ is live already; nothing was written \(\d+\.\d s\)\.$/);
    expect(events).toEqual([]);
    expect(await run({ content: 'Second' })).toBe(0);
    const { id } = releases.Second;
    expect(said).toEqual([
      expect.stringContaining('Checking and compiling'),
      `Uploading release ${id} …`,
      `Participant  0 added, ${MORE} changed, 0 removed`,
      expect.stringMatching(/^\d+ rows written, 0 deleted, \d+\.\d s\.$/),
      `Live: release ${id} (2 meetings) at https://record.example.org/graphql`,
    ]);
    expect(events).toEqual([`forget ${id}`]);
    expect(await shown()).toBe('Second');
    expect(files.get(`${bucket}/dumps/${id}/${DUMP_LIST}`)).toBeDefined();
    expect(files.about(`${bucket}/dumps/${id}/csv/meetings.csv`)?.type).toMatch(/^text\/csv/);
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
    expect(await run({ release: 'zzz' })).toMatch(/^No kept release is called zzz\./);
  });

  test('two at once: the second waits, says so, and both end right', async () => {
    for (const at of [1, 4, 8]) {
      const clock = { now: Date.now, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) };
      const { run, shown, said, hooks, table } = await deployed({ live: null, clock: clock as never });
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
        said.filter((line) => line.startsWith('Another publish or deploy is seeding. Waiting')),
      ).toHaveLength(1);
      expect(await shown()).toBe('Third');
      client.destroy();
    }
  });

  test('one that froze and was overtaken says so, and changes nothing of what is live', async () => {
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
        /^Another publish or deploy took over; what it wants goes live, not this\.$/,
      );
      expect(await shown()).toBe('Third');
      client.destroy();
    }
  });

  test('is refused where the deployed endpoint reads rows of another layout, before anything is uploaded', async () => {
    const { run, table, bucket } = await deployed({ live: null });
    await seed({ client: engine.client, table, release: { ...releases.First, layout: LAYOUT - 1 } });
    const before = files.asked.length;
    expect(await run({ content: 'Second' })).toMatch(
      /^Nothing is live in rows of layout \d+, which this version writes/,
    );
    expect(files.asked.slice(before).filter((each) => each.includes(bucket))).toEqual([]);
  });

  test('does not go back to a release whose rows the endpoint cannot read', async () => {
    const { run, stage, shown } = await deployed();
    const { s3, bucket } = stage;
    await run({ content: 'First' });
    const { head } = releases.Third;
    const { gzipSync } = await import('node:zlib');
    const index = gzipSync(JSON.stringify({ release: head.release, layout: LAYOUT - 1, head, parts: [] }));
    files.put(`${bucket}/releases/old.gz`, index);
    const span = { first: 0, last: index.byteLength - 1 };
    await describeRelease(s3, bucket, { file: 'releases/old.gz', index: span, head, now: new Date() });
    expect(await run({ release: head.release })).toMatch(
      /has rows of layout \d+, and this version reads layout/,
    );
    expect(await shown()).toBe('First');
  });

  /** The file of rows of the first release, after all three were published. */
  async function published() {
    const door = await deployed();
    for (const content of TITLES) expect(await door.run({ content })).toBe(0);
    const [file = ''] = files.asked.filter((each) => each.startsWith(`PUT ${door.bucket}/releases/`));
    return { ...door, file: file.slice(4) };
  }

  test.each([
    ['overwritten', (file: string) => files.spoil(file, 100), /is damaged between bytes \d+ and \d+\.\n/],
    [
      'empty',
      (file: string) => files.put(file, new Uint8Array()),
      /is damaged between bytes \d+ and \d+\.\n/,
    ],
    ['removed', (file: string) => files.remove(file), /is missing\.\n/],
  ])('names the file of a kept release that was %s, and goes on without it', async (how, spoil, wanted) => {
    const { run, shown, said, file } = await published();
    spoil(file);
    const refused = await run({ release: releases.First.id });
    expect(refused).toMatch(wanted);
    expect(refused).toContain(`The release file s3://${file} `);
    expect(await shown()).toBe('Third');
    // Its content brings it back, and the next one can do without what it says of itself.
    expect(await run({ content: 'First' })).toBe(0);
    expect(await shown()).toBe('First');
    expect(await run({ content: 'Third' })).toBe(0);
    // An overwritten one still says what it holds.
    const changes =
      how === 'overwritten'
        ? new RegExp(` ${MORE} changed`)
        : /^What changed cannot be shown\. The release file s3:/;
    expect(said).toContainEqual(expect.stringMatching(changes));
    expect(said.at(-1)).toMatch(/^Live: /);
  });

  test('writes no file of a release that is kept already, and uploads none', async () => {
    const { run, shown, bucket } = await published();
    const before = files.asked.length;
    vi.stubEnv('TMPDIR', join(home, 'nowhere'));
    try {
      expect(await run({ content: 'Third' })).toBe(0);
      expect(await run({ content: 'First' })).toBe(0);
    } finally {
      vi.unstubAllEnvs();
    }
    expect(await shown()).toBe('First');
    expect(files.asked.slice(before).filter((each) => each.startsWith(`PUT ${bucket}/`))).toEqual([]);
  });

  test('reads of the kept releases those alone whose id begins as it is given', async () => {
    const { run, bucket } = await published();
    const before = files.asked.length;
    expect(await run({ release: releases.First.id.slice(0, 12) })).toBe(0);
    const manifests = files.asked.slice(before).filter((each) => each.includes(`${bucket}/manifests/`));
    // The one to go back to, and the one before, to say what changed.
    expect(manifests).toEqual([
      `LIST ${bucket}/manifests/${releases.First.id.slice(0, 12)}`,
      `GET ${bucket}/manifests/${releases.First.id}.json`,
      `GET ${bucket}/manifests/${releases.Third.id}.json`,
    ]);
  });

  const answering = (name: string, status: number) =>
    Object.assign(new Error('it says no'), { name, $fault: 'client', $metadata: { httpStatusCode: status } });
  const refused = Object.assign(new Error('connect ECONNREFUSED 1.2.3.4:443'), { code: 'ECONNREFUSED' });

  test.each([
    [
      'GetItemCommand',
      'AccessDeniedException',
      400,
      /^The AWS credentials may not be used for this in the region eu-west-1: it says no\.\nNothing was touched\.$/,
    ],
    [
      'GetObjectCommand',
      'AccessDenied',
      403,
      /^The AWS credentials may not be used .*\nNothing was touched\.$/,
    ],
    [
      'GetObjectCommand',
      'NoSuchBucket',
      404,
      /^AWS answered NoSuchBucket: it says no\.\nNothing was touched\.$/,
    ],
    [
      'PutObjectCommand',
      'AccessDenied',
      403,
      /^The AWS credentials may not be used .*\nWhat is live has not changed\. Files of the new release may be in the bucket/,
    ],
    [
      'PutObjectCommand',
      'SlowDown',
      503,
      /^AWS is busy \(SlowDown\).*\nWhat is live has not changed\. Files/,
    ],
    [
      'PutItemCommand',
      'AccessDeniedException',
      400,
      /^The AWS credentials may not be used .*\nWhat is live has not changed\. What was written/,
    ],
    [
      'BatchWriteItemCommand',
      'ExpiredTokenException',
      400,
      /^The AWS credentials have expired\. .*\nWhat is live has not changed\. What was written/,
    ],
    [
      'BatchWriteItemCommand',
      'ProvisionedThroughputExceededException',
      400,
      /^AWS is busy .*\nWhat is live has not changed\. What/,
    ],
    [
      'QueryCommand',
      'ResourceNotFoundException',
      400,
      /^AWS answered ResourceNotFoundException: it says no\.\nWhat is live has not changed\. What/,
    ],
    [
      'BatchWriteItemCommand',
      null,
      0,
      /^AWS cannot be reached in the region eu-west-1\..*\nWhat is live has not changed\. What/,
    ],
    [
      'PutObjectCommand',
      null,
      0,
      /^AWS cannot be reached in the region eu-west-1\..*\nWhat is live has not changed\. Files/,
    ],
  ])(
    'when %s is answered with %s %d, says so and what state things are in',
    async (command, name, status, wanted) => {
      const { run, shown, stage } = await deployed();
      const dynamodb = engine.connect();
      const failure = name === null ? refused : answering(name, status);
      failing(dynamodb, command, failure);
      failing(stage.s3, command, failure);
      expect(await run({ content: 'Second' }, { dynamodb })).toMatch(wanted);
      expect(await shown()).toBe('First');
      dynamodb.destroy();
    },
  );

  test('says that it is live when only the edge could not be told', async () => {
    const { run, shown } = await deployed();
    const forget = async () => {
      throw answering('AccessDenied', 403);
    };
    expect(await run({ content: 'Second' }, { forget })).toMatch(
      /^The AWS credentials may not be used .*\nThe new release is live\. The edge may show the one before for 15 minutes more\.$/,
    );
    expect(await shown()).toBe('Second');
  });

  test('says that it is live when the endpoint does not show it', async () => {
    const { run, said } = await deployed();
    const ask = async () => {
      throw new Error('https://record.example.org/graphql does not serve the release');
    };
    expect(await run({ content: 'Second' }, { ask })).toBe(1);
    expect(said.at(-1)).toMatch(/does not serve the release\nThe new release is live\./);
  });

  test('leaves a bad record for its editor, with its place, and touches nothing', async () => {
    const { run, bucket } = await deployed();
    await mkdir(join(home, 'bad'), { recursive: true });
    await writeFile(join(home, 'bad/dataset.yaml'), 'title: x\n');
    const before = files.asked.length;
    expect(await run({ content: 'bad' as never })).toMatch(
      /bad\/dataset\.yaml:1:1: [\s\S]*\nNothing was touched\.$/,
    );
    expect(files.asked.slice(before).filter((each) => each.includes(bucket))).toEqual([]);
  });

  test.each([
    ['checking', /^Checking/, /^Stopped\. Nothing was touched\.$/],
    ['telling the edge and the endpoint', / rows written/, /^Stopped\. The new release is live\./],
  ])('Ctrl-C while %s ends it at once and says what state things are in', async (_phase, when, wanted) => {
    const door = await deployed();
    door.hooks.said = (line) => {
      if (when.test(line)) door.interrupt();
    };
    await door.run({ content: 'Second' });
    expect(door.exits).toEqual([130]);
    expect(door.said).toContainEqual(expect.stringMatching(wanted));
  });

  test('Ctrl-C while uploading says that nothing live has changed', async () => {
    const door = await deployed();
    door.stage.s3.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'PutObjectCommand' && door.exits.length === 0) door.interrupt();
          return next(args);
        },
      { step: 'initialize', name: 'interrupting' },
    );
    await door.run({ content: 'Second' });
    expect(door.said).toContainEqual(
      expect.stringMatching(/^Stopped\. What is live has not changed\. Files of the new release/),
    );
  });

  test('Ctrl-C while writing ends it at the next step, and the next publish goes on', async () => {
    const door = await deployed();
    let steps = 0;
    door.hooks.said = (line) => {
      if (line === 'progress' && ++steps === 1) door.interrupt();
    };
    expect(await door.run({ content: 'Second' })).toBe(1);
    expect(door.exits).toEqual([]);
    expect(door.said).toContain('Stopping after this step; Ctrl-C again stops at once.');
    expect(door.said.at(-1)).toMatch(
      new RegExp(`^Stopped\\. Release ${releases.First.id} is still live\\. What is live has not changed\\.`),
    );
    expect(await door.shown()).toBe('First');
    delete door.hooks.said;
    expect(await door.run({ content: 'Second' })).toBe(0);
    expect(door.said.some((line) => line.startsWith('Another publish'))).toBe(false);
    expect(await door.shown()).toBe('Second');
  });

  test('a second Ctrl-C while writing ends it at once, and says how long the next one waits', async () => {
    const door = await deployed();
    door.hooks.said = (line) => {
      if (line === 'progress' && door.exits.length === 0) {
        door.interrupt();
        door.interrupt();
      }
    };
    await door.run({ content: 'Second' });
    expect(door.exits).toEqual([130]);
    expect(door.said).toContainEqual(
      expect.stringMatching(
        /^Stopped\. What is live has not changed\. What was written .* waits three minutes at most\.$/,
      ),
    );
  });
});

/** Lets every request of one kind fail. */
function failing(client: DynamoDBClient | S3Client, command: string, failure: Error): void {
  const stack: { add: S3Client['middlewareStack']['add'] } = client.middlewareStack as never;
  // The document client names its commands without "Item".
  const names = [command, command.replace('ItemCommand', 'Command')];
  stack.add(
    (next, { commandName }) =>
      async (args) => {
        if (names.includes(String(commandName))) throw failure;
        return next(args);
      },
    { step: 'initialize', name: 'failing' },
  );
}
