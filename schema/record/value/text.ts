import type { Fault } from './fault.ts';

// Joiners (U+200C, U+200D) and direction marks are spelling in Persian, Hindi or Hebrew; these others only deceive or break lines.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

/** Why `value` cannot stand as text of at most `limit` characters, or undefined when it can. */
export function faultOfText(value: string, limit: number): Fault | undefined {
  if (value === '')
    return { found: 'empty text', right: 'write something; a key that is not required may be left out' };
  const trimmed = value.trim();
  if (trimmed === '')
    return {
      found: 'nothing but blanks',
      right: 'write something; a key that is not required may be left out',
    };
  if (trimmed.length !== value.length) return faultOfEnds(value);
  const unseen = UNSEEN.exec(value);
  if (unseen) return faultOfUnseen(unseen[0]);
  if (!value.isWellFormed())
    return { found: 'half of a character (an unpaired surrogate)', right: 'type the character again' };
  // Only a text that is long in code units is counted in characters, which costs more.
  if (value.length > limit && [...value].length > limit)
    return { found: `a text of ${[...value].length} characters`, right: `use at most ${limit}` };
  return undefined;
}

function faultOfEnds(value: string): Fault {
  if (/[\r\n]\s*$/.test(value))
    return {
      found: 'a line break at the end of the text',
      right: 'begin the folded text with ">-" instead of ">" or "|"',
    };
  const where = value.trimStart() === value ? 'after' : 'before';
  return { found: `blanks ${where} the text`, right: 'remove them' };
}

function faultOfUnseen(character: string): Fault {
  if (character === '\n' || character === '\r')
    return {
      found: 'a line break within the text',
      right: 'write it as one paragraph; ">-" folds its lines into one',
    };
  if (character === '\t') return { found: 'a tab within the text', right: 'use a space' };
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { found: `the invisible control character U+${code}`, right: 'remove it' };
}
