import { promisify } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import engine, { type Operation, type Store } from 'dynalite/db/index.js';
import type { Row } from '../../schema/store/rows.ts';

/** Rows in one write of the engine: requests that come meanwhile wait for some 20 ms. */
const BATCH = 500;

/**
 * Writes rows whose keys a table of the embedded engine does not have without a request and a look for an older row for each: some five
 * times as fast as BatchWriteItem. Killed half-way, it leaves rows of the table without their place in the index.
 *
 * The engine's own functions make keys and index entries, so that they are those of a PutItem.
 */
export async function writeBulk(store: Store, tableName: string, rows: Iterable<Row>): Promise<number> {
  const table = await promisify(store.getTable)(tableName);
  const itemBatch = promisify(store.getItemDb(tableName).batch);
  let written = 0;
  let batch: Operation[] = [];
  const byIndex = new Map<string, Operation[]>();
  const flush = async () => {
    await itemBatch(batch);
    for (const [index, entries] of byIndex) {
      await promisify(store.getIndexDb('Global', tableName, index).batch)(entries);
    }
    written += batch.length;
    batch = [];
    byIndex.clear();
  };
  for (const row of rows) {
    const value: Operation['value'] = marshall(row);
    batch.push({ type: 'put', key: engine.createKey(value, table), value });
    for (const put of engine.getIndexActions(table.GlobalSecondaryIndexes, undefined, value, table).puts) {
      const entries = byIndex.get(put.index) ?? [];
      byIndex.set(put.index, entries);
      entries.push({ type: 'put', key: put.key, value: put.item });
    }
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return written;
}
