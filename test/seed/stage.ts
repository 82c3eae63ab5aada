import type { Clock } from '../../functions/seed/clock.ts';
import { type SeedOptions, seed } from '../../functions/seed/seed.ts';
import type { Release } from '../../schema/release/release.ts';
import { openStore } from '../../schema/store/store.ts';
import type { MemoryEngine } from '../support/memory-engine.ts';
import { ask, CURSOR_KEY, keepIndex, newTable } from '../support/table.ts';

/** A clock whose time passes when somebody sleeps, or when it is told to. */
export function handClock(now = Date.parse('2026-01-01')): Clock & { pass(ms: number): void } {
  return {
    now: () => now,
    async sleep(ms) {
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
    pass(ms) {
      now += ms;
    },
  };
}

/** Milliseconds after which every lease is over, and nobody reads a slot any more that was live. */
export const LONG = 600_000;

/** A table, a clock, and what is done with them. */
export interface Stage {
  readonly engine: MemoryEngine;
  readonly table: string;
  readonly clock: ReturnType<typeof handClock>;
  seed(release: Release, options?: Partial<SeedOptions>): ReturnType<typeof seed>;
  /** What a reader gets who comes now: every list, page and total, and the name of the release. */
  read(layout?: number): Promise<string>;
}

/**
 * A new stage with an empty table, or with a copy of the table of another stage, whose time it goes on from.
 */
export function stageOn(engine: MemoryEngine, from?: Stage): Stage {
  const table = newTable();
  const clock = handClock(from?.clock.now());
  if (from) engine.copy(from.table, table);
  return {
    engine,
    table,
    clock,
    seed: (release, options) => seed({ client: engine.client, table, release, clock, ...options }),
    read: (layout) => readAll(engine, table, layout),
  };
}

/**
 * Which of the releases an answer is of, as it is given when that release is alone in a table; else the
 * answer itself.
 */
export async function namesOfAnswers(
  engine: MemoryEngine,
  releases: Readonly<Record<string, Release>>,
): Promise<(answer: string) => string> {
  const names = new Map<string, string>();
  for (const [name, release] of Object.entries(releases)) {
    const stage = stageOn(engine);
    await stage.seed(release);
    keepIndex(release);
    names.set(await stage.read(release.layout), name);
  }
  return (answer) => names.get(answer) ?? answer;
}

async function readAll(engine: MemoryEngine, table: string, layout?: number): Promise<string> {
  const store = openStore({
    wire: engine.wire,
    table,
    cursorKey: CURSOR_KEY,
    readTime: 600_000,
    ...(layout === undefined ? {} : { layout }),
  });
  const { data, errors } = await ask(store, EVERYTHING);
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return JSON.stringify(data);
}

const PERSON = Buffer.from('Participant:ann').toString('base64');
const STATE = Buffer.from('Participant:state').toString('base64');
const EVERYTHING = `
  fragment M on Meeting { slug title date { edtf } parties { name } topics { prefLabel } }
  fragment S on Statement { text meeting { title } speakers { name } onBehalfOf { name } topics { prefLabel } citation { readout { publisher } } }
  {
    dataset { release meetings participants statements topics from to }
    meetings(orderBy: DATE_ASC) { totalCount nodes { ...M participants { edges { role node { name names { name } } } } statements { nodes { ...S } } readouts { publisher } } }
    firstPage: meetings(first: 1) { pageInfo { hasNextPage endCursor } nodes { title } }
    lastPage: meetings(last: 1) { pageInfo { hasPreviousPage startCursor } nodes { title } }
    ofAnn: meetings(filter: { participant: "${PERSON}" }) { totalCount nodes { ...M } }
    ofBoth: meetings(filter: { between: ["${PERSON}", "${STATE}"] }) { totalCount nodes { ...M } }
    statements { totalCount nodes { ...S } }
    byAnn: statements(filter: { speaker: "${PERSON}" }) { totalCount nodes { ...S } }
    participants { totalCount nodes { name kind meetings { totalCount nodes { ...M } } statements { totalCount nodes { text } } offices { title } } }
    named: participants(filter: { name: "a" }) { nodes { name } }
    topics { totalCount nodes { prefLabel broader { prefLabel } narrower { prefLabel } meetings { totalCount nodes { title } } statements { totalCount nodes { text } } } }
  }`;
