import type { ReleaseSource } from '../../functions/seed/release-file.ts';
import { rowsOfSlot } from '../../functions/seed/slot.ts';
import type { OnProgress } from '../../functions/seed/write-slot.ts';
import type { Release } from '../../schema/release/release.ts';
import { type Puts, putsOf } from '../database/bulk-write.ts';
import { fillDatabase } from '../database/fill.ts';

/** A release, whichever thread compiled it. */
export interface CompiledRelease extends ReleaseSource {
  /** The file that its head names. */
  readonly index: Uint8Array;
  /** Groups of the release in the engine's storage form for a slot. */
  puts(slot: string, groups: readonly string[]): Puts | Promise<Puts>;
  /** Fills an empty folder with a database in which the release is live, and returns the number of rows. */
  fill(path: string, onProgress: OnProgress): Promise<number>;
}

/** A release compiled by this thread. */
export function compiledHere(release: Release): CompiledRelease {
  const { id, layout, head, index, groups, rows } = release;
  return {
    ...{ id, layout, head, index, groups, rows },
    puts: (slot, keys) => putsOf(rowsOfSlot(slot, release, keys)),
    fill: (path, onProgress) => fillDatabase(path, release, onProgress),
  };
}
