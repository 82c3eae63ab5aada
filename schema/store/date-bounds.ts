import type { EventDate } from '../record/corpus.ts';
import { parseEdtf } from '../record/value/edtf.ts';
import { HIGHEST, type List } from './keys.ts';

/** The days that a stored date covers; the content was checked when it was compiled. */
export function spanOf(edtf: string): EventDate {
  const parsed = parseEdtf(edtf);
  if (!parsed.ok) throw new Error(`a stored date is malformed: ${edtf}`);
  return parsed.value;
}

/** An inclusive range of days, `YYYY-MM-DD`; either end may be open. */
export interface Days {
  readonly from?: string;
  readonly to?: string;
}

export interface Bounds {
  readonly low?: string;
  readonly high?: string;
}

const DAY = 86_400_000;

/**
 * Between which positions of a list by date the meetings lie whose interval overlaps `days`, when none of the list is
 * longer than `longest` days beyond its first.
 */
export function boundsOf(days: Days, longest: number): Bounds {
  return {
    ...(days.from === undefined ? {} : { low: earlier(days.from, longest) }),
    ...(days.to === undefined ? {} : { high: `${days.to}#${HIGHEST}` }),
  };
}

/** Whether the bounds let through what ended before the range begins, so that each entry must be looked at. */
export const needsLook = (days: Days, longest: number): boolean => days.from !== undefined && longest > 0;

export const overlaps = (edtf: string, days: Days): boolean => {
  const { start, end } = spanOf(edtf);
  return (days.from === undefined || end >= days.from) && (days.to === undefined || start <= days.to);
};

function earlier(day: string, by: number): string {
  // The calendar begins with 0001-01-01, before which nothing is stored.
  const time = Math.max(Date.parse(day) - by * DAY, Date.parse('0001-01-01'));
  return new Date(time).toISOString().slice(0, 10);
}

/** The list with the fewest entries among those that hold every answer. */
export interface Candidate {
  readonly list: List;
  readonly n: number;
}
export const narrowest = <C extends Candidate>(candidates: readonly C[]): C | undefined =>
  candidates.reduce<C | undefined>((best, each) => (best && best.n <= each.n ? best : each), undefined);
