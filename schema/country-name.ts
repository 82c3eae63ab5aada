import { iso31663 } from 'iso-3166';
import { LRUCache } from 'lru-cache';

/**
 * The name of a country in a language, as Unicode's CLDR has it; of a former one the English name of ISO
 * 3166-3.
 */
export function countryName(code: string, language: string): string {
  if (code.length === 2) return regionsIn(language).of(code) ?? code;
  return iso31663.find(({ alpha4 }) => alpha4 === code)?.from.name ?? code;
}

/** Languages whose names are remembered; each takes some 100 kB, and any client may ask for any language. */
const REMEMBERED = 20;

const known = new LRUCache<string, Intl.DisplayNames>({ max: REMEMBERED });

/** Made when first asked for: ICU then reads its data. */
function regionsIn(language: string): Intl.DisplayNames {
  const names = known.get(language) ?? namesIn(language);
  known.set(language, names);
  return names;
}

/** English for a tag that BCP 47 allows and `Intl` does not, such as one for private use. */
function namesIn(language: string): Intl.DisplayNames {
  try {
    return new Intl.DisplayNames([language, 'en'], { type: 'region' });
  } catch {
    return new Intl.DisplayNames('en', { type: 'region' });
  }
}
