import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Release } from '../../schema/release/release.ts';
import { INDEX } from '../../schema/store/keys.ts';

/** Rows by their key, as text that is equal when they are. */
export type Rows = Readonly<Record<string, string>>;

/** All that a table holds, and what its index holds, which must be the same rows. */
export async function rowsIn(client: DynamoDBClient, table: string): Promise<Rows> {
  const documents = DynamoDBDocumentClient.from(client);
  const read = async (input: { IndexName?: string }) => {
    const found: Record<string, unknown>[] = [];
    for await (const page of paginateScan({ client: documents }, { TableName: table, ...input })) {
      found.push(...(page.Items ?? []));
    }
    return byKey(found);
  };
  const rows = await read({});
  const indexed = await read({ IndexName: INDEX.name });
  const listed = Object.entries(rows).filter(([, row]) => row.includes(`"${INDEX.partition}"`));
  if (JSON.stringify(Object.entries(indexed)) !== JSON.stringify(listed)) {
    throw new Error('the index holds other rows than the table');
  }
  return rows;
}

/** All that a table with this release in it must hold. */
export const rowsOf = (release: Release): Rows =>
  byKey([...release.groups.keys()].flatMap((group) => release.rows(group)));

/** How many rows an update must put, and how many it must delete. */
export function differences(from: Rows, to: Rows): { put: number; removed: number } {
  return {
    put: Object.entries(to).filter(([key, row]) => from[key] !== row).length,
    removed: Object.keys(from).filter((key) => !(key in to)).length,
  };
}

function byKey(rows: readonly Readonly<Record<string, unknown>>[]): Rows {
  return Object.fromEntries(
    rows
      .map((row) => [
        `${row.PK} ${row.SK}`,
        JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))),
      ])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
}
