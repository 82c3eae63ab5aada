import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameIn } from '../../schema/name.ts';

const named = (...languages: string[]) => [
  { name: 'usual', language: null },
  ...languages.map((language) => ({ name: language, language })),
];

describe('a name in a language', () => {
  test.each([
    // Asked for, recorded, given.
    ['zh-Hans', ['zh-Hans', 'zh-Hant'], 'zh-Hans'],
    ['zh-hant', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh', ['zh-Hant', 'zh-Hans'], 'zh-Hans'],
    ['zh-TW', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-HK', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-MO', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-TW', ['zh', 'zh-Hant'], 'zh-Hant'],
    ['zh-SG', ['zh-Hant', 'zh-Hans'], 'zh-Hans'],
    ['zh-HK', ['zh-Hant-TW', 'zh-Hant-HK'], 'zh-Hant-HK'],
    ['zh-TW', ['zh-Hans'], 'zh-Hans'],
    ['sr-RS', ['sr-Latn', 'sr-Cyrl'], 'sr-Cyrl'],
    ['sr-Latn', ['sr-Cyrl', 'sr-Latn-RS'], 'sr-Latn-RS'],
    ['sr-ME', ['sr-Cyrl', 'sr-Latn'], 'sr-Latn'],
    ['uz-AF', ['uz', 'uz-Arab'], 'uz-Arab'],
    ['pt-BR', ['pt-PT', 'pt'], 'pt'],
    ['pt', ['pt-PT', 'pt-BR'], 'pt-BR'],
    ['ru-RU', ['ru'], 'ru'],
    ['no', ['nb'], 'nb'],
    ['nb-NO', ['no'], 'no'],
    ['fr', ['zh-Hans'], 'usual'],
    ['en', ['zh-Hans'], 'usual'],
    ['en-GB', ['en-GB'], 'en-GB'],
    ['en-AU', ['en-GB'], 'usual'],
    ['en', ['en'], 'en'],
    ['und', ['zh', 'en'], 'usual'],
    ['x-private', ['zh', 'x-private'], 'x-private'],
    ['i-default', ['zh'], 'usual'],
    ['qaa', ['zh', 'qaa-Latn'], 'qaa-Latn'],
  ])('%s of %j is %s', (language, recorded, given) => {
    expect(nameIn(language, named(...recorded))).toBe(given);
  });

  test('never throws, and gives one of the names', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (language, recorded) => {
        const names = named(...recorded);
        expect(names.map(({ name }) => name)).toContain(nameIn(language, names));
      }),
    );
  });
});
