import { URL_LIMIT } from '../limits.ts';
import type { Fault } from './fault.ts';

const HTTP = /^https?:\/\/[^\s/\\][^\s\\]*$/;

/** Why `value` is not a web address, or undefined when it is. */
export function faultOfUrl(value: string): Fault | undefined {
  if (value.length > URL_LIMIT)
    return { found: `an address of ${value.length} characters`, right: `use at most ${URL_LIMIT}` };
  if (HTTP.test(value) && value.isWellFormed() && URL.canParse(value)) return undefined;
  return {
    found: `"${value}" is not a web address`,
    right: 'write it in full, beginning with https:// or http://',
  };
}
