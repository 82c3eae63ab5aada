import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEDGER_FILE } from '../read/folder.ts';
import type { Problem } from '../read/problem.ts';
import { decodeUtf8, NOT_UTF8 } from '../value/utf8.ts';
import { type LedgerEntry, parseLedger } from './ledger.ts';

/** The ledger of a content folder; `exists` is false if there is none yet. */
export interface LedgerRead {
  readonly exists: boolean;
  readonly entries: readonly LedgerEntry[];
  readonly problems: readonly Problem[];
}

export async function readLedger(dir: string): Promise<LedgerRead> {
  const bytes = await readFile(join(dir, LEDGER_FILE)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!bytes) return { exists: false, entries: [], problems: [] };
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    const { line, column } = decoded;
    return { exists: true, entries: [], problems: [{ file: LEDGER_FILE, line, column, ...NOT_UTF8 }] };
  }
  return { exists: true, ...parseLedger(decoded.text) };
}
