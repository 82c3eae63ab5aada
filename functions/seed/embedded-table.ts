import type { Key } from '../../schema/store/keys.ts';
import type { Row } from '../../schema/store/rows.ts';

/** A table in this process. Its index shows writes at once, and its readers are known. */
export interface EmbeddedTable {
  /** Resolves once nobody reads the previously live slot any more. */
  unread(): Promise<void>;
  /** Group to hash of a release, if known, so that a slot that holds all of it need not be read. */
  groupsOf?(release: string): ReadonlyMap<string, string> | undefined;
  /** Puts and deletes rows, faster than through requests. */
  replace?(put: readonly Row[], remove: readonly Key[]): Promise<void>;
}
