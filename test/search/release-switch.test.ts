import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/graphql/handler.ts';
import type { Handler } from '../../functions/graphql/http.ts';
import { createAnalysisCache } from '../../schema/release/index/analysis-cache.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { schema } from '../../schema/schema.ts';
import { openStore } from '../../schema/store/store.ts';
import { afterEdits, before, meanwhile } from '../seed/editions.ts';
import { LONG, type Stage, stageOn } from '../seed/stage.ts';
import { type MemoryEngine, memoryEngine } from '../support/memory-engine.ts';
import { CURSOR_KEY } from '../support/table.ts';

/** What the table answers and what the index answers, in one request. */
const EVERYTHING = `{
  dataset { release meetings statements }
  keyed: meetings(first: 5) { totalCount nodes { slug title parties { name } } }
  participants(first: 5) { totalCount nodes { name } }
  search(query: "meeting OR peace OR trade OR talks", first: 10) {
    totalCount
    edges { snippet node { __typename ... on Meeting { slug title } ... on Statement { text meeting { title } } } }
    facets(by: [YEAR, TOPIC, PARTY, PUBLISHER]) { field values { value label count } }
  }
  found: meetings(filter: { form: [BILATERAL] }, first: 5) { totalCount nodes { slug title } }
  network(filter: { kind: PERSON }, first: 5) { edges { a { name } b { name } meetings } }
  topic(by: { slug: "peace" }) { narrower { slug } timeline(interval: YEAR) { start statements } }
}`;

const RELEASES = [
  before,
  afterEdits,
  meanwhile,
  { ...before, meetings: before.meetings.map((each) => ({ ...each, title: `${each.title}, again` })) },
].map((corpus) => compile(corpus));

/** Objects of the bucket by key, which are a few turns of the event loop away. */
const objects = new Map<string, Uint8Array>();
let engine: MemoryEngine;
let stage: Stage;

beforeAll(() => {
  engine = memoryEngine();
});
afterAll(() => engine.stop());

/** A server of its own on the stage's table, which has opened no index yet. */
function serverOn({ table, clock }: Stage): Handler {
  return createHandler({
    schema,
    store: openStore({
      wire: engine.wire,
      table,
      cursorKey: CURSOR_KEY,
      now: () => clock.now(),
      readTime: 600_000,
    }),
    indexes: createAnalysisCache(async ({ key }) => {
      for (let turns = 0; turns < 5; turns += 1) await turn();
      const bytes = objects.get(key);
      if (!bytes) throw new Error(`no object ${key}`);
      return bytes;
    }),
    documents: new Map(),
    version: 'test',
    log: () => {},
  });
}

const upload = ({ head, index }: Release) => objects.set(head.index?.key ?? '', index);

async function publish(release: Release): Promise<void> {
  upload(release);
  stage.clock.pass(LONG);
  await stage.seed(release);
  // No server remembers the pointer for as long.
  stage.clock.pass(LONG);
}

async function get(handler: Handler, query: string) {
  const { status, headers, body } = await handler({
    method: 'GET',
    path: '/graphql',
    query: new URLSearchParams({ query }).toString(),
    headers: { accept: 'application/json' },
    body: undefined,
  });
  return { status, headers, ...JSON.parse(Buffer.from(body).toString()) };
}

describe('a running server while releases are published', () => {
  test('answers every request from one release, in table and index', async () => {
    const expected = new Map<string, unknown>();
    for (const release of RELEASES) {
      stage = stageOn(engine);
      await publish(release);
      const { data, errors } = await get(serverOn(stage), EVERYTHING);
      expect(errors).toBeUndefined();
      expected.set(release.id, data);
    }
    expect(new Set([...expected.values()].map((data) => JSON.stringify(data))).size).toBe(RELEASES.length);

    stage = stageOn(engine);
    const [first] = RELEASES;
    if (first) await publish(first);
    const handler = serverOn(stage);
    let switches = 0;
    let isDone = false;
    /** The switches that had happened when each client's request began. */
    const begun = Array.from({ length: 6 }, () => 0);
    const seen = new Map<string, number>();
    const ask = async (client: number) => {
      begun[client] = switches;
      const { data, errors } = await get(handler, EVERYTHING);
      expect(errors).toBeUndefined();
      const { release } = data.dataset;
      expect(data).toEqual(expected.get(release));
      seen.set(release, (seen.get(release) ?? 0) + 1);
      await turn();
    };
    const clients = begun.map(async (_, client) => {
      try {
        while (!isDone) await ask(client);
      } finally {
        // Also when one fails: nobody waits for its next request.
        isDone = true;
      }
    });
    for (let round = 1; round <= 8 && !isDone; round += 1) {
      // As the seed waits for readers of the release before the last: longer than any request takes.
      while (!isDone && begun.some((at) => at < switches)) await turn();
      await publish(RELEASES[round % RELEASES.length] as Release);
      switches += 1;
      for (let turns = 0; turns < 20; turns += 1) await turn();
    }
    isDone = true;
    await Promise.all(clients);
    // Each was read, most of them while the next one was being written.
    for (const { id } of RELEASES) expect(seen.get(id) ?? 0).toBeGreaterThan(3);
  });
});

describe('an index that is published with a release and', () => {
  const damaged = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, at) => (at === 200 ? byte ^ 1 : byte));
  const [old, next] = RELEASES as [Release, Release];
  const key = next.head.index?.key ?? '';

  test.each([
    ['is missing', () => objects.delete(key)],
    ['is cut short', () => objects.set(key, next.index.subarray(0, -1))],
    ['has another hash', () => objects.set(key, damaged(next.index))],
    ['is that of the release before', () => objects.set(key, old.index)],
  ])('%s fails only what needs it, until it is available', async (_how, damage) => {
    stage = stageOn(engine);
    await publish(old);
    const handler = serverOn(stage);
    expect((await get(handler, EVERYTHING)).data.dataset.release).toBe(old.id);
    await publish(next);
    damage();
    for (const field of [
      'search(query: "meeting") { totalCount }',
      'found: meetings(filter: { form: [CALL] }) { totalCount }',
      'network { truncated }',
    ]) {
      const failed = await get(handler, `{ dataset { release } ${field} }`);
      expect(failed.errors).toMatchObject([
        { message: expect.stringContaining('Try again'), extensions: { code: 'INDEX_UNAVAILABLE' } },
      ]);
      // Whoever asks again must not get this answer from a cache.
      expect(failed.headers['cache-control']).toBe('no-store');
    }
    const unaffected = await get(
      handler,
      '{ dataset { release } meetings(first: 5) { totalCount nodes { title } } }',
    );
    expect(unaffected).toMatchObject({
      status: 200,
      data: { dataset: { release: next.id }, meetings: { totalCount: 2 } },
    });
    expect(unaffected.errors).toBeUndefined();
    upload(next);
    const whole = await get(handler, EVERYTHING);
    expect(whole.errors).toBeUndefined();
    expect(whole.data.dataset.release).toBe(next.id);
  });
});
