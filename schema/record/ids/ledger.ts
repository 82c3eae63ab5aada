import { LEDGER_FILE } from '../read/folder.ts';
import type { Problem } from '../read/problem.ts';
import { faultOfId } from '../value/id.ts';

/** One id of one meeting, and its position in the file. */
export interface LedgerEntry {
  readonly meeting: string;
  readonly id: string;
  /** Whether the statement was removed for good. */
  readonly gone: boolean;
  readonly line: number;
  readonly column: number;
}

const RIGHT =
  'write the id of a meeting, then the ids of its statements, separated by spaces, with "-" before a removed one';

/**
 * Reads the file: one line per meeting, with its id and those of its statements; `-s3` was removed. Lines
 * that begin with # are comments.
 */
export function parseLedger(text: string): { entries: LedgerEntry[]; problems: Problem[] } {
  const entries: LedgerEntry[] = [];
  const problems: Problem[] = [];
  text.split(/\r?\n/).forEach((written, index) => {
    if (written.startsWith('#')) return;
    const line = index + 1;
    let meeting: string | undefined;
    for (const { 0: word, index: at } of written.matchAll(/\S+/g)) {
      const gone = meeting !== undefined && word.startsWith('-');
      const id = gone ? word.slice(1) : word;
      const fault = faultOfId(id);
      if (fault) problems.push({ file: LEDGER_FILE, line, column: at + 1, found: fault.found, right: RIGHT });
      else if (meeting === undefined) meeting = id;
      else entries.push({ meeting, id, gone, line, column: at + 1 });
      if (meeting === undefined) break;
    }
  });
  return { entries, problems };
}

/**
 * All ids that statements were ever given, by meeting, and whether each was removed, so that a removed id is
 * never given again. They are stored with the records because neither they nor git keep them: content may
 * come without its history, or as JSON Lines.
 */
export type Ledger = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

export function ledgerOf(entries: readonly LedgerEntry[]): Ledger {
  const ledger = new Map<string, Map<string, boolean>>();
  for (const { meeting, id, gone } of entries) {
    const ids = ledger.get(meeting) ?? new Map<string, boolean>();
    ledger.set(meeting, ids);
    // Merging two branches may leave an id twice; a removed id stays removed.
    ids.set(id, gone || ids.get(id) === true);
  }
  return ledger;
}

/**
 * The ledger updated with the current ids of the meetings. A removed id stays removed, even if a statement
 * has it.
 */
export function updated(ledger: Ledger, now: ReadonlyMap<string, readonly string[]>): Ledger {
  const result = new Map<string, Map<string, boolean>>();
  for (const [meeting, ids] of now)
    if (ids.length > 0) result.set(meeting, new Map(ids.map((id) => [id, false])));
  for (const [meeting, ids] of ledger) {
    const kept = result.get(meeting) ?? new Map<string, boolean>();
    for (const [id, gone] of ids) if (gone || !kept.has(id)) kept.set(id, true);
    result.set(meeting, kept);
  }
  return result;
}

const HEAD = `# Every id that a statement was ever given, by meeting; "-" marks one that is gone and is never given again.
# Written by: npm run check -- --fix
`;

/** The file, in the order of meetings; the ids of a meeting in natural order, removed ones last. */
export function printLedger(ledger: Ledger): string {
  const lines = [...ledger]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([meeting, ids]) => {
      const sorted = [...ids].sort(
        ([a, goneA], [b, goneB]) => Number(goneA) - Number(goneB) || natural(a, b),
      );
      return `${[meeting, ...sorted.map(([id, gone]) => (gone ? `-${id}` : id))].join(' ')}\n`;
    });
  return HEAD + lines.join('');
}

/** s2 before s10; the same on every machine. */
function natural(a: string, b: string): number {
  const [left, right] = [a, b].map((id) => id.replace(/\d+/g, (digits) => digits.padStart(10, '0')));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
