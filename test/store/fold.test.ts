import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findableNames, fold } from '../../schema/record/value/fold-name.ts';
import { compareKeys } from '../../schema/record/value/key-order.ts';

describe('a name is found however it is typed', () => {
  test.each([
    ['Ёлка', 'елка'],
    ['São Tomé and Príncipe', 'sao tome and principe'],
    ['Türkiye', 'turkiye'],
    ['Lech Wałęsa', 'lech walesa'],
    ['Côte d’Ivoire', "cote d'ivoire"],
    ['Guinea-Bissau', 'guinea bissau'],
    ['ＡＳＥＡＮ', 'asean'],
    ['İstanbul', 'istanbul'],
    ['Løkke', 'lokke'],
    ['王毅', '王毅'],
    ['علی شمخانی', 'علی شمخانی'],
  ])('%s by %s', (name, typed) => {
    expect(fold(name)).toBe(fold(typed));
  });

  test('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test('each record answers to a prefix exactly once', () => {
    const name = fc
      .array(fc.constantFrom('wang', 'wa', 'yi', 'w', 'ВАН', 'Wáng'), { minLength: 1, maxLength: 3 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('w', 'wa', 'wan', 'y', 'в', 'wang yi'),
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
