import { distance } from 'fastest-levenshtein';

/** Letters that Unicode does not decompose into a base and an accent. */
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

/** Titles within names, which some spellings include and others omit. */
const TITLES = new Set(
  'king queen emperor empress shah sultan emir amir pope prince princess crown grand duke duchess sheikh sheik lord lady sir dr mr archbishop cardinal haji dato seri'.split(
    ' ',
  ),
);

/**
 * What two spellings of a name must share to count as the same without a human decision: the words in
 * lower-case ASCII, without titles and initials, in the same order.
 */
export function nameKey(name: string): string {
  const held = keys.get(name);
  if (held !== undefined) return held;
  const key = keyOf(name);
  keys.set(name, key);
  return key;
}

/** Cached, because every name is compared with many others. */
const keys = new Map<string, string>();

function keyOf(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => LETTERS[letter] ?? letter)
    // An initial ends with a full stop; "V" in "Mohamed V" is a number and is kept.
    .replace(/(?<![\p{L}])\p{L}\.\s?/gu, ' ')
    .replace(/['’‘`]/g, '');
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const known = words.filter((word) => !TITLES.has(word));
  return (known.length === 0 ? words : known).join(' ');
}

/** Particles in names: together with only one other word they do not make a full name. */
const PARTICLES = new Set(
  'al el de la le les van von der den ben bin ibn da do dos das del di du san o mac st y e ul ud ur'.split(
    ' ',
  ),
);

/** Whether a key has more than a surname or a single name. */
export function isFullName(key: string): boolean {
  return key.split(' ').filter((word) => !PARTICLES.has(word)).length > 1;
}

/**
 * Whether two different keys could be spellings of one name: all words of the shorter occur, or nearly occur,
 * in the longer. This only raises the question; it never answers it.
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
