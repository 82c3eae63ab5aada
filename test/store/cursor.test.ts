import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorsOf } from '../../schema/store/cursor.ts';

describe('a cursor', () => {
  const list = cursorsOf('secret', 'one list');

  test('leads back to its position, and is the same every time', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (at) => {
        fc.pre(at.isWellFormed());
        expect(list.decode(list.encode(at))).toBe(at);
        expect(list.encode(at)).toBe(cursorsOf('secret', 'one list').encode(at));
      }),
    );
  });

  test('is refused if any character is changed, removed or added', () => {
    const cursor = list.encode('2022-03-30#china-russia-tunxi');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ';
    for (let index = 0; index < cursor.length; index += 1) {
      for (const letter of alphabet) {
        const edited = cursor.slice(0, index) + letter + cursor.slice(index + 1);
        if (edited !== cursor) expect(list.decode(edited), edited).toBeNull();
      }
      expect(list.decode(cursor.slice(0, index) + cursor.slice(index + 1))).toBeNull();
    }
    for (const letter of alphabet) expect(list.decode(cursor + letter)).toBeNull();
  });

  test('is refused on another list and by another deployment', () => {
    const cursor = list.encode('2022-03-30#x');
    expect(cursorsOf('secret', 'another list').decode(cursor)).toBeNull();
    expect(cursorsOf('another secret', 'one list').decode(cursor)).toBeNull();
  });

  test('is refused if it is not a cursor at all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(list.decode(text)).toBeNull();
      }),
    );
    expect(list.decode('A'.repeat(100_000))).toBeNull();
  });
});
