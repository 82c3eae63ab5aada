import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect } from 'vitest';
import { seed } from '../../functions/seed/seed.ts';
import type { Stage } from '../../infra/operator/make-live.ts';
import { publishTo } from '../../infra/operator/publish.ts';
import { readContent } from '../../schema/record/content.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { type FileStore, startFileStore } from '../bundle/file-store.ts';
import { small } from '../record/small-content.ts';
import { copiesIn, rowsOf } from '../seed/rows.ts';
import { handClock, LONG } from '../seed/stage.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { beforeRequests } from '../support/requests.ts';
import { newTable } from '../support/table.ts';

/** Participants beside those of the small content: so many that a seed takes several steps. */
export const MORE = 110;

/** Three contents to publish, by their titles. */
const TITLES = ['First', 'Second', 'Third'] as const;
type Title = (typeof TITLES)[number];

/** Lets the tests of a file publish to stages of their own. */
export function publishing() {
  const engine = memoryEngine();
  let home: string;
  let files: FileStore;
  const releases = {} as Record<Title, Release>;

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
  async function deployed({
    live = 'First',
    clock = handClock(),
  }: {
    live?: Title | null;
    clock?: ReturnType<typeof handClock>;
  } = {}) {
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
      clock.pass(LONG);
    }
    const run = async (
      what: { content?: Title | 'bad'; release?: string; list?: boolean },
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

  /** The file of rows of the first release, after all three were published. */
  async function published() {
    const door = await deployed();
    for (const content of TITLES) expect(await door.run({ content })).toBe(0);
    const [file = ''] = files.asked.filter((each) => each.startsWith(`PUT ${door.bucket}/releases/`));
    return { ...door, file: file.slice(4) };
  }

  return {
    engine,
    releases,
    deployed,
    published,
    /** Folder of the contents. */
    get home() {
      return home;
    },
    get files() {
      return files;
    },
  };
}

/** Lets every request of one kind fail. */
export function failing(client: DynamoDBClient | S3Client, command: string, failure: Error): void {
  // The document client names its commands without "Item".
  const names = [command, command.replace('ItemCommand', 'Command')];
  beforeRequests(client, (name) => {
    if (names.includes(name)) throw failure;
  });
}
