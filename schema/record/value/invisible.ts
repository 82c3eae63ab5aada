/**
 * Invisible characters, and where they are legitimate. The same rule applies to texts, to addresses, and to
 * printing quoted content. Patterns are created on use, because those with Unicode properties cost a cold
 * start milliseconds.
 */

/** The first invisible character of `text` that is not part of its spelling, or undefined. */
export function strayInvisible(text: string): string | undefined {
  if (isPlain(text) || !/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u.test(text)) return undefined;
  const rest = withoutSpelled(withoutEmoji(text));
  // Direction marks are used at the ends of words, in text of a right-to-left script.
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
 * Whether anything in `text` is visible: a letter, digit, punctuation mark or symbol. The blank Braille
 * pattern has no dots.
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
 * Removes emoji, which contain joiners, variation selectors and tags: sequences of pictographs, and Unicode's
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
 * Removes invisible characters that belong to the spelling and follow a letter or mark of their script:
 * joiners, which Persian and Malayalam also use at the end of words; word breaks in scripts without spaces;
 * variation selectors of Han and Mongolian.
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
