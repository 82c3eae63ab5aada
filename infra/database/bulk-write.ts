import { promisify } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import engine, { type Operation, type Store } from 'dynalite/db/index.js';
import { INDEX } from '../../schema/store/keys.ts';
import type { Attribute, Row } from '../../schema/store/rows.ts';
import { tableDefinition } from '../../schema/store/table.ts';
import { TABLE } from './engine.ts';

/** Rows in one write of the engine; requests that arrive meanwhile wait for a few milliseconds. */
const BATCH = 500;

/** Rows in the engine's storage form, as text that another thread can prepare. */
export interface Puts {
  readonly items: readonly Operation[];
  readonly entries: readonly Operation[];
}

export const definition = tableDefinition(TABLE);

/**
 * The rows in the engine's storage form. The engine's own functions make the keys and index entries, so that
 * they equal those of a PutItem.
 */
export function putsOf(rows: Iterable<Row>): Puts {
  const items: Operation[] = [];
  const entries: Operation[] = [];
  for (const row of rows) {
    const item = itemOf(row);
    const value = JSON.stringify(item);
    items.push({ ...PUT, key: engine.createKey(item, definition), value });
    const actions = engine.getIndexActions(definition.GlobalSecondaryIndexes, undefined, item, definition);
    for (const { key } of actions.puts) entries.push({ ...PUT, key, value });
  }
  return { items, entries };
}

/** The result of the AWS SDK's `marshall` for the few attribute types of rows, in a third of the time. */
export function itemOf(row: Row): Record<string, AttributeValue> {
  const item: Record<string, AttributeValue> = {};
  for (const name in row) {
    const attribute: Attribute = row[name];
    if (typeof attribute === 'string') item[name] = { S: attribute };
    else if (typeof attribute === 'number') item[name] = { N: String(attribute) };
    else if (attribute !== undefined) item[name] = { L: attribute.map((S) => ({ S })) };
  }
  return item;
}

/** The index projects all attributes, so an index entry has the same text as the row. */
export const PUT = { type: 'put', valueEncoding: 'utf8' } as const;

/**
 * Writes rows whose keys are not in the table, without a request and a lookup of an older row for each: some
 * five times as fast as BatchWriteItem. If killed half-way, it leaves rows in the table without their index
 * entries.
 */
export async function writePuts(store: Store, { items, entries }: Puts): Promise<void> {
  const writeItems = promisify(store.getItemDb(TABLE).batch);
  const writeEntries = promisify(store.getIndexDb('Global', TABLE, INDEX.name).batch);
  for (let from = 0; from < items.length; from += BATCH) {
    await Promise.all([
      writeItems(items.slice(from, from + BATCH)),
      writeEntries(entries.slice(from, from + BATCH)),
    ]);
  }
}

/** Writes rows as `writePuts` does, a batch at a time, and returns how many. */
export async function writeBulk(store: Store, rows: Iterable<Row>): Promise<number> {
  let written = 0;
  let writing: Promise<void> = Promise.resolve();
  let batch: Row[] = [];
  const flush = async () => {
    const puts = putsOf(batch);
    written += batch.length;
    batch = [];
    // The next batch is prepared while the engine writes this one.
    await writing;
    writing = writePuts(store, puts);
    writing.catch(() => {});
  };
  for (const row of rows) {
    batch.push(row);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  await writing;
  return written;
}
