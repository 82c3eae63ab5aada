import { LEDGER_FILE } from '../read/folder.ts';
import { placeOf } from '../read/place-of.ts';
import type { Problem } from '../read/problem.ts';
import type { KeptMeeting } from '../read/record-read.ts';
import { quoted } from '../value/printable.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

const FIX = 'npm run check -- --fix';

/** Statements with the id of a removed statement: a cited address would lead to another statement. */
export function checkReuse(kept: KeptMeeting, ledger: Ledger): Problem[] {
  const ids = kept.links.id === undefined ? undefined : ledger.get(kept.links.id);
  if (!ids) return [];
  return kept.links.statements.flatMap(({ id }, index): Problem[] => {
    if (id === undefined || ids.get(id) !== true) return [];
    const found = `${quoted(id)} was the id of a statement that was removed (see ${LEDGER_FILE})`;
    const right = `give another id, or remove the key and run ${FIX}`;
    return [{ ...placeOf(kept, 'statements', index, 'id'), found, right }];
  });
}

/** Statements whose id is not in the ledger. */
export function checkUnrecorded(kept: KeptMeeting, ledger: Ledger): Problem[] {
  const ids = ledger.get(kept.links.id ?? '');
  return kept.links.statements.flatMap(({ id }, index): Problem[] => {
    if (id === undefined || ids?.has(id)) return [];
    const found = `the statement id ${quoted(id)} is not in ${LEDGER_FILE}`;
    return [{ ...placeOf(kept, 'statements', index, 'id'), found, right: `run ${FIX}` }];
  });
}

/**
 * Ids in the ledger whose statements no longer exist.
 *
 * @param statementIds of each meeting in the ledger that still exists
 */
export function checkGone(
  entries: readonly LedgerEntry[],
  hasMeeting: (meeting: string) => boolean,
  statementIds: ReadonlyMap<string, ReadonlySet<string | undefined>>,
): Problem[] {
  return entries.flatMap(({ meeting, id, gone, line, column }): Problem[] => {
    if (gone || statementIds.get(meeting)?.has(id)) return [];
    const found = hasMeeting(meeting)
      ? `the statement ${quoted(id)} of ${meeting} is gone`
      : `the statement ${quoted(id)} is gone with its meeting ${meeting}`;
    return [{ file: LEDGER_FILE, line, column, found, right: `put it back, or run ${FIX} to retire the id` }];
  });
}
