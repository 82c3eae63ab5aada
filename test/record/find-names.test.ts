import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findableNames, fold, foldText } from '../../schema/record/value/fold-name.ts';
import { compareKeys } from '../../schema/record/value/key-order.ts';

const finds = (typed: string, name: string): boolean =>
  fold(typed) !== '' && findableNames([name]).some(({ folded }) => folded.startsWith(fold(typed)));

/** Script, name, what finds it, what does not. */
const NAMES: readonly [script: string, name: string, found: readonly string[], missed: readonly string[]][] =
  [
    ['Latin', 'São Tomé and Príncipe', ['sao tome', 'SÃO', 'principe', 'and P'], ['so tome', 'ome']],
    ['Latin', 'Lech Wałęsa', ['walesa', 'WAŁĘSA', 'Wałęsa'], ['waesa']],
    ['Latin', 'Lars Løkke Rasmussen', ['lokke', 'løkke'], ['lkke']],
    ['Latin', 'Straße', ['strasse', 'STRASSE', 'STRAẞE'], ['strase']],
    ['Latin', 'Guðni Þ. Jóhannesson', ['gudni', 'th', 'Johannesson'], ['gu ni']],
    ['Latin', 'Nguyễn Phú Trọng', ['nguyen', 'trong', 'NGUYỄN'], ['nguyn']],
    ['Latin', 'Guinea-Bissau', ['guinea bissau', 'bissau', 'Guinea‑B'], ['guineabissau']],
    ['Latin', 'U.N. Habitat', ['u n', 'U.N', 'habitat'], ['habtat']],
    ['Turkish', 'İstanbul Iğdır', ['istanbul', 'ISTANBUL', 'ıstanbul', 'igdir', 'IĞDIR'], ['stanbul']],
    ['Azerbaijani', 'İlham Əliyev', ['eliyev', 'ilham', 'əliyev'], ['liyev']],
    ['romanized Arabic', 'ʿAbd al-ʿAzīz', ['Abd', 'abd al aziz', "'Abd", '‘Abd', 'Aziz'], ['bd']],
    ['romanized Arabic', 'Ṣanʿāʾ', ['sana', 'Sanʼa', "San'a'"], ['san a']],
    [
      'apostrophes',
      'Oʻzbekiston',
      ['ozbek', "o'zbek", 'o’zbek', 'o‘zbek', 'oʼzbek', 'o`zbek', 'o´zbek', 'oʿzbek', 'oʾzbek', 'o＇zbek'],
      ['o zbek', 'zbek'],
    ],
    ['apostrophes', "Côte d'Ivoire", ['cote d’ivoire', 'COTE DIVOIRE'], ['ivoire']],
    ['width', 'ＡＳＥＡＮ＋３', ['asean', 'ASEAN+3', '3'], ['asean3']],
    ['ligatures', 'ﬁnland ĳssel', ['finland', 'ijssel'], ['fnland']],
    [
      'Greek',
      'Κυριάκος Μητσοτάκης',
      ['ΜΗΤΣ', 'μητσ', 'ΜΗΤΣΟ', 'κυριακος', 'ΚΥΡΙΆΚΟΣ', 'Μητσοτάκησ'],
      ['ητσ'],
    ],
    ['Cyrillic', 'Ёлка', ['елка', 'ЁЛКА', 'ёлк'], ['йолка']],
    ['Cyrillic', 'Сергей Иванов', ['сергей', 'Серге\u0438\u0306', 'ИВАНОВ'], ['сергеи']],
    ['Ukrainian', "Лук'янов Євген", ['лукянов', 'лук’янов', 'євген'], ['лук янов']],
    ['Kazakh', 'Қасым-Жомарт Тоқаев', ['касым жомарт', 'токаев', 'ТОҚАЕВ'], ['оқаев']],
    ['Armenian', 'Նիկոլ Փաշինյան', ['փաշինյան', 'ՓԱՇԻՆՅԱՆ'], ['աշինյան']],
    ['Georgian', 'მიხეილ სააკაშვილი', ['სააკ', 'ᲡᲐᲐᲙ'], ['ააკ']],
    ['Hebrew', 'בִּנְיָמִין נתניהו', ['בנימין', 'בנימינ', 'נתניהו'], ['בניומין']],
    ['Hebrew', 'צה״ל', ['צהל', 'צה"ל'], ['צה ל']],
    ['Arabic', 'مُحَمَّد', ['محمد', 'محـمـد'], ['محد']],
    ['Arabic', 'أحمد الأسد', ['احمد', 'إحمد', 'آحمد', 'ٱحمد', 'الاسد'], ['حمد']],
    ['Arabic', 'مصطفى', ['مصطفي', 'مصطفی'], ['مصطف ى']],
    ['Arabic', 'فاطمة', ['فاطمه', 'فاطمة'], ['فاطمت']],
    ['Persian', 'علی‌رضا کاظمی', ['علیرضا', 'علي\u200cرضا', 'كاظمي', 'كاظمی'], ['عل رضا']],
    ['Urdu', 'عمران خاں', ['خان', 'عمران'], ['خا ن']],
    ['Hindi', 'नरेन्द्र मोदी', ['नरेन्द्र', 'नरेंद्र', 'मोदी', 'नरे'], ['नरनदर', 'नरन', 'मदी', 'मोदि']],
    ['Hindi', 'फ़िरोज़', ['फिरोज', 'फ़िरोज़'], ['फरज']],
    ['Bengali', 'শেখ হাসিনা', ['শেখ', 'হাসিনা', 'হাসি'], ['শখ', 'হসন']],
    ['Tamil', 'ஜெய்சங்கர்', ['ஜெய்', 'ஜெய்சங்கர்'], ['ஜய', 'ஜெயசஙகர']],
    ['Malayalam', 'പിണറായി വിജയൻ', ['വിജയന്\u200d', 'വിജയൻ', 'പിണ'], ['വജയൻ']],
    ['Thai', 'ประยุทธ์ จันทร์โอชา', ['ประยุทธ์', 'จันทร์', 'ประยุ'], ['ประยทธ', 'จนทร']],
    ['Thai', 'อำนาจ', ['อํานาจ', 'อำ'], ['อานาจ']],
    ['Burmese', 'အောင်ဆန်းစုကြည်', ['အောင်ဆန်း', 'အောင်'], ['အငဆန']],
    ['Khmer', 'ហ៊ុន សែន', ['ហ៊ុន', 'សែន'], ['ហន', 'សន']],
    ['Chinese', '王毅', ['王', '王毅'], ['毅']],
    ['Chinese', '弗拉基米尔·普京', ['普京', '弗拉基米尔 普京', '弗拉'], ['京']],
    ['Japanese', 'プーチン', ['ﾌﾟｰﾁﾝ', 'ぷーちん', 'プー'], ['フーチン']],
    ['Japanese', '岸田　文雄', ['文雄', '岸田 文雄'], ['田']],
    ['Korean', '김정은', ['김', '김정은', '김정', '\u1100\u1175\u11b7'], ['정은', '감']],
    ['Korean', '각하', ['ﾡￂﾡ', '각하'], ['강하']],
    ['digits', '٣٤ ३', ['34', '3', '۳۴'], ['4']],
    ['symbols', '!!!', ['!!!', '!', '！'], ['?']],
    ['symbols', '…', ['…', '...', '.'], ['!']],
    ['symbols', '🕊️', ['🕊', '🕊️'], ['🎉']],
    ['symbols', '👩‍🚀', ['👩‍🚀', '👩'], ['🚀']],
  ];

