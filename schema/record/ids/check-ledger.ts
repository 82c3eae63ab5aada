import { placeOf } from '../read/place-of.ts';
import type { Problem } from '../read/problem.ts';
import type { KeptMeeting } from '../read/record-read.ts';
import { quoted } from '../value/printable.ts';
import { LEDGER_FILE, type Ledger, type LedgerEntry } from './ledger.ts';

const FIX = 'npm run check -- --fix';

/** Statements with the id of one that is gone: an address that was cited would lead to another statement. */
export function checkReuse(meetings: readonly KeptMeeting[], ledger: Ledger): Problem[] {
  return meetings.flatMap((kept) => {
    const ids = kept.links.id === undefined ? undefined : ledger.get(kept.links.id);
    if (!ids) return [];
    return kept.links.statements.flatMap(({ id }, index): Problem[] => {
      if (id === undefined || ids.get(id) !== true) return [];
      const found = `${quoted(id)} was the id of a statement that is gone (see ${LEDGER_FILE})`;
      const right = `give another id, or remove the key and run ${FIX}`;
      return [{ ...placeOf(kept, 'statements', index, 'id'), found, right }];
    });
  });
}

/** Statements that have an id of which the ledger does not know. */
export function checkUnrecorded(meetings: readonly KeptMeeting[], ledger: Ledger): Problem[] {
  return meetings.flatMap((kept) => {
    const ids = ledger.get(kept.links.id ?? '');
    return kept.links.statements.flatMap(({ id }, index): Problem[] =>
      id === undefined || ids?.has(id)
        ? []
        : [
            {
              ...placeOf(kept, 'statements', index, 'id'),
              found: `the statement id ${quoted(id)} is not in ${LEDGER_FILE}`,
              right: `run ${FIX}`,
            },
          ],
    );
  });
}

/** Ids of the ledger whose statements are no longer there. */
export function checkRemoved(meetings: readonly KeptMeeting[], entries: readonly LedgerEntry[]): Problem[] {
  const now = new Map(meetings.map(({ links }) => [links.id, new Set(links.statements.map(({ id }) => id))]));
  return entries.flatMap(({ meeting, id, gone, line, column }): Problem[] => {
    if (gone || now.get(meeting)?.has(id)) return [];
    const found = now.has(meeting)
      ? `the statement ${quoted(id)} of ${meeting} is gone`
      : `the statement ${quoted(id)} is gone with its meeting ${meeting}`;
    const right = `put it back, or run ${FIX} to retire the id`;
    return [{ file: LEDGER_FILE, line, column, found, right }];
  });
}
