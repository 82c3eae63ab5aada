import { systemClock } from '../../functions/seed/clock.ts';
import { takeLease } from '../../functions/seed/lease.ts';
import { pointerRow } from '../../functions/seed/pointer.ts';
import { documentsOf, type Seeded } from '../../functions/seed/seed.ts';
import { tidy } from '../../functions/seed/tidy.ts';
import type { OnProgress } from '../../functions/seed/write-slot.ts';
import { slotOf } from '../../schema/store/keys.ts';
import { noteChecksums } from '../database/checksums.ts';
import type { Database } from '../database/database.ts';
import { TABLE } from '../database/engine.ts';
import type { CompiledRelease } from './compiled-release.ts';
import type { DataFolder } from './data-folder.ts';
import { publish } from './seed-database.ts';

/** Makes releases live while the server runs. */
export interface Publisher {
  /** Makes a release live, after any background work has ended. */
  publish(release: CompiledRelease, onProgress: OnProgress): Promise<Pick<Seeded, 'written' | 'deleted'>>;
  /** Fills the second slot in the background, and removes what is no longer read. */
  tidy(release: CompiledRelease): void;
  /** Stops accepting work; resolves once no background work is in progress. */
  close(): Promise<void>;
}

/** Number of slots that hold a release. */
const SLOTS = 2;

/** @param unread resolves once every request that began before the call has ended */
export function createPublisher(
  database: Database,
  folder: DataFolder,
  unread: () => Promise<void>,
  complain: (line: string) => void,
): Publisher {
  const { client } = database;
  /** The groups of the latest releases, which are the ones in the slots. */
  let held: readonly CompiledRelease[] = [];
  const hold = (release: CompiledRelease) => {
    held = [release, ...held.filter(({ id }) => id !== release.id)].slice(0, SLOTS);
  };
  const embedded = {
    unread,
    groupsOf: (release: string) => held.find(({ id }) => id === release)?.groups,
    replace: database.replace,
  };
  let behind: Promise<void> = Promise.resolve();
  let isInterrupted = false;
  let isClosing = false;

  async function interrupt(): Promise<void> {
    isInterrupted = true;
    await behind;
    isInterrupted = false;
  }

  async function work(release: CompiledRelease): Promise<void> {
    if (isClosing) return;
    await fillNewSlot(database, release);
    await tidy({ client, table: TABLE, release, embedded, isTimeUp: () => isInterrupted });
    await noteChecksums(folder.database, folder.checksums);
  }

  return {
    async publish(release, onProgress) {
      await interrupt();
      const seeded = await publish(release, folder, database, { onProgress, embedded });
      hold(release);
      return seeded;
    },
    tidy(release) {
      hold(release);
      behind = behind
        .then(() => work(release))
        .catch((error: unknown) => {
          // Unfinished work is done by the next start.
          if (isClosing) return;
          complain(
            `The second copy of the record is not complete: ${error instanceof Error ? error.message : error}`,
          );
        });
    },
    close() {
      isClosing = true;
      return interrupt();
    },
  };
}

/** Groups whose rows the content thread makes per call, while this thread answers requests. */
const STEP = 40;

/**
 * Fills a missing second slot in bulk. An edit waits for it, and then only has to write the rows that
 * changed.
 */
export async function fillNewSlot({ client, writeNew }: Database, release: CompiledRelease): Promise<void> {
  const row = pointerRow(documentsOf(client), TABLE, release.layout);
  const { pointer } = await row.read();
  if (pointer.idle !== null || pointer.live?.release !== release.id) return;
  const lease = await takeLease(row, { clock: systemClock });
  if (!lease) return;
  const idle = {
    slot: lease.pointer.nextSlot,
    release: null,
    target: release.id,
    doubtful: [],
    entry: null,
  };
  await lease.change((held) => ({ ...held, idle, nextSlot: held.nextSlot + 1 }));
  const slot = slotOf(release.layout, idle.slot);
  const keys = [...release.groups.keys()];
  for (let from = 0; from < keys.length; from += STEP) {
    await writeNew(await release.puts(slot, keys.slice(from, from + STEP)));
  }
  // If killed before this, it leaves a lease, and the next start abandons the slot.
  await lease.end((held) => ({ ...held, idle: { ...idle, release: release.id } }));
}
