/**
 * Letters that Unicode does not decompose, but for which people type another letter: because their keyboard
 * lacks it, because two languages encode one letter differently, or because its form depends on its place in
 * the word. Each line: the letter, and what it folds to.
 */
const LATIN = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ɖ: 'd',
  ɗ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  ɲ: 'n',
  þ: 'th',
  ŧ: 't',
  ə: 'e',
  ǝ: 'e',
  ɛ: 'e',
  ɔ: 'o',
  ɓ: 'b',
  ƒ: 'f',
  ƙ: 'k',
  ƴ: 'y',
  ĸ: 'k',
};
const GREEK = { ς: 'σ' };
const CYRILLIC = {
  ґ: 'г',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ұ: 'у',
  ү: 'у',
  ө: 'о',
  ә: 'а',
  һ: 'х',
  ҳ: 'х',
  ҷ: 'ч',
  җ: 'ж',
};
const HEBREW = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' };
const ARABIC = {
  '\u0671': 'ا', // alef wasla
  '\u0649': 'ي', // alef maksura
  '\u06cc': 'ي', // Farsi yeh
  '\u0629': 'ه', // teh marbuta
  '\u06c3': 'ه', // teh marbuta goal
  '\u06c1': 'ه', // heh goal
  '\u06be': 'ه', // heh doachashmee
  '\u06d5': 'ه', // ae
  '\u06a9': 'ك', // keheh
  '\u06aa': 'ك', // swash kaf
  '\u0674': 'ء', // high hamza
  '\u06ba': 'ن', // noon ghunna
};
const INDIC = {
  '\u0901': '\u0902', // Devanagari candrabindu, often typed as anusvara
  '\u0d7a': '\u0d23\u0d4d', // Malayalam chillu letters, also written as letter and virama
  '\u0d7b': '\u0d28\u0d4d',
  '\u0d7c': '\u0d30\u0d4d',
  '\u0d7d': '\u0d32\u0d4d',
  '\u0d7e': '\u0d33\u0d4d',
  '\u0d7f': '\u0d15\u0d4d',
};

const PLAIN = new Map<string, string>(
  [LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, INDIC].flatMap((letters) => Object.entries(letters)),
);
let letters: RegExp | undefined;

/** `text`, decomposed and in lower case, with those letters replaced. */
export function withPlainLetters(text: string): string {
  letters ??= new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'gu');
  return text.replace(letters, (letter) => PLAIN.get(letter) ?? letter);
}
