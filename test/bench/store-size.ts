import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import engine from 'dynalite/db/index.js';
import { seed } from '../../functions/seed/seed.ts';
import { type Database, openDatabase } from '../../infra/database/database.ts';
import { TABLE } from '../../infra/database/engine.ts';
import { fillDatabase } from '../../infra/database/fill.ts';
import { compiledHere } from '../../infra/local/compiled-release.ts';
import { fillNewSlot } from '../../infra/local/publisher.ts';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { createTable } from '../../schema/store/table.ts';
import { indexOf } from './index-file.ts';
import { type BenchList, listsOf } from './lists.ts';

/**
 * What seeding one corpus takes with the embedded engine on disk, in a process of its own. Leaves the
 * database in the folder that it is given.
 */
export interface StoreCost {
  /** Rows a second through BatchWriteItem, over at most SEEDING milliseconds. */
  readonly seedRate: number;
  /** Rows a second through the engine's own batches. */
  readonly bulkRate: number;
  /** Milliseconds to fill the second slot in bulk. */
  readonly secondSlotMs: number;
  /**
   * After the title of one meeting had changed: milliseconds to compile, and from then until the release was
   * live.
   */
  readonly change: {
    readonly written: number;
    readonly deleted: number;
    readonly compileMs: number;
    readonly ms: number;
  };
  /** The lists to page through, in the order of all sizes. */
  readonly lists: readonly BenchList[];
}

/**
 * Milliseconds after which the measuring of the seed ends: a rate does not need the whole of a large corpus.
 */
const SEEDING = 20_000;

const [dir = '', data = ''] = argv.slice(2);
const outcome = await readContent(dir);
if (!outcome.ok) throw new Error(`${dir} is not valid`);
const { corpus } = outcome;
const release = compile(corpus);
const seedRate = await rateOfSeed(release);
const started = performance.now();
const rows = await fillDatabase(data, release);
const bulkRate = (rows / (performance.now() - started)) * 1_000;
// The second slot, as the local server fills it behind itself.
const filling = await openDatabase(data);
const secondSlot = performance.now();
await fillNewSlot(filling, compiledHere(release));
const secondSlotMs = performance.now() - secondSlot;
await filling.close();
await compact(data);
const database = await openDatabase(data);
const change = await seedOneChange(database, corpus);
await database.close();
const cost: StoreCost = { seedRate, bulkRate, secondSlotMs, change, lists: listsOf(corpus) };
stdout.write(JSON.stringify(cost));

/**
 * Lets the engine come to rest: it goes on sorting what it was given for minutes, which is not what is
 * measured.
 */
async function compact(path: string): Promise<void> {
  const { db } = engine.create({ path });
  await db.compactRange('', '\u{10ffff}');
  await db.close();
}

async function rateOfSeed(release: Release): Promise<number> {
  const path = await mkdtemp(join(tmpdir(), 'communique-seed-'));
  const { client, close } = await openDatabase(path);
  await createTable(client, TABLE);
  const started = performance.now();
  const { written } = await seed({
    client,
    table: TABLE,
    release,
    isTimeUp: () => performance.now() - started > SEEDING,
  });
  const rate = (written / (performance.now() - started)) * 1_000;
  await close();
  await rm(path, { recursive: true, force: true });
  return rate;
}

async function seedOneChange({ client, replace }: Database, corpus: Corpus): Promise<StoreCost['change']> {
  const middle = Math.floor(corpus.meetings.length / 2);
  const meetings = corpus.meetings.map((meeting, index) =>
    index === middle ? { ...meeting, title: `${meeting.title}, corrected` } : meeting,
  );
  const compiling = performance.now();
  const release = compile({ ...corpus, meetings });
  const started = performance.now();
  // As the local server does it: the index goes first.
  await writeFile(indexOf(data), release.index);
  // Nobody reads while it is measured.
  const embedded = { unread: async () => {}, replace };
  const { written, deleted } = await seed({ client, table: TABLE, release, embedded });
  return { written, deleted, compileMs: started - compiling, ms: performance.now() - started };
}
