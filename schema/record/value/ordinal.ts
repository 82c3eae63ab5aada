import { ORDINAL_LIMIT } from '../limits.ts';
import type { Fault } from './fault.ts';

/** Why `value` cannot be a number in a series, or undefined if it can. */
export function faultOfOrdinal(value: number): Fault | undefined {
  if (Number.isInteger(value) && value >= 1 && value <= ORDINAL_LIMIT) return undefined;
  return { found: `the number ${value}`, right: `write a whole number from 1 to ${ORDINAL_LIMIT}` };
}
