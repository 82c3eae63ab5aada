import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { group } from '../../schema/store/keys.ts';
import { changesOf, type RowChange } from './changes.ts';
import type { ReleaseSource } from './release-file.ts';
import { courseOf, covers, type Mark } from './run.ts';
import { createTableWriter, type TableWriter } from './writer.ts';

export interface SeedOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly release: ReleaseSource;
  /** Told after each step how many of the groups that differ are done. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Asked after each step; when it says yes the run ends before it is complete, and the next one goes on. */
  readonly isTimeUp?: () => boolean;
  /** Compare every row, whatever the seals say: for a table that something else than a seed has written to. */
  readonly repair?: boolean;
}

export interface Seeded {
  /** Rows of the release that were put, and rows that were deleted: those that differed, and no other. */
  readonly written: number;
  readonly deleted: number;
  /** Writes of the run's mark besides: one for each step that creates groups, at most one for each other run. */
  readonly marks: number;
  /** Groups that were as they should be, and were not touched. */
  readonly unchanged: number;
  /** False when time was up first. */
  readonly complete: boolean;
}

/** Groups that are compared and written in one step: a step that was cut short is done again by the next run. */
const STEP = 100;

/**
 * Makes the table hold a release: writes the rows that differ, deletes those that went, touches nothing else, and
 * nothing at all when the table holds the release already. It may be killed at any write and run again, with the same
 * release or another one: the table is then what a clean seed makes.
 *
 * Every group ends with its seal, written after its rows, so that groups which say the right thing are known by one
 * small row. What a run that was cut short leaves behind is in its mark (see run.ts).
 */
export async function seed(options: SeedOptions): Promise<Seeded> {
  const { client, table, release, onProgress, isTimeUp, repair = false } = options;
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const writer = createTableWriter(documents, table);
  let held = await writer.mark();
  if (held?.seal === release.id && !repair) {
    return { ...writer.count, unchanged: release.groups.size, complete: true };
  }
  const seals = await writer.seals(held);
  const { pending, unchanged, markFor } = courseOf({ release, held, seals, repair });
  const isFresh = held === null && seals.size === 0;

  for (let from = 0; from < pending.length; from += STEP) {
    onProgress?.(from, pending.length);
    const step = pending.slice(from, from + STEP);
    const mark = markFor(step, pending[from - 1]);
    if (!covers(held, mark)) held = await putMark(writer, mark);
    await writeGroups(writer, release, step, isFresh);
    if (isTimeUp?.() && from + STEP < pending.length) {
      const last = markFor([], step.at(-1));
      if (last.mended !== undefined) await putMark(writer, last);
      return { ...writer.count, unchanged, complete: false };
    }
  }
  // Last of all what names the release: until then the table claims to hold the old one.
  await writeGroups(writer, release, [group.dataset], isFresh);
  onProgress?.(pending.length, pending.length);
  return { ...writer.count, unchanged, complete: true };
}

async function putMark(writer: TableWriter, mark: Mark): Promise<Mark> {
  await writer.putMark(mark);
  return mark;
}

async function writeGroups(
  writer: TableWriter,
  release: ReleaseSource,
  keys: readonly string[],
  isFresh: boolean,
): Promise<void> {
  const changes = await writer.inParallel(keys, async (key): Promise<RowChange> => {
    const rows = await release.rows(key);
    return changesOf(rows, isFresh ? [] : await writer.group(key));
  });
  await writer.write(changes.flatMap(({ put }) => put));
  await writer.remove(changes.flatMap(({ remove }) => remove));
  await writer.write(changes.flatMap(({ putLast }) => putLast));
  await writer.remove(changes.flatMap(({ removeLast }) => removeLast));
}
