import { iso31661, iso31663 } from 'iso-3166';
import type { Fault } from './fault.ts';
import { quoted } from './printable.ts';

/**
 * Kosovo: ISO 3166-1 reserves this code for private use; the EU, the IMF and the Unicode CLDR use it for
 * Kosovo.
 */
const KOSOVO = 'XK';

const known = new Set([
  ...iso31661.map(({ alpha2 }) => alpha2),
  KOSOVO,
  ...iso31663.map(({ alpha4 }) => alpha4),
]);

/**
 * The codes of countries (two letters, ISO 3166-1 and XK) and of former countries (four letters, ISO 3166-3),
 * sorted.
 */
export const COUNTRIES = [...known].sort();

// Current countries come first: a name or code in both lists means the current country.
const byOther = new Map<string, string>();
for (const [code, ...others] of [
  ...iso31661.map(({ alpha2, alpha3, name }) => [alpha2, alpha3, name]),
  [KOSOVO, 'XKX', 'Kosovo'],
  ...iso31663.map(({ alpha4, from }) => [alpha4, from.alpha2, from.alpha3, from.name]),
])
  for (const other of others)
    if (code && other && !byOther.has(other.toUpperCase())) byOther.set(other.toUpperCase(), code);

/** Longer than any country name in ISO 3166. */
const LONGEST_NAME = 100;

/** Why `value` is not the code of a country, current or former; undefined if it is. */
export function faultOfCountry(value: string): Fault | undefined {
  if (known.has(value)) return undefined;
  const found = `unknown country ${quoted(value)}`;
  const upper = value.slice(0, LONGEST_NAME).toUpperCase();
  const code = known.has(upper) ? upper : byOther.get(upper);
  if (code !== undefined) return { found, right: `write "${code}"` };
  return {
    found,
    right: 'use two capital letters of ISO 3166-1, like CN or TR, or four of ISO 3166-3 for a former state',
  };
}
