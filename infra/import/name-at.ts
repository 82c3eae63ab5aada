const PARTICLE =
  '(?:al|av|el|bin|ibn|bint|ben|abu|de|da|do|dos|das|del|della|der|den|di|du|la|le|van|von|zu|y|e|ul|ud|ur|of Abu Dhabi)';
const WORD =
  "(?:(?:d|O|al|as|el|ad|an|ash|at|ar|az|de|Al|El|D|L|M|N|Ma|As|Sa|Ra)['’`–-])*\\p{Lu}[\\p{L}\\p{M}'’`.-]*|[IVX]+|(?:al|el|as|ad|an|ash|at|ar|az)[ -]?[–-] ?\\p{Lu}[\\p{L}'’-]+|\\d(?:st|nd|rd|d|th)";
const NAME = new RegExp(`^(?:${PARTICLE} )*(?:${WORD})(?:(?: ${PARTICLE})* (?:${WORD}))*`, 'u');
/** Capitalized words that end a name, because they begin something else. */
export const NO_NAME =
  /^(?:January|February|March|April|June|July|August|September|October|November|December|Foreign|Prime|President|Defense|The|Attended|Addressed|Also|Accompanied|Visited|Signed|Discussed|Met|In|At|On|Sunday|Monday|U\.S|NATO|Minister|Secretary|Deputy|Special|Vice|Acting|Chancellor|Premier)\b/;

/** A person's name at the beginning of a text; empty if there is none. */
export function nameAt(text: string): string {
  const words = NAME.exec(text)?.[0] ?? '';
  if (words === '') return '';
  const kept: string[] = [];
  for (const word of words.split(' ')) {
    if (NO_NAME.test(word) || (word === 'May' && /\bMay \d/.test(text))) break;
    kept.push(word);
    // A full stop ends the name, except after an initial or an abbreviation.
    if (/\p{L}{3,}\.$/u.test(word)) break;
  }
  const name = kept.join(' ');
  // "Ferdinand Marcos, Jr."
  const junior = name === words ? (/^, [JS]r\b\.?/.exec(text.slice(words.length))?.[0] ?? '') : '';
  return junior === ''
    ? name.replace(/[.,]+$/, (mark) => (/(?:\b[A-Z]|Jr|Sr)\.$/.test(name) ? mark : ''))
    : name + junior;
}
