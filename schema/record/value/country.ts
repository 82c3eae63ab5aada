import { iso31661 } from 'iso-3166';
import type { Fault } from './fault.ts';

const known = new Set(iso31661.map(({ alpha2 }) => alpha2));

/** All codes of ISO 3166-1, in their order. */
export const COUNTRIES = [...known].sort();

const byOther = new Map(
  iso31661.flatMap(
    ({ alpha2, alpha3, name }) =>
      [
        [alpha3, alpha2],
        [name.toUpperCase(), alpha2],
      ] as const,
  ),
);

/** Why `value` is not a two-letter code of ISO 3166-1, or undefined when it is. */
export function faultOfCountry(value: string): Fault | undefined {
  if (known.has(value)) return undefined;
  const found = `unknown country "${value}"`;
  const upper = value.toUpperCase();
  const code = known.has(upper) ? upper : byOther.get(upper);
  if (code !== undefined) return { found, right: `write "${code}"` };
  return { found, right: 'use the two capital letters of ISO 3166-1, like CN or TR' };
}
