import { distance } from 'fastest-levenshtein';

/** Letters that Unicode does not take apart into a base and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Titles within names, which some spellings have and others leave out. */
const TITLES = new Set(
  'king queen emperor shah sultan emir pope prince crown grand duke duchess sheikh sheik lord dr archbishop haji dato seri'.split(
    ' ',
  ),
);

/**
 * What two spellings of a name must share to be taken for the same without a person's judgement: its words in lower-case ASCII, without
 * titles and initials. Words stay in their order.
 */
export function nameKey(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => LETTERS[letter] ?? letter)
    // An initial ends with a full stop; "V" in "Mohamed V" is a number and stays.
    .replace(/(?<![\p{L}])\p{L}\.\s?/gu, ' ')
    .replace(/['’‘`]/g, '');
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const known = words.filter((word) => !TITLES.has(word));
  return (known.length === 0 ? words : known).join(' ');
}

/**
 * Whether two different keys could be spellings of one name: the words of the shorter all stand, or nearly, among those of the longer.
 * This only raises the question; it never answers it.
 */
export function areAlike(a: string, b: string): boolean {
  const [short, long] = [a.split(' '), b.split(' ')].sort((x, y) => x.length - y.length);
  if (!short || !long) return false;
  if (distance(a.replaceAll(' ', ''), b.replaceAll(' ', '')) <= Math.floor(Math.min(a.length, b.length) / 6))
    return true;
  return short.every((word) => long.some((other) => areNear(word, other)));
}

const areNear = (a: string, b: string): boolean =>
  a === b || distance(a, b) <= Math.floor(Math.min(a.length, b.length) / 4);
