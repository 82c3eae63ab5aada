import type { EventDate } from '../record/corpus.ts';
import { parseEdtf } from '../record/value/edtf.ts';
import { HIGHEST } from './keys.ts';

/** The days that a stored date covers; it was validated when the content was compiled. */
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

/** The upper bound of a list by date that excludes everything that begins after the range. */
export const boundsOf = ({ to }: Days): Bounds => (to === undefined ? {} : { high: `${to}#${HIGHEST}` });

export const overlaps = (edtf: string, days: Days): boolean => {
  const { start, end } = spanOf(edtf);
  return (days.from === undefined || end >= days.from) && (days.to === undefined || start <= days.to);
};
