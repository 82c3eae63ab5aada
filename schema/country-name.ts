import { iso31663 } from 'iso-3166';

/** The name of a country in a language, as Unicode's CLDR has it; of a former one the English name of ISO 3166-3. */
export function countryName(code: string, language: string): string {
  if (code.length === 2) return regionsIn(language).of(code) ?? code;
  return iso31663.find(({ alpha4 }) => alpha4 === code)?.from.name ?? code;
}

const known = new Map<string, Intl.DisplayNames>();

/** Made when first asked for: ICU then reads its data. */
function regionsIn(language: string): Intl.DisplayNames {
  const names = known.get(language) ?? new Intl.DisplayNames([language, 'en'], { type: 'region' });
  known.set(language, names);
  return names;
}