describe('a name is found as people type it', () => {
  test.each(NAMES.flatMap(([script, name, found]) => found.map((typed) => [script, name, typed])))(
    '%s: %s by %s',
    (_, name, typed) => expect(finds(typed, name)).toBe(true),
  );

  test.each(NAMES.flatMap(([script, name, , missed]) => missed.map((typed) => [script, name, typed])))(
    '%s: %s not by %s',
    (_, name, typed) => expect(finds(typed, name)).toBe(false),
  );

  test('letters that are the same in the Unicode collation fold alike', () => {
    const { compare } = new Intl.Collator('und', { sensitivity: 'base' });
    // Scripts in modern use; letters of medieval manuscripts and of phonetics lie beyond these ranges.
    const ranges = [
      '\u0041-\u024f\u1e00-\u1eff',
      '\u037b-\u03ff\u1f00-\u1fff',
      '\u0400-\u052f',
      '\u0531-\u0587',
    ];
    ranges.push('\u10a0-\u10ff\u1c90-\u1cbf', '\u05d0-\u05ea\ufb1d-\ufb4f', '\u0620-\u064a\u066e-\u06d5');
    ranges.push('\u0904-\u0939\u0958-\u0961', '\u0985-\u09b9\u09dc-\u09e1', '\u0e01-\u0e30', '\u3131-\u318e');
    for (const range of ranges) {
      const inRange = new RegExp(`^(?=\\p{L})[${range}]$`, 'u');
      const letters = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code));
      const sorted = letters.filter((letter) => inRange.test(letter)).sort(compare);
      const apart = sorted.flatMap((letter, at) => {
        const before = sorted[at - 1];
        return before && compare(before, letter) === 0 && fold(before) !== fold(letter)
          ? [before + letter]
          : [];
      });
      expect(sorted.length).toBeGreaterThan(40);
      expect(apart).toEqual([]);
    }
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...new Set(NAMES.flatMap(([, name, found]) => [...name, ...found.join('')]))),
  }),
);

