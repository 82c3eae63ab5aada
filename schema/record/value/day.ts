import { faultOfCalendar } from './calendar.ts';
import type { Fault } from './fault.ts';
import { quoted } from './printable.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Why `value` is not one full calendar day `YYYY-MM-DD`, or undefined if it is. */
export function faultOfDay(value: string): Fault | undefined {
  const match = DAY.exec(value);
  if (!match)
    return { found: `malformed date ${quoted(value)}`, right: 'write the full day, like 2022-03-30' };
  const right = faultOfCalendar(Number(match[1]), Number(match[2]), Number(match[3]));
  return right === undefined ? undefined : { found: `impossible date ${quoted(value)}`, right };
}
