import { number, type Stored, text, textOrNull, texts } from './attributes.ts';
import { type Edition, unpackEdition } from './editions.ts';
import { CHANGES_SUMMARY, group, HIGHEST, historySlot, inSlot } from './keys.ts';
import type { Reader } from './reader.ts';
import type { Head, Live } from './rows.ts';

/** What was written of the changes between editions. */
export interface History {
  /** The changes of one edition, in the order of type and key: one Query. */
  changes(entry: string): Promise<readonly RecordChange[]>;
  /** Summaries of the changes of editions, in their order: one BatchGetItem. */
  summaries(entries: readonly string[]): Promise<readonly (Summary | null)[]>;
}

export type Counts = Pick<Head, 'meetings' | 'participants' | 'statements' | 'topics'>;

export interface Summary {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly before: Counts;
  readonly after: Counts;
}

/** A record that an edition has changed: its hash before and after, null where it is not there. */
export interface RecordChange {
  /** Type and key, as a global id has them: `Meeting:2022-03-30-china-russia-tunxi`. */
  readonly record: string;
  readonly before: string | null;
  readonly after: string | null;
}

const isReversed = (entry: string) => entry.startsWith('-');
const nameOf = (entry: string) => (isReversed(entry) ? entry.slice(1) : entry);

export function historyOf(layout: number, readerOf: (slot: string | undefined) => Reader): History {
  return {
    async changes(entry) {
      const reader = readerOf(historySlot(layout, nameOf(entry)));
      // What sorts right after the summary is the first record.
      const rows = await reader.group(group.changes, `${CHANGES_SUMMARY}~`, HIGHEST);
      return rows.map((row): RecordChange => {
        const [before, after] = [textOrNull(row, 'before'), textOrNull(row, 'after')];
        const record = text(row, 'SK');
        return isReversed(entry) ? { record, before: after, after: before } : { record, before, after };
      });
    },
    async summaries(entries) {
      const keys = [...new Set(entries.map(nameOf))].map((entry) => ({
        PK: inSlot(historySlot(layout, entry), group.changes),
        SK: CHANGES_SUMMARY,
      }));
      const rows = keys.length === 0 ? [] : await readerOf(undefined).get(keys);
      const byKey = new Map(rows.map((row, index) => [keys[index]?.PK, row]));
      return entries.map((entry) => {
        const row = byKey.get(inSlot(historySlot(layout, nameOf(entry)), group.changes));
        return row ? unpackSummary(row, isReversed(entry)) : null;
      });
    },
  };
}

function unpackSummary(row: Stored, reversed: boolean): Summary {
  const side = (at: 0 | 1): Counts => {
    const count = (name: string) => Number(texts(row, name)[at] ?? 0);
    return {
      meetings: count('meetings'),
      participants: count('participants'),
      statements: count('statements'),
      topics: count('topics'),
    };
  };
  const [added, changed, removed] = ['added', 'changed', 'removed'].map((name) => number(row, name));
  return reversed
    ? { added: removed ?? 0, changed: changed ?? 0, removed: added ?? 0, before: side(1), after: side(0) }
    : { added: added ?? 0, changed: changed ?? 0, removed: removed ?? 0, before: side(0), after: side(1) };
}

export const editionsOf = ({ editions }: Live): Edition[] => editions.map(unpackEdition);

/**
 * What differs between a release that was live and the one that is: one Query for each edition since. What came and went
 * between the two, or was changed back, does not differ.
 *
 * @returns null when the release is not among those that are kept
 */
export async function changedSince(
  history: History,
  live: Live,
  release: string,
): Promise<readonly RecordChange[] | null> {
  const editions = editionsOf(live);
  const since = editions.findIndex((each) => each.release === release);
  if (since === -1) return null;
  // The oldest first: the first says what was before, the last what is after.
  const entries = editions
    .slice(0, since)
    .reverse()
    .flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const steps = await Promise.all(entries.map((entry) => history.changes(entry)));
  const net = new Map<string, RecordChange>();
  for (const change of steps.flat()) {
    const earlier = net.get(change.record);
    net.set(change.record, earlier ? { ...change, before: earlier.before } : change);
  }
  return [...net.values()]
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => (a.record < b.record ? -1 : 1));
}
