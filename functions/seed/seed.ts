import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { group } from '../../schema/store/keys.ts';
import type { Release } from '../../schema/store/release.ts';
import { changesOf, type RowChange } from './changes.ts';
import { createTableWriter, type TableWriter } from './writer.ts';

export interface SeedOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly release: Release;
  /** Told after each step how many of the groups that differ are done. */
  readonly onProgress?: (done: number, of: number) => void;
}

export interface Seeded {
  /** Rows put and rows deleted, the mark of the run among them. */
  readonly written: number;
  readonly deleted: number;
  /** Groups that were as they should be, and were not touched. */
  readonly unchanged: number;
}

/** Groups that are compared and written in one step: a step that was cut short is done again by the next run. */
const STEP = 100;

/** The mark of a run that has begun and not yet ended: what the table then holds may be of two releases. */
const unfinished = (release: string) => `unfinished ${release}`;

/**
 * Makes the table hold a release: writes the rows that differ, deletes those that went, touches nothing else, and
 * nothing at all when the table holds the release already. It may be killed at any write and run again, with the same
 * release or another one: the table is then what a clean seed makes.
 *
 * Every group ends with its seal, written after its rows, so that groups which say the right thing are known by one
 * small row. A run that begins after one of another release was cut short trusts no seal and compares every row.
 */
export async function seed({ client, table, release, onProgress }: SeedOptions): Promise<Seeded> {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const writer = createTableWriter(documents, table);
  const [mark, seals] = await Promise.all([writer.seal(group.dataset), writer.seals()]);
  if (mark === release.id) return { written: 0, deleted: 0, unchanged: release.groups.size };

  const isFresh = mark === null && seals.size === 0;
  const isTrusted = mark === null || !mark.startsWith('unfinished') || mark === unfinished(release.id);
  const others = [...release.groups].filter(([key]) => key !== group.dataset);
  const differing = others.filter(([key, seal]) => !isTrusted || seals.get(key) !== seal).map(([key]) => key);
  const gone = [...seals.keys()].filter((key) => !release.groups.has(key) && key !== group.dataset);
  const pending = [...differing, ...gone];

  await writer.mark(group.dataset, unfinished(release.id));
  for (let from = 0; from < pending.length; from += STEP) {
    onProgress?.(from, pending.length);
    await writeGroups(writer, release, pending.slice(from, from + STEP), isFresh);
  }
  // Last of all what names the release: until then the table claims to hold the old one.
  await writeGroups(writer, release, [group.dataset], isFresh);
  onProgress?.(pending.length, pending.length);
  return { ...writer.count, unchanged: others.length - differing.length };
}

async function writeGroups(
  writer: TableWriter,
  release: Release,
  keys: readonly string[],
  isFresh: boolean,
): Promise<void> {
  const changes = await writer.inParallel(keys, async (key): Promise<RowChange> => {
    const rows = release.rows(key);
    return changesOf(rows, isFresh ? [] : await writer.group(key));
  });
  await writer.write(changes.flatMap(({ put }) => put));
  await writer.remove(changes.flatMap(({ remove }) => remove));
  await writer.write(changes.flatMap(({ putLast }) => putLast));
  await writer.remove(changes.flatMap(({ removeLast }) => removeLast));
}
