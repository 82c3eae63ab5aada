import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { INDEX, inSlot } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';
import { canonical } from './changes.ts';
import type { Clock } from './clock.ts';
import { inParallel } from './in-parallel.ts';
import { SeedError } from './seed-error.ts';
import { unslotted } from './slot.ts';

/**
 * Number of index entries to check: all of them after an edit; after a large change those written last,
 * because the index follows the table within moments, and checking all would cost a request per row.
 */
const WATCHED = 1_000;

/** Milliseconds between the first two checks, doubled each time; this many checks take a minute. */
const PAUSE = 250;
const LOOKS = 9;

/** Tracks what the index must show before readers are sent to it. */
export interface IndexCheck {
  /** Records a change to a group: the rows that were put, the rows it had before, and the rows it has now. */
  note(put: readonly Row[], before: readonly Row[], after: readonly Row[]): void;
  /**
   * Waits until the index shows it.
   *
   * @throws Error if it does not within a minute
   */
  settle(): Promise<void>;
}

interface Place {
  readonly list: string;
  readonly at: string;
  /** The row that must be there; null for none. */
  readonly row: string | null;
}

export function watchIndex(
  client: DynamoDBDocumentClient,
  table: string,
  slot: string,
  clock: Clock,
  keep: () => Promise<void>,
): IndexCheck {
  const watched = new Map<string, Place>();

  function watch(place: Place): void {
    const key = placeKey(place.list, place.at);
    // Inserted again, so that the oldest come first.
    watched.delete(key);
    watched.set(key, place);
    const [oldest] = watched.keys();
    if (oldest !== undefined && watched.size > WATCHED) watched.delete(oldest);
  }

  async function isShown({ list, at, row }: Place): Promise<boolean> {
    await keep();
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: INDEX.name,
        KeyConditionExpression: '#list = :list AND #at = :at',
        ExpressionAttributeNames: { '#list': INDEX.partition, '#at': INDEX.sort },
        ExpressionAttributeValues: { ':list': inSlot(slot, list), ':at': at },
      }),
    );
    const [found] = Items;
    return row === null
      ? found === undefined
      : found !== undefined && canonical(unslotted(slot, found)) === row;
  }

  return {
    note(put, before, after) {
      const held = new Set(after.flatMap(({ LIST, AT }) => (LIST === undefined ? [] : [placeKey(LIST, AT)])));
      for (const { LIST, AT } of before) {
        if (LIST !== undefined && AT !== undefined && !held.has(placeKey(LIST, AT)))
          watch({ list: LIST, at: AT, row: null });
      }
      for (const row of put) {
        if (row.LIST !== undefined && row.AT !== undefined)
          watch({ list: row.LIST, at: row.AT, row: canonical(row) });
      }
    },
    async settle() {
      let missing = [...watched.values()];
      for (let look = 0; missing.length > 0; look += 1) {
        if (look === LOOKS) {
          throw new SeedError(
            'The index of the table still does not show what was written a minute ago. The live release is unchanged; run the command again.',
          );
        }
        if (look > 0) await clock.sleep(PAUSE * 2 ** (look - 1));
        const shown = await inParallel(missing, isShown);
        missing = missing.filter((_place, index) => !shown[index]);
      }
      watched.clear();
    },
  };
}

const placeKey = (list: string, at: string | undefined): string => `${list}\0${at}`;
