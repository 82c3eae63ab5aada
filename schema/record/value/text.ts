import type { Fault } from './fault.ts';
import { isVisible, strayInvisible } from './invisible.ts';

/** Why `value` cannot be text of at most `limit` characters, or undefined if it can. */
export function faultOfText(value: string, limit: number): Fault | undefined {
  if (value === '') return { found: 'empty text', right: WRITE };
  // Counting characters is slower, so it is done only for a text that is long in code units.
  if (value.length > limit) {
    const length = lengthOf(value, limit);
    if (length > limit) return { found: `a text of ${length} characters`, right: `use at most ${limit}` };
  }
  const trimmed = value.trim();
  if (trimmed === '') return { found: 'only whitespace', right: WRITE };
  if (trimmed.length !== value.length) return faultOfEnds(value);
  return (
    faultOfCharacters(value) ?? (isVisible(value) ? undefined : { found: 'nothing visible', right: WRITE })
  );
}

const WRITE = 'write something, or leave out the key if it is optional';

/** Why a character of `value` is not allowed where it is; the same for text and addresses. */
export function faultOfCharacters(value: string): Fault | undefined {
  const stray = strayInvisible(value);
  if (stray !== undefined) return faultOfInvisible(stray);
  return value.includes('\ufffd')
    ? { found: 'U+FFFD, which replaces a lost character', right: 'type the character again' }
    : undefined;
}

/**
 * Number of characters in `value`. A very long one is over the limit in any case, so it is not counted
 * exactly.
 */
function lengthOf(value: string, limit: number): number {
  return value.length > 2 * limit ? value.length : [...value].length;
}

function faultOfEnds(value: string): Fault {
  if (/[\r\n]\s*$/.test(value))
    return {
      found: 'a line break at the end of the text',
      right: 'begin the folded text with ">-" instead of ">" or "|"',
    };
  const where = value.trimStart() === value ? 'after' : 'before';
  return { found: `whitespace ${where} the text`, right: 'remove it' };
}

function faultOfInvisible(character: string): Fault {
  if (character === '\n' || character === '\r')
    return {
      found: 'a line break within the text',
      right: 'write it as one paragraph; ">-" folds its lines into one',
    };
  if (character === '\t') return { found: 'a tab within the text', right: 'use a space' };
  if (!character.isWellFormed())
    return { found: 'half of a character (an unpaired surrogate)', right: 'type the character again' };
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  if (/\p{Co}|\p{Cn}/u.test(character))
    return { found: `U+${code}, which is not a Unicode character`, right: 'type the character again' };
  return { found: `the invisible character U+${code}`, right: 'remove it' };
}