describe('folding', () => {
  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('both normal forms of every character fold alike, alone and within a word', () => {
    const apart: string[] = [];
    for (let code = 0; code < 0x110000; code += 1) {
      const letter = String.fromCodePoint(code);
      if (letter.normalize('NFD') === letter) continue;
      for (const word of [letter, `0${letter}0`, `か${letter}\u0301か`])
        if (fold(word.normalize('NFD')) !== fold(word.normalize('NFC'))) apart.push(word);
    }
    expect(apart).toEqual([]);
  });

  test('a spacing accent does not split the word', () => {
    const spacing = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
      (letter) =>
        /^ \p{M}+$/u.test(letter.normalize('NFKD')) &&
        // Lines above and below a text are no accents.
        !/[\u2017\u203e\ufe49-\ufe4c\uffe3]/.test(letter),
    );
    expect(spacing.length).toBeGreaterThan(40);
    for (const accent of spacing) {
      expect(fold(`は${accent}さき`), accent).toMatch(/^[はばぱ]さき$/);
      expect(fold(`café${accent}s`), accent).toMatch(/^cafe[\u3099\u309a]?s$/);
    }
    expect(fold('か゛さき')).toBe(fold('がさき'));
    expect(fold('は゜り')).toBe(fold('ぱり'));
  });

  test('both normal forms of a text fold alike', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
      { numRuns: 2000 },
    );
  });

  test('a text keeps its visible letters, or else all its symbols', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) expect(fold(text)).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['combining marks', 'a\u0301\u0323'],
    ['blanks', ' '],
    ['ligatures of eighteen letters', '\ufdfa'],
    ['apostrophes', 'ʿ'],
    ['Devanagari nasals', 'न्'],
    ['half-width Hangul', '\uffa1\uffc2'],
    ['unpaired surrogates', '\ud800'],
  ])('a name of a million characters costs no more than one of a thousand: %s', (_, unit) => {
    expect([...fold(unit.repeat(1_000_000 / unit.length))].length).toBeLessThanOrEqual(200);
    // A text is folded whole, in linear time: quadratic time would be minutes.
    expect(foldText(`${unit.repeat(300_000 / unit.length)} end`)).toMatch(/end$/);
  });

  test('a prefix finds each record exactly once', () => {
    const name = fc
      .array(fc.constantFrom('wang', 'wa', 'yi', 'w', 'ВАН', 'Wáng', '!!!', '🕊'), {
        minLength: 1,
        maxLength: 3,
      })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('w', 'wa', 'wan', 'y', 'в', 'wang yi', '!', '🕊'),
        (names, prefix) => {
          const length = [...fold(prefix)].length;
          const matching = findableNames(names).filter(({ folded }) => folded.startsWith(fold(prefix)));
          const shown = matching.filter(({ shared }) => shared < length);
          expect(shown.length).toBe(Math.min(matching.length, 1));
        },
      ),
    );
  });

  test('keys are compared as DynamoDB compares them: by their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
