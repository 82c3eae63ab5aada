import { compareKeys } from './key-order.ts';

/** Letters that carry no separable mark, as people type them without the right keyboard. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  þ: 'th',
  ŧ: 't',
  ə: 'a',
};

/** Longest folded name in code points: a sort key may have 1,024 bytes, four a code point at most. */
const LONGEST = 200;

/**
 * Folds a name or label for finding: case, accents, width and punctuation do not count, so that `елка` finds Ёлка,
 * `sao tome` finds São Tomé and `Turkiye` finds Türkiye. Applied to what is stored and to what is asked alike.
 */
export function fold(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{Mn}'’ʼ`´]/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .replace(/[ßæœøđðħıłŋþŧə]/gu, (letter) => PLAIN[letter] ?? letter)
    .trim();
  return [...folded].slice(0, LONGEST).join('');
}

/** The folded text from the start of each of its words on: `сергей лавров` is found by `серг` and by `лавр`. */
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
   * How many code points this one shares with the one before it among all names of the same record. A prefix no longer
   * than that finds the one before as well, so this one must stay silent: each record appears once in every list.
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
