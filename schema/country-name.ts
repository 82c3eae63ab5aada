import { iso31663 } from 'iso-3166';
import { LRUCache } from 'lru-cache';

/**
 * The name of a country in a language, from Unicode's CLDR; for a former country, the English name from ISO
 * 3166-3.
 */
export function countryName(code: string, language: string): string {
  if (code.length === 2) return regionsIn(language).of(code) ?? code;
  return iso31663.find(({ alpha4 }) => alpha4 === code)?.from.name ?? code;
}

/** Languages whose names are cached; each takes some 100 kB, and clients may ask for any language. */
const REMEMBERED = 20;

const known = new LRUCache<string, Intl.DisplayNames>({ max: REMEMBERED });

/** Created on first use, because ICU then reads its data. */
function regionsIn(language: string): Intl.DisplayNames {
  const names = known.get(language) ?? namesIn(language);
  known.set(language, names);
  return names;
}

/** English for a tag that BCP 47 allows but `Intl` does not, such as a private-use tag. */
function namesIn(language: string): Intl.DisplayNames {
  try {
    return new Intl.DisplayNames([language, 'en'], { type: 'region' });
  } catch {
    return new Intl.DisplayNames('en', { type: 'region' });
  }
}
