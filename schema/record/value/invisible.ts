/**
 * Characters that show nothing by themselves, and where they belong. The same rule holds for texts and
 * addresses, and for printing what was written. Patterns are made when they are used: those with Unicode
 * properties cost a cold start milliseconds.
 */

/** The first invisible character of `text` that is not part of its spelling, or undefined. */
export function strayInvisible(text: string): string | undefined {
  if (isPlain(text) || !/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u.test(text)) return undefined;
  const rest = withoutSpelled(withoutEmoji(text));
  // Marks of direction stand at the ends of words, in text of a script that runs from right to left.
  const isRightToLeft = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}]/u.test(rest);
  const bare = isRightToLeft
    ? rest.replace(
        /(?<![\p{L}\p{M}\p{N}])[\u200e\u200f\u061c]|[\u200e\u200f\u061c](?![\p{L}\p{M}\p{N}])/gu,
        '',
      )
    : rest;
  return /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u.exec(bare)?.[0];
}

/**
 * Whether anything of `text` can be seen: a letter, digit, punctuation mark or symbol. Blank Braille shows no
 * dot.
 */
export function isVisible(text: string): boolean {
  return /[!-~]/.test(text) || /(?![\u2800\p{DI}])[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/**
 * `text` with every invisible character shown as `\\uXXXX`, so that quoted content can neither break nor
 * repaint a terminal.
 */
export function shown(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/**
 * Emoji, of which joiners, variation selectors and tags are parts: sequences of pictographs, and Unicode's
 * own list.
 */
function withoutEmoji(text: string): string {
  return text.replace(
    /\p{ExtPict}[\ufe0f\p{EMod}]?(?:\u200d\p{ExtPict}[\ufe0f\p{EMod}]?)+|\p{RGI_Emoji}[\ufe0e\ufe0f]?|\p{Emoji}[\ufe0e\ufe0f]/gv,
    ' ',
  );
}

const JOINING =
  'Arab Syrc Mand Nkoo Mong Phag Adlm Rohg Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt';
const WITHOUT_BLANKS = 'Thai Laoo Khmr Mymr Tibt';

let spelled: RegExp | undefined;

/**
 * Removes what belongs to a spelling, behind a letter or mark of its script: joiners, which Persian and
 * Malayalam have at the end of words as well; breaks between words where no blank is written; variation
 * selectors of Han and Mongolian.
 */
function withoutSpelled(text: string): string {
  const joining = classOf(JOINING);
  const unspaced = classOf(WITHOUT_BLANKS);
  spelled ??= new RegExp(
    [
      `(?<=${joining})[\\u200c\\u200d]`,
      `(?<=${unspaced})\\u200b(?=${unspaced})`,
      '(?<=\\p{sc=Han})[\\u{e0100}-\\u{e01ef}\\ufe00-\\ufe0f]',
      '(?<=\\p{sc=Mong})[\\u180b-\\u180f]',
    ].join('|'),
    'gu',
  );
  return text.replace(spelled, '');
}

function classOf(scripts: string): string {
  return `[${scripts
    .split(' ')
    .map((script) => `\\p{sc=${script}}`)
    .join('')}]`;
}
