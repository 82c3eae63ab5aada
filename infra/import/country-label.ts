/**
 * A printed country as written in a sentence: `China, Republic of` → `the Republic of China`; the words
 * themselves are kept.
 */
export function inSentence(label: string): string {
  const turned = /^(.+), (.+ of|South)$/.exec(label);
  const words = turned ? `${turned[2]} ${turned[1]}` : label;
  return ARTICLE.test(words) && !/^the /i.test(words) ? `the ${words}` : words;
}

const ARTICLE =
  /Republic(?! Rhodesia)|Islands|^Union of|Federation|Emirates|Authority$|Organization|Union$|Nations$|Holy See|League$|Council$|Agency$|Antilles$|Government$|Association of|Kingdom|Netherlands|Philippines|Bahamas|Seychelles|Comoros|U\.S\.S\.R\./;
