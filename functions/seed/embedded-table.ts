import type { Key } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';

/** A table in this process. Its index shows at once what is written, and its readers are known. */
export interface EmbeddedTable {
  /** Resolves when nobody reads the slot any more that was live until now. */
  unread(): Promise<void>;
  /** Group to hash of a release, where that is at hand: a slot that holds it whole need not be asked. */
  groupsOf?(release: string): ReadonlyMap<string, string> | undefined;
  /** Puts and deletes rows, sooner than requests do. */
  replace?(put: readonly Row[], remove: readonly Key[]): Promise<void>;
}
