import { URL_LIMIT } from '../limits.ts';
import type { Fault } from './fault.ts';
import { quoted } from './printable.ts';
import { faultOfCharacters } from './text.ts';

const HTTP = /^https?:\/\/[^\s/\\][^\s\\]*$/;

/** Why `value` is not a web address, or undefined if it is. */
export function faultOfUrl(value: string): Fault | undefined {
  if (value.length > URL_LIMIT)
    return { found: `an address of ${value.length} characters`, right: `use at most ${URL_LIMIT}` };
  const fault = faultOfCharacters(value);
  if (fault) return fault;
  if (HTTP.test(value) && URL.canParse(value)) return undefined;
  return {
    found: `${quoted(value)} is not a web address`,
    right: 'write it in full, beginning with https:// or http://',
  };
}
