import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../functions/seed/seed.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import type { Release } from '../../schema/release/release.ts';
import type { Wire } from '../../schema/store/dynamodb-http.ts';
import { group, inSlot, sort } from '../../schema/store/keys.ts';
import { newMeter } from '../../schema/store/meter.ts';
import { createReader } from '../../schema/store/reader.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { copiesIn, rowsOf } from '../seed/rows.ts';
import { partOfCurated } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { ENGINES, type Engine } from '../support/engines.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { OPERATIONS } from '../support/operations.ts';
import { meetingsOf, statementsOf } from '../support/oracle.ts';
import { watchRequests } from '../support/requests.ts';
import { shipped } from '../support/shipped.ts';
import { ask, CURSOR_KEY, idOf, seeded } from '../support/table.ts';

const operations = OPERATIONS.map((operation) => [operation.name, operation] as const);

describe('on the shipped record', () => {
  const record = shipped();
  test.each(operations)('the operation %s answers as reviewed', async (name, { source, variables }) => {
    const { meter, ...result } = await record.ask(source, variables);
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(
      `../schema/answers/${name}.json`,
    );
    expect(meter.requests).toBeLessThanOrEqual(4);
  });
});

/**
 * Enough to find a difference between engines, and what the operations ask for by name; all would take
 * minutes.
 */
const SPRING = /^2022-0[34]/;

for (const kind of ENGINES) {
  describeWhere(kind.missing, `on ${kind.name}`, () => {
    let engine: Engine;
    let corpus: Corpus;
    let store: Store;
    let table: string;
    let release: Release;
    const memory = memoryEngine();
    let reference: Store;

    beforeAll(async () => {
      engine = await kind.start();
      corpus = await partOfCurated(({ id }) => SPRING.test(id));
      ({ store, table, release } = await seeded(engine, corpus));
      await seed({ client: memory.client, table, release });
      reference = openStore({ wire: memory.wire, table, cursorKey: CURSOR_KEY });
    });
    afterAll(async () => {
      await memory.stop();
      await engine?.stop();
    });

    test('a seeded table has exactly the rows of the release', async () => {
      expect((await copiesIn(engine.client, table)).live).toEqual(rowsOf(release));
    });

    test('seeding the same release again writes nothing and reads no row of it', async () => {
      const watch = watchRequests(engine.client);
      const seededAgain = await seed({ client: engine.client, table, release });
      watch.stop();
      expect(seededAgain).toMatchObject({ written: 0, deleted: 0 });
      expect(watch.sent.filter((name) => /Write|Put|Delete|Update/.test(name))).toEqual([]);
    });

    test.each(operations)(
      'the operation %s answers as it does everywhere',
      async (_name, { source, variables }) => {
        const { meter, ...result } = await ask(store, source, variables);
        const { meter: _meter, ...wanted } = await ask(reference, source, variables);
        expect(result).toEqual(wanted);
        expect(result.errors).toBeUndefined();
        expect(meter.requests).toBeLessThanOrEqual(4);
      },
    );

    test('lists of meetings and statements equal the naive result, in both directions', async () => {
      const china = idOf('Participant', 'china');
      const source = `query ($first: Int, $last: Int, $china: ID!) {
        meetings(orderBy: DATE_ASC, first: $first, last: $last) { nodes { id } }
        statements(filter: { onBehalfOf: $china }, orderBy: DATE_ASC, first: $first, last: $last) { totalCount nodes { id } }
      }`;
      const meetings = meetingsOf(corpus, {});
      const statements = statementsOf(corpus, { onBehalfOf: 'china' });
      const { data: forwards } = await ask(store, source, { first: 5, china });
      expect(forwards).toEqual({
        meetings: { nodes: meetings.slice(0, 5).map((id) => ({ id })) },
        statements: { totalCount: statements.length, nodes: statements.slice(0, 5).map((id) => ({ id })) },
      });
      const { data: backwards } = await ask(store, source, { last: 5, china });
      expect(backwards).toMatchObject({
        meetings: { nodes: meetings.slice(-5).map((id) => ({ id })) },
        statements: { nodes: statements.slice(-5).map((id) => ({ id })) },
      });
    });

    test('unprocessed keys of a BatchGetItem are requested again', async () => {
      const keys = corpus.participants
        .slice(0, 20)
        .map(({ id }) => ({ PK: group.participant(id), SK: sort.head }));
      let isFirst = true;
      const half: Wire = {
        ...engine.wire,
        async batchGetItem(input) {
          if (!isFirst) return engine.wire.batchGetItem(input);
          // As DynamoDB does when an answer grows too large: half is left for another request.
          isFirst = false;
          const all = input.RequestItems?.[table]?.Keys ?? [];
          const answer = await engine.wire.batchGetItem({
            ...input,
            RequestItems: { [table]: { Keys: all.slice(0, 10) } },
          });
          return { ...answer, UnprocessedKeys: { [table]: { Keys: all.slice(10) } } };
        },
      };
      const meter = newMeter();
      const { slot } = await store.head();
      const rows = await createReader(half, table, slot, meter).get(keys);
      expect(rows.map((row) => row?.PK?.S)).toEqual(keys.map(({ PK }) => inSlot(slot, PK)));
      expect(meter.requests).toBe(2);
    });
  });
}
