import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../schema/record/value/fold-name.ts';
import { printable } from '../../schema/record/value/printable.ts';
import { faultOfText } from '../../schema/record/value/text.ts';
import { faultOfUrl } from '../../schema/record/value/url.ts';

const found = (text: string) => faultOfText(text, 100)?.found;

describe('a text', () => {
  test.each([
    ['Persian with a joiner', 'می\u200cخواهم'],
    ['Persian that ends with a joiner', 'ه\u200d.ش'],
    ['Hindi with a joiner', 'क्\u200dष'],
    ['Malayalam that ends with a joiner', 'അവന്\u200d'],
    ['Sinhala with a joiner', 'ශ්\u200dරී'],
    ['Khmer with breaks between words', 'ភាសា\u200bខ្មែរ'],
    ['Thai with breaks between words', 'ภาษา\u200bไทย'],
    ['Mongolian with a variation selector', 'ᠮ\u180bᠣ'],
    ['Japanese with a variation selector', '葛\u{e0100}飾'],
    ['Hebrew with a mark of direction before punctuation', 'שלום\u200f!'],
    ['Arabic after a mark of direction', '\u061cعربي'],
    ['a family of emoji', '👨‍👩‍👧‍👦 reunited'],
    ['a profession', '👩🏽‍🚀'],
    ['a flag of a country, one of a region, one of a movement', '🇫🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏳️‍🌈'],
    ['a heart with its selector', '❤️'],
    ['a heart on fire without its selector', '❤\u200d🔥'],
    ['an emoji with a selector that it does not need', '☕\ufe0f'],
    ['a symbol shown as text', '☎\ufe0e'],
    ['a keycap', '1️⃣'],
    ['an ideographic space', '岸田　文雄'],
    ['decomposed letters', 'e\u0301'],
    ['punctuation alone', '!!!'],
  ])('may have %s', (_, text) => expect(found(text)).toBeUndefined());

  test.each([
    ['a zero-width space', 'a\u200bb', 'U+200B'],
    ['a joiner between Latin letters', 'pay\u200dpal', 'U+200D'],
    ['two joiners in a row', 'می\u200c\u200cخواهم', 'U+200C'],
    ['a joiner between Han', '中\u200d国', 'U+200D'],
    ['a joiner before the text', '\u200cمی', 'U+200C'],
    ['a selector on a Latin letter', 'a\ufe0fb', 'U+FE0F'],
    ['a word joiner', 'a\u2060b', 'U+2060'],
    ['a soft hyphen', 'a\u00adb', 'U+00AD'],
    ['a grapheme joiner', 'a\u034fb', 'U+034F'],
    ['a Hangul filler', '\u3164', 'U+3164'],
    ['a half-width Hangul filler', 'a\uffa0', 'U+FFA0'],
    ['an invisible operator', 'f\u2061(x)', 'U+2061'],
    ['a tag outside a flag', 'a\u{e0041}', 'U+E0041'],
    ['an embedding', 'a\u202ab', 'U+202A'],
    ['an isolate', 'a\u2066b\u2069', 'U+2066'],
    ['an override', 'a\u202eb', 'U+202E'],
    ['a mark of direction among Latin letters', 'a\u200e b', 'U+200E'],
    ['a mark of direction within a word', 'של\u200fום', 'U+200F'],
    ['a line separator', 'a\u2028b', 'U+2028'],
    ['a byte order mark', 'a\ufeffb', 'U+FEFF'],
    ['a private character', 'a\ue000', 'U+E000'],
    ['a code point without a character', 'a\uffff', 'U+FFFF'],
    ['a lost character', 'a\ufffdb', 'U+FFFD'],
    ['an accent without a letter', '\u0301', 'nothing visible'],
    ['blank Braille', '\u2800', 'nothing visible'],
  ])('may not have %s', (_, text, fault) => {
    expect(found(text)).toContain(fault);
    if (fault.startsWith('U+')) expect(faultOfUrl(`https://example.org/${text}`)?.found).toContain(fault);
  });

  test('that is allowed has a place in lists by name', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: fc.constantFrom('\u0640', "'", '\u0301', '\u02bf', '\ufdfa', '⠀', '🕊') }),
        ),
        (text) => {
          if (faultOfText(text, 100) === undefined) expect(fold(text)).not.toBe('');
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('a printed sentence', () => {
  test('shows on one line whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const sentence = printable(text);
        expect(sentence).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u);
        expect(sentence.length).toBeLessThan(400 * 10);
      }),
    );
    expect(printable('a\u001b[31mb\u202ec')).toBe('a\\u001b[31mb\\u202ec');
  });
});
