import { describe, expect, test } from 'vitest';
import { nameIn } from '../../schema/name.ts';

describe('a name in a language', () => {
  const names = [
    { name: 'China', language: null },
    { name: '中国', language: 'zh-Hans' },
    { name: '中國', language: 'zh-Hant' },
    { name: 'Китай', language: 'ru' },
  ];
  test.each([
    ['zh-Hans', '中国', 'is the one in that very tag'],
    ['zh-Hant', '中國', 'is the one in that very tag'],
    ['ru-RU', 'Китай', 'is the one in the language, when the region has none'],
    ['zh', '中国', 'is the first one of the language, when the tag is wider'],
    ['zh-TW', '中国', 'is the first one of the language, when nothing is nearer'],
    ['fr', 'China', 'is the usual one, when the language has none'],
    ['en', 'China', 'is the usual one in English'],
  ])('%s → %s %s', (language, name) => {
    expect(nameIn(language, names)).toBe(name);
  });
});
