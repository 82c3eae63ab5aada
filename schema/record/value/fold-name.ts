import { compareKeys } from './key-order.ts';
import { withShortMarkRuns } from './mark-runs.ts';
import { withPlainLetters } from './plain-letters.ts';

/** Longest folded name in code points: a sort key may have 1,024 bytes, four a code point at most. */
const LONGEST = 200;

/** UTF-16 code units of a name that are looked at: more than the longest name of a record has. */
const LONGEST_INPUT = 1_000;

/**
 * Folds a name or label for finding it as people type it; applied to what is stored and to what is asked.
 * Case, accents, width, vowel points, apostrophes and the signs of romanized ayn and hamza do not count,
 * other punctuation is a blank: `елка` finds Ёлка, `sao tome` finds São Tomé, `abd al aziz` finds ʿAbd
 * al-ʿAzīz. Vowel signs of scripts that spell with them stay. A name of nothing but symbols folds to its
 * symbols, so that it has a place in lists by name.
 *
 * Built from normalization and Unicode properties, which no version of Unicode changes for existing
 * characters, and not from `Intl.Collator`: that compares two strings but gives no key that a prefix of can
 * be asked for, and its order differs between versions of ICU, while a key stored by one Node is asked for by
 * another. The tests compare this folding with the collator.
 *
 * @returns at most 200 code points; empty when `text` holds nothing visible
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

/** What is left of a text without letters and digits: all but blanks and what nobody sees. */
function symbolsOf(text: string): string {
  return text
    .replace(/[\p{Z}\p{C}\p{DI}]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

// Patterns are made where they are used: those with Unicode properties cost a cold start milliseconds, and
// most names are ASCII.
const ASCII = /^[ -\u007e]*$/;

function decomposed(text: string): string {
  // Spacing accents decompose into a blank and a mark, and would split the word.
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

/** Voicing marks of kana that stand beside their letter, as some keyboards leave them: か゛ is が. */
const SPACING_VOICING = /[\u309b\u309c]/g;
const voicing = (mark: string): string => (mark === '\u309b' ? '\u3099' : '\u309a');

/** Joiners, direction marks, soft hyphens, variation selectors. */
const unseen = () => /[\p{Cf}\p{VS}]/gu;

/** Stretches a word of Arabic without belonging to it. */
const TATWEEL = '\u0640';

/**
 * Quotation marks within words; modifier letters of romanization such as ʿ ʾ ʻ ʼ; glottal stops; Hebrew
 * geresh and gershayim.
 */
const apostrophes = () => /['"`’‘‛‚“”„‟′″՚׳״ꞌʔʕ\u02b9-\u02d1\u02ec\u02ee]/gu;

/**
 * Marks that spelling does without: accents, harakat, nikud, nukta. Kana keep their voicing marks, и its
 * breve.
 */
const unspelledMarks = () =>
  /(?<!и)\u0306|[[\p{M}&&[\p{sc=Inherited}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}]]--[\u0306\u3099\u309a]]|[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]/gv;

/**
 * A nasal consonant before a consonant of its own row, which Hindi writes as anusvara as well: नरेन्द्र and
 * नरेंद्र.
 */
const devanagariNasals = () => /ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])/gu;

const KATAKANA = /[\u30a1-\u30f6]/gu;
const KATAKANA_TO_HIRAGANA = 0x60;

const otherDigits = () => /(?![0-9])\p{Nd}/gu;

/** The value of a decimal digit of any script: ten of them follow one another from zero on. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

const HALF_WIDTH_HANGUL = /[\uffa1-\uffdc]+/g;

/**
 * Half-width Hangul has one form for a consonant at the beginning and at the end of a syllable; NFKC takes
 * all for the former.
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

/**
 * The folded text from the start of each of its words on: `сергей лавров` is found by `серг` and by `лавр`.
 */
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
  /** The folded text from a word's start on. */
  readonly folded: string;
  /**
   * How many code points this one shares with the one before it among all names of the same record. A prefix
   * no longer than that finds the one before as well, so this one must stay silent: each record appears once
   * in every list.
   */
  readonly shared: number;
}

/** All names of one record as they are found by prefix, sorted, without repetition. */
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
