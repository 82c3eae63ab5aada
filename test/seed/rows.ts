import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type Pointer, pointerRow } from '../../functions/seed/pointer.ts';
import { rowsOfSlot, unslotted } from '../../functions/seed/slot.ts';
import type { Release } from '../../schema/release/release.ts';
import { INDEX, LAYOUT, slotOf } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';

/** Rows by their key, as text that is equal when they are. */
export type Rows = Readonly<Record<string, string>>;

/** What the slots of a table hold, and the pointer. */
interface Copies {
  readonly pointer: Pointer;
  readonly live: Rows;
  readonly idle: Rows;
  /** How many rows of the layout tell what changed between releases. */
  readonly history: number;
  /** How many rows the whole table has, the pointer and whatever else among them. */
  readonly rows: number;
}

/** All that a table holds, and what its index holds, which must be the same rows. */
export async function copiesIn(client: DynamoDBClient, table: string, layout = LAYOUT): Promise<Copies> {
  const documents = DynamoDBDocumentClient.from(client);
  const read = async (input: { IndexName?: string }) => {
    const found: Row[] = [];
    for await (const page of paginateScan({ client: documents }, { TableName: table, ...input })) {
      found.push(...((page.Items ?? []) as Row[]));
    }
    return found;
  };
  const all = await read({});
  const indexed = byKey(await read({ IndexName: INDEX.name }));
  if (JSON.stringify(indexed) !== JSON.stringify(byKey(all.filter(({ LIST }) => LIST !== undefined)))) {
    throw new Error('the index holds other rows than the table');
  }
  const { pointer } = await pointerRow(documents, table, layout).read();
  const of = (number: number | undefined): Rows => {
    if (number === undefined) return {};
    const slot = slotOf(layout, number);
    const rows = all.filter(({ PK }) => new RegExp(`^${slot}[A-Z]`).test(PK));
    return byKey(rows.map((row) => unslotted(slot, row)));
  };
  const history = all.filter(({ PK }) => PK.startsWith(`${layout}_`)).length;
  return { pointer, live: of(pointer.live?.slot), idle: of(pointer.idle?.slot), history, rows: all.length };
}

/** All that a slot with this release in it must hold. */
export function rowsOf(release: Release): Rows {
  const slot = slotOf(release.layout, 1);
  const rows = known.get(release) ?? byKey([...rowsOfSlot(slot, release)].map((row) => unslotted(slot, row)));
  known.set(release, rows);
  return rows;
}

/** Made once: some tests compare with one release hundreds of times. */
const known = new WeakMap<Release, Rows>();

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
