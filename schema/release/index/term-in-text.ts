import type { Term } from './query.ts';
import type { Unit } from './words.ts';

/** Whether a text with these units contains a term starting at unit `at`. */
export function fitsAt(units: readonly Unit[], at: number, { units: wanted, isPrefix }: Term): boolean {
  return wanted.every((unit, offset) =>
    fits(units[at + offset], unit, isPrefix && offset === wanted.length - 1),
  );
}

export const fitsAnywhere = (units: readonly Unit[], term: Term): boolean =>
  units.some((_, at) => fitsAt(units, at, term));

function fits(found: Unit | undefined, wanted: Unit, isPrefix: boolean): boolean {
  if (!found || found.isCharacter !== wanted.isCharacter || (wanted.isJoined && !found.isJoined))
    return false;
  return isPrefix ? found.text.startsWith(wanted.text) : found.text === wanted.text;
}
