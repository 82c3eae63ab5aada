import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEDGER_FILE, listContent } from '../read/folder.ts';
import { ProblemList } from '../read/problem-list.ts';
import { readMeetings } from '../read/read-records.ts';
import { faultOfId } from '../value/id.ts';
import { decodeUtf8 } from '../value/utf8.ts';
import { type Ledger, ledgerOf, printLedger, updated } from './ledger.ts';
import { readLedger } from './read-ledger.ts';
import { type WithIds, withIdsInLine, withStatementIds } from './write-ids.ts';

/** What `fix` did, in the order of files. */
interface Fixed {
  /** Ids written, by path relative to the content folder. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  /** Ids removed since the ledger was last written, as `meeting#id`. */
  readonly retired: readonly string[];
}

/**
 * Writes an id before each statement that has none, and updates the ledger of ids. The ledger is left alone
 * if it, or a record, cannot be read, because what cannot be read has not been removed.
 */
export async function fixStatementIds(dir: string): Promise<Fixed> {
  const ledgerRead = await readLedger(dir);
  const ledger = ledgerOf(ledgerRead.entries);
  const { files } = await listContent(dir);
  const written = new Map<string, readonly string[]>();
  for (const { file, room, format } of files) {
    if (room !== 'meetings') continue;
    const takenBy = (meeting: string) => ledger.get(meeting)?.keys() ?? [];
    const ids = await writeIds(join(dir, file), (text) =>
      format === 'jsonl'
        ? inLines(text, takenBy)
        : withStatementIds(text, takenBy(file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length))),
    );
    if (ids.length > 0) written.set(file, ids);
  }
  const now = new Map<string, string[]>();
  const { isReadable, complete } = await readMeetings(dir, files, new ProblemList(), ({ links }) => {
    const ids = links.statements.flatMap(({ id }) => (id === undefined || faultOfId(id) ? [] : id));
    if (links.id !== undefined) now.set(links.id, ids);
  });
  if (ledgerRead.problems.length > 0 || !isReadable || !complete.meetings) return { written, retired: [] };
  const next = updated(ledger, now);
  const text = printLedger(next);
  if (text !== (await textOf(join(dir, LEDGER_FILE)))) await writeFile(join(dir, LEDGER_FILE), text);
  return { written, retired: newlyGone(ledger, next) };
}

async function writeIds(file: string, withIds: (text: string) => WithIds): Promise<readonly string[]> {
  const bytes = await readFile(file);
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return [];
  const { text, written } = withIds(decoded.text);
  const mark = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? '\ufeff' : '';
  if (written.length > 0) await writeFile(file, mark + text);
  return written;
}

function inLines(text: string, takenBy: (meeting: string) => Iterable<string>): WithIds {
  // A file may mix both kinds of line endings.
  const lines = text.split('\n').map((line) => {
    const end = line.endsWith('\r') ? '\r' : '';
    const { text: withIds, written } = withIdsInLine(line.slice(0, line.length - end.length), takenBy);
    return { text: withIds + end, written };
  });
  return {
    text: lines.map((line) => line.text).join('\n'),
    written: lines.flatMap(({ written }) => written),
  };
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);

function newlyGone(before: Ledger, after: Ledger): string[] {
  return [...after].flatMap(([meeting, ids]) =>
    [...ids].flatMap(([id, gone]) =>
      gone && before.get(meeting)?.get(id) === false ? `${meeting}#${id}` : [],
    ),
  );
}
