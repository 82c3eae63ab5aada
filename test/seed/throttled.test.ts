import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../functions/seed/seed.ts';
import { compile } from '../../schema/release/release.ts';
import { createTable } from '../../schema/store/table.ts';
import { DYNALITE, type Engine } from '../support/engines.ts';
import { newTable } from '../support/table.ts';
import { afterEdits, before } from './editions.ts';
import { differences, rowsIn, rowsOf } from './rows.ts';

interface Batch {
  readonly RequestItems?: Readonly<Record<string, readonly unknown[]>>;
}

/** Takes only every other row of a batch and hands the rest back, as a table does that is asked for too much. */
async function withHalfOfEachBatch(client: DynamoDBClient, work: () => Promise<unknown>): Promise<number> {
  let handedBack = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const [[table, requests] = ['', []]] = Object.entries((args.input as Batch).RequestItems ?? {});
      if (!String(context.commandName).startsWith('BatchWrite') || requests.length < 2) return next(args);
      const taken = requests.filter((_request, index) => index % 2 === 0);
      const left = requests.filter((_request, index) => index % 2 === 1);
      handedBack += left.length;
      const answer = await next({ ...args, input: { ...args.input, RequestItems: { [table]: taken } } });
      return { ...answer, output: { ...answer.output, UnprocessedItems: { [table]: left } } };
    },
    { step: 'initialize', name: 'half', priority: 'low' },
  );
  try {
    await work();
    return handedBack;
  } finally {
    client.middlewareStack.remove('half');
  }
}

describe('a seed', () => {
  let engine: Engine;
  let table: string;
  const old = compile(before);
  const next = compile(afterEdits);

  beforeAll(async () => {
    engine = await DYNALITE.start();
    table = newTable();
    await createTable(engine.client, table);
  });
  afterAll(() => engine.stop());

  test('writes again what the table hands back', async () => {
    const handedBack = await withHalfOfEachBatch(engine.client, () =>
      seed({ client: engine.client, table, release: old }),
    );
    expect(handedBack).toBeGreaterThan(20);
    expect(await rowsIn(engine.client, table)).toEqual(rowsOf(old));
  });

  test('writes the rows that differ and no other, and one mark of the run', async () => {
    const { put, removed } = differences(rowsOf(old), rowsOf(next));
    expect(await seed({ client: engine.client, table, release: next })).toMatchObject({
      written: put,
      deleted: removed,
      marks: 1,
      complete: true,
    });
  });

  test('that finds the release already there writes nothing', async () => {
    expect(await seed({ client: engine.client, table, release: next })).toEqual({
      written: 0,
      deleted: 0,
      marks: 0,
      unchanged: next.groups.size,
      complete: true,
    });
  });
});
