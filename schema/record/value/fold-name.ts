import { compareKeys } from './key-order.ts';
import { withShortMarkRuns } from './mark-runs.ts';
import { withPlainLetters } from './plain-letters.ts';

/**
 * Maximum length of a folded name in code points: a sort key may have 1,024 bytes, at most four per code
 * point.
 */
const LONGEST = 200;

/** Number of UTF-16 code units of a name that are read: more than the longest name of a record has. */
const LONGEST_INPUT = 1_000;

/**
 * Folds a name or label so that it is found as people type it; applied to both stored names and queries.
 * Case, accents, width, vowel points, apostrophes and the signs of romanized ayn and hamza are ignored, and
 * other punctuation counts as a space: `елка` finds Ёлка, `sao tome` finds São Tomé, `abd al aziz` finds ʿAbd
 * al-ʿAzīz. Vowel signs of scripts that spell with them are kept. A name that has only symbols folds to its
 * symbols, so that it has a place in lists by name.
 *
 * Built from normalization and Unicode properties, which are stable for existing characters, rather than
 * `Intl.Collator`: a collator compares two strings but gives no key that can be queried by prefix, and its
 * order differs between ICU versions, while a key stored by one Node is queried by another. The tests compare
 * this folding with the collator.
 *
 * @returns at most 200 code points; empty if `text` has nothing visible
 */
export function fold(text: string): string {
  const folded = foldText(text.slice(0, LONGEST_INPUT));
  return folded.length <= LONGEST ? folded : [...folded].slice(0, LONGEST).join('').trimEnd();
}

/** The same folding for a text of any length, in linear time. */
export function foldText(text: string): string {
  if (ASCII.test(text)) {
    const words = text
      .toLowerCase()
      .replace(/['"`]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
    return words === '' ? text.trim() : words;
  }
  const letters = decomposed(text.toWellFormed());
  const words = withPlainLetters(letters.replace(apostrophes(), '').replace(unspelledMarks(), ''))
    .replace(devanagariNasals(), '\u0902')
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA_TO_HIRAGANA))
    .replace(otherDigits(), (digit) => String(valueOfDigit(digit)))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .normalize('NFC');
  return words === '' ? symbolsOf(letters) || symbolsOf(text) : words;
}

/** The symbols of a text without letters and digits: everything but whitespace and invisible characters. */
function symbolsOf(text: string): string {
  return text
    .replace(/[\p{Z}\p{C}\p{DI}]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

// Patterns are created on use, because those with Unicode properties cost a cold start milliseconds, and most
// names are ASCII.
const ASCII = /^[ -\u007e]*$/;

function decomposed(text: string): string {
  // Spacing accents decompose into a space and a mark, which would split the word.
  const accented = text.replace(spacingAccents(), "'").replace(SPACING_VOICING, voicing);
  return withShortMarkRuns(accented.replace(unseen(), ''))
    .replace(HALF_WIDTH_HANGUL, composeHangul)
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(TATWEEL, '');
}

/** Accents that stand beside their letter, alone or made of several. */
const spacingAccents = () =>
  /[`¨¯´¸\u02d8-\u02dd\u037a\u0384\u0385\u1fbd\u1fbf-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed-\u1fef\u1ffd\u1ffe\ufc5e-\ufc63\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a\ufe7c\ufe7e][\u0300\u0301\u0342]*/g;

/** Kana voicing marks that follow their letter, as typed on some keyboards: か゛ is が. */
const SPACING_VOICING = /[\u309b\u309c]/g;
const voicing = (mark: string): string => (mark === '\u309b' ? '\u3099' : '\u309a');

/** Joiners, direction marks, soft hyphens, variation selectors. */
const unseen = () => /[\p{Cf}\p{VS}]/gu;

/** Stretches an Arabic word without being part of its spelling. */
const TATWEEL = '\u0640';

/**
 * Quotation marks within words; modifier letters of romanization such as ʿ ʾ ʻ ʼ; glottal stops; Hebrew
 * geresh and gershayim.
 */
const apostrophes = () => /['"`’‘‛‚“”„‟′″՚׳״ꞌʔʕ\u02b9-\u02d1\u02ec\u02ee]/gu;

/**
 * Marks that are optional in spelling: accents, harakat, nikud, nukta. Kana keep their voicing marks, and й
 * its breve.
 */
const unspelledMarks = () =>
  /(?<!и)\u0306|[[\p{M}&&[\p{sc=Inherited}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}]]--[\u0306\u3099\u309a]]|[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]/gv;

/**
 * A nasal consonant before a consonant of its own row, which Hindi also writes as anusvara: नरेन्द्र and
 * नरेंद्र.
 */
const devanagariNasals = () => /ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])/gu;

const KATAKANA = /[\u30a1-\u30f6]/gu;
const KATAKANA_TO_HIRAGANA = 0x60;

const otherDigits = () => /(?![0-9])\p{Nd}/gu;

/** The value of a decimal digit of any script; the ten digits are consecutive, starting with zero. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

const HALF_WIDTH_HANGUL = /[\uffa1-\uffdc]+/g;

/**
 * Half-width Hangul has a single form for consonants at the beginning and at the end of a syllable; NFKC
 * treats all of them as initial.
 */
function composeHangul(letters: string): string {
  return letters
    .normalize('NFKD')
    .replace(/(?<=[ᅡ-ᅵ])[ᄀ-ᄒ](?![ᅡ-ᅵ])/gu, (initial) => FINALS.get(initial) ?? initial)
    .normalize('NFC');
}

const FINALS = new Map(
  'ᄀᆨ ᄁᆩ ᄂᆫ ᄃᆮ ᄅᆯ ᄆᆷ ᄇᆸ ᄉᆺ ᄊᆻ ᄋᆼ ᄌᆽ ᄎᆾ ᄏᆿ ᄐᇀ ᄑᇁ ᄒᇂ'
    .split(' ')
    .map(([initial = '', final = '']) => [initial, final]),
);

/** The folded text starting at each of its words: `сергей лавров` is found by `серг` and by `лавр`. */
function wordStarts(folded: string): string[] {
  const starts: string[] = [];
  for (let at = 0; at !== -1 && at < folded.length; ) {
    starts.push(folded.slice(at));
    const blank = folded.indexOf(' ', at);
    at = blank === -1 ? -1 : blank + 1;
  }
  return starts;
}

interface FindableName {
  /** The folded text starting at a word. */
  readonly folded: string;
  /**
   * Number of code points shared with the previous one among all names of the same record. A prefix no longer
   * than that also matches the previous one, so this one must be skipped: each record appears only once in a
   * list.
   */
  readonly shared: number;
}

/** All names of one record in the forms found by prefix, sorted, without duplicates. */
export function findableNames(names: Iterable<string>): FindableName[] {
  const starts = new Set<string>();
  for (const name of names) for (const start of wordStarts(fold(name))) starts.add(start);
  const sorted = [...starts].sort(compareKeys);
  return sorted.map((folded, index) => ({ folded, shared: sharedPrefix(sorted[index - 1] ?? '', folded) }));
}

function sharedPrefix(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}
