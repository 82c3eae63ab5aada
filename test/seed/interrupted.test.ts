import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../functions/seed/seed.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { createTable } from '../../schema/store/table.ts';
import { DYNALITE, type Engine } from '../support/engines.ts';
import { newTable } from '../support/table.ts';
import { afterEdits, before, meanwhile } from './editions.ts';
import { differences, rowsIn, rowsOf } from './rows.ts';
import { withWritesLeft } from './writes-left.ts';

describe('a seed that is killed', () => {
  let engine: Engine;
  let client: DynamoDBClient;
  const old = compile(before);
  const next = compile(afterEdits);

  beforeAll(async () => {
    engine = await DYNALITE.start();
    client = engine.client;
  });
  afterAll(() => engine.stop());

  async function emptyTable(): Promise<string> {
    const table = newTable();
    await createTable(client, table);
    return table;
  }

  /** Seeds until so many rows are written; whether it came to its end before. */
  const killed = (table: string, release: Release, writes: number) =>
    withWritesLeft(client, writes, () => seed({ client, table, release }));

  test('the update under test creates, changes and deletes', () => {
    const kinds = differences(rowsOf(old), rowsOf(next));
    expect(kinds.put).toBeGreaterThan(20);
    expect(kinds.removed).toBeGreaterThan(10);
  });

  test('after any of its writes, and run again, leaves what a clean seed makes', async () => {
    const table = await emptyTable();
    let writes = 0;
    for (let isDone = false; !isDone; writes += 1) {
      await seed({ client, table, release: old });
      isDone = await killed(table, next, writes);
      await seed({ client, table, release: next });
      expect(await rowsIn(client, table), `killed after ${writes} writes`).toEqual(rowsOf(next));
    }
    expect(writes).toBeGreaterThan(differences(rowsOf(old), rowsOf(next)).put);
  });

  test('after any of its writes can be taken back by a seed of the old release', async () => {
    const table = await emptyTable();
    await seed({ client, table, release: old });
    for (let writes = 0, isDone = false; !isDone; writes += 1) {
      isDone = await killed(table, next, writes);
      await seed({ client, table, release: old });
      expect(await rowsIn(client, table), `killed after ${writes} writes`).toEqual(rowsOf(old));
    }
  });

  test('and killed again while it is taken back is still taken back by the third', async () => {
    const table = await emptyTable();
    await seed({ client, table, release: old });
    for (let writes = 0; writes < 90; writes += 7) {
      for (const again of [1, 2, 5, 11, 23, 40]) {
        await killed(table, next, writes);
        await killed(table, old, again);
        await seed({ client, table, release: old });
        expect(await rowsIn(client, table), `killed after ${writes}, then ${again}`).toEqual(rowsOf(old));
      }
    }
  });

  test('and followed by another release, killed too, leaves what a clean seed of a third makes', async () => {
    const other = compile(meanwhile);
    const table = await emptyTable();
    await seed({ client, table, release: old });
    for (let writes = 1; writes < 90; writes += 13) {
      await killed(table, next, writes);
      await killed(table, other, writes);
      await seed({ client, table, release: old });
      expect(await rowsIn(client, table), `killed after ${writes} twice`).toEqual(rowsOf(old));
    }
  });

  test('in an empty table leaves it to another release', async () => {
    for (let writes = 0; writes < 90; writes += 11) {
      const table = await emptyTable();
      await killed(table, next, writes);
      await seed({ client, table, release: old });
      expect(await rowsIn(client, table), `killed after ${writes} writes`).toEqual(rowsOf(old));
    }
  });
});
