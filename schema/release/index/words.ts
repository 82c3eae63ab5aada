import { foldText } from '../../record/value/fold-name.ts';

/**
 * A unit into which text is split for searching: a word, or a single character in Chinese, Japanese and
 * Korean, which are written with few or no spaces.
 */
export interface Unit {
  /** Folded. */
  readonly text: string;
  /** Whether it is a character of a script that is searched by character. */
  readonly isCharacter: boolean;
  /** Whether it is a character right after another one. */
  readonly isJoined: boolean;
}

/** The units of a text, in order. */
export function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  for (const word of wordsOf(text)) {
    if (!mayHoldCharacters(word)) {
      units.push({ text: word, isCharacter: false, isJoined: false });
      continue;
    }
    let letters = '';
    let isJoined = false;
    const flush = () => {
      if (letters !== '') units.push({ text: letters, isCharacter: false, isJoined: false });
      letters = '';
    };
    // Folding decomposes Korean syllables.
    for (const character of word.normalize('NFC')) {
      if (isSearchedByCharacter(character)) {
        flush();
        units.push({ text: character, isCharacter: true, isJoined });
        isJoined = true;
      } else {
        letters += character;
        isJoined = false;
      }
    }
    flush();
  }
  return units;
}

/**
 * Calls `emit` with each term of a text, in order. A word is a term; a character forms a term together with
 * the next one in its run, or alone at the end of the run.
 */
export function eachTerm(text: string, emit: (term: string) => void): void {
  if (isAscii(text)) {
    eachAsciiWord(text.toLowerCase(), emit);
    return;
  }
  const folded = foldText(text);
  if (!mayHoldCharacters(folded)) {
    if (folded !== '') folded.split(' ').forEach(emit);
    return;
  }
  const units = unitsOf(text);
  units.forEach((unit, index) => {
    const next = units[index + 1];
    emit(next?.isJoined ? unit.text + next.text : unit.text);
  });
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7e) return false;
  return true;
}

/** The folded words of an ASCII text, in a quarter of the time. */
function eachAsciiWord(text: string, emit: (word: string) => void): void {
  let word = '';
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : BLANK;
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) {
      if (start === -1) start = index;
      continue;
    }
    if (start !== -1) {
      word += text.slice(start, index);
      start = -1;
    }
    // An apostrophe or quotation mark is inside a word, or around it.
    if (code === 0x27 || code === 0x22 || code === 0x60) continue;
    if (word !== '') emit(word);
    word = '';
  }
}

const BLANK = 0x20;

function wordsOf(text: string): string[] {
  const folded = foldText(text);
  return folded === '' ? [] : folded.split(' ');
}

/** No text below the first Korean letter is searched by character. */
function mayHoldCharacters(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) >= 0x1100) return true;
  return false;
}

/** Blocks of Han, Kana, Hangul and Bopomofo, first and last code point. */
const BLOCKS: readonly (readonly [number, number])[] = [
  [0x1100, 0x11ff],
  [0x2e80, 0x2fdf],
  [0x3005, 0x3007],
  [0x3040, 0x31bf],
  [0x31f0, 0x31ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa960, 0xa97f],
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff],
  [0x1b000, 0x1b16f],
  [0x20000, 0x3ffff],
];

function isSearchedByCharacter(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return BLOCKS.some(([first, last]) => point >= first && point <= last);
}
