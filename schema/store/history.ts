import { number, type Stored, text, textOrNull, texts } from './attributes.ts';
import { type Edition, entryName, isReversed, unpackEdition } from './editions.ts';
import { CHANGES_SUMMARY, group, historySlot, inSlot } from './keys.ts';
import type { Batches, Scan } from './page.ts';
import type { Reader } from './reader.ts';
import type { Head, Live } from './rows.ts';

/** The recorded changes between editions. */
export interface History {
  /** The changes of one edition, by type and key; one Query reads as many as needed. */
  changes(entry: string, scan: Scan): Batches<RecordChange>;
  /** Summaries of the changes of editions, in their order; one BatchGetItem. */
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

/** A record that an edition changed: its hash before and after, null where it does not exist. */
export interface RecordChange {
  /** Type and key, as a global id has them: `Meeting:2022-03-30-china-russia-tunxi`. */
  readonly record: string;
  readonly before: string | null;
  readonly after: string | null;
}

export function historyOf(layout: number, readerOf: (slot: string | undefined) => Reader): History {
  return {
    changes: (entry, scan) =>
      changesIn(readerOf(historySlot(layout, entryName(entry))), isReversed(entry), scan),
    async summaries(entries) {
      const keys = [...new Set(entries.map(entryName))].map((entry) => ({
        PK: inSlot(historySlot(layout, entry), group.changes),
        SK: CHANGES_SUMMARY,
      }));
      const rows = keys.length === 0 ? [] : await readerOf(undefined).get(keys);
      const byKey = new Map(rows.map((row, index) => [keys[index]?.PK, row]));
      return entries.map((entry) => {
        const row = byKey.get(inSlot(historySlot(layout, entryName(entry)), group.changes));
        return row ? unpackSummary(row, isReversed(entry)) : null;
      });
    },
  };
}

/** The first record sorts right after the summary. */
const FIRST = `${CHANGES_SUMMARY}~`;

async function* changesIn(
  reader: Reader,
  reversed: boolean,
  { ascending, from, want }: Scan,
): Batches<RecordChange> {
  const bounds = {
    low: ascending ? (from ?? FIRST) : FIRST,
    ...(ascending || from === undefined ? {} : { high: from }),
  };
  for await (const rows of reader.groupInBatches(group.changes, { ascending, limit: want, ...bounds })) {
    yield rows.map((row) => {
      const [before, after] = [textOrNull(row, 'before'), textOrNull(row, 'after')];
      const record = text(row, 'SK');
      const value = reversed ? { record, before: after, after: before } : { record, before, after };
      return { at: record, value };
    });
  }
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

export const editionsOf = ({ editions }: Pick<Live, 'editions'>): Edition[] => editions.map(unpackEdition);
