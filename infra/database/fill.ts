import { setTimeout as delay } from 'node:timers/promises';
import type { DescribeTableOutput } from '@aws-sdk/client-dynamodb';
import type { Release } from '../../schema/release/release.ts';
import type { Row } from '../../schema/store/rows.ts';
import { tableDefinition } from '../../schema/store/table.ts';
import { writeBulk } from './bulk-write.ts';
import { TABLE } from './database.ts';
import { type Engine, openEngine } from './engine.ts';

export type OnProgress = (done: number, of: number) => void;

/**
 * Fills an empty folder with a database that holds a release, some five times as fast as a seed would. The folder must not be
 * open. Killed half-way, it leaves a database that must be thrown away.
 *
 * @returns the number of rows
 */
export async function fillDatabase(
  path: string,
  release: Pick<Release, 'groups' | 'rows'>,
  onProgress: OnProgress = () => {},
): Promise<number> {
  const engine = await openEngine(path);
  try {
    await createTable(engine);
    return await writeBulk(engine.store, TABLE, rowsOf(release, onProgress));
  } finally {
    await engine.close();
  }
}

async function createTable({ run }: Engine): Promise<void> {
  await run('CreateTable', tableDefinition(TABLE));
  // The engine writes a table's new status a moment after its answer.
  while (!(await isActive(run))) await delay(1);
}

async function isActive(run: Engine['run']): Promise<boolean> {
  const { Table }: DescribeTableOutput = await run('DescribeTable', { TableName: TABLE });
  return Table?.TableStatus === 'ACTIVE';
}

function* rowsOf(
  { groups, rows }: Pick<Release, 'groups' | 'rows'>,
  onProgress: OnProgress,
): Generator<Row, void> {
  let done = 0;
  for (const key of groups.keys()) {
    if (done % 100 === 0) onProgress(done, groups.size);
    yield* rows(key);
    done += 1;
  }
  onProgress(done, groups.size);
}
