import { describe, expect, test } from 'vitest';
import { parseQuery, SearchSyntaxError } from '../../schema/release/index/query.ts';

const read = (source: string) => {
  const { every, without } = parseQuery(source);
  const spell = ({ units, isPrefix }: (typeof without)[number]) =>
    `${units.map(({ text, isJoined }) => (isJoined ? `+${text}` : text)).join(' ')}${isPrefix ? '*' : ''}`;
  return [every.map((terms) => terms.map(spell)), without.map(spell)];
};

describe('a query', () => {
  test.each([
    ['war peace', [[['war'], ['peace']], []]],
    ['a b OR c d', [[['a'], ['b', 'c'], ['d']], []]],
    ['a OR b OR c', [[['a', 'b', 'c']], []]],
    ['war -peace', [[['war']], ['peace']]],
    ['-peace war', [[['war']], ['peace']]],
    ['"Security Council" -"United Nations"', [[['security council']], ['united nations']]],
    ['“Security Council”', [[['security council']], []]],
    ['minist*', [[['minist*']], []]],
    ['al-Assad', [[['al assad']], []]],
    ['al-Ass*', [[['al ass*']], []]],
    ['Çavuşoğlu', [[['cavusoglu']], []]],
    ['Ёлка', [[['елка']], []]],
    ['王毅', [[['王 +毅']], []]],
    ['王毅*', [[['王 +毅']], []]],
    ['G20峰会', [[['g20 峰 +会']], []]],
    ['"or" "and"', [[['or'], ['and']], []]],
    ['or and', [[['or'], ['and']], []]],
    ['war "peace talks"now', [[['war'], ['peace talks'], ['now']], []]],
    ['  war\t\n', [[['war']], []]],
    ['王毅、拉夫罗夫', [[['王 +毅'], ['拉 +夫 +罗 +夫']], []]],
    ['王毅，-拉夫罗夫；戰', [[['王 +毅'], ['戰']], ['拉 +夫 +罗 +夫']]],
    ['روسيا، الصين؛ war', [[['روسيا'], ['الصين'], ['war']], []]],
    ['war,peace;truce, talks', [[['war'], ['peace'], ['truce'], ['talks']], []]],
    ['war,OR,peace', [[['war', 'peace']], []]],
    ['10,000 troops', [[['10 000'], ['troops']], []]],
    ['1,000,000 troops', [[['1 000 000'], ['troops']], []]],
    ['2014,2015', [[['2014'], ['2015']], []]],
    ['1,2,3', [[['1'], ['2'], ['3']], []]],
    ['«мирные переговоры» 「王毅 戰」', [[['мирные переговоры'], ['王 +毅 戰']], []]],
  ])('%s', (source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  test.each([
    ['', 1, 'the query is empty'],
    ['   ', 1, 'the query is empty'],
    ['war "peace', 5, 'is not closed'],
    ['war ""', 5, 'the phrase is empty'],
    ['war - peace', 5, 'this minus excludes nothing'],
    ['war -', 5, 'this minus excludes nothing'],
    ['-war', 1, 'every term has a minus'],
    ['OR war', 1, 'OR needs a term on both sides'],
    ['war OR', 5, 'OR needs a term on both sides'],
    ['war OR OR peace', 5, 'OR needs a term on both sides'],
    ['war OR -peace', 5, 'OR cannot join a term with a minus'],
    ['wa*r', 3, 'only at the end of a word'],
    ['*', 1, 'this star follows nothing'],
    ['war -*', 6, 'this star follows nothing'],
    ['、,', 1, 'the query is empty'],
    ['war «peace', 5, 'is not closed'],
    ['*war', 1, 'only at the end of a word'],
    ['war*?', 4, 'only at the end of a word'],
    ['w*', 1, 'too short'],
    ['"war"*', 6, 'a star cannot follow a phrase'],
    ['war & peace', 5, 'has no letter'],
    ['war AND peace', 5, 'terms are joined'],
    ['war NOT peace', 5, 'put a minus'],
    ['a b c d e f g h i j k l m n o p q', 33, 'more than 16 terms'],
    ['w'.repeat(257), 257, 'has 257 characters'],
    ['戰'.repeat(257), 257, 'has 257 characters'],
  ])('%s is refused at its character %i: %s', (source, position, message) => {
    let error: unknown;
    try {
      parseQuery(source);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SearchSyntaxError);
    expect(error).toMatchObject({ position, message: expect.stringContaining(message) });
    // It says what would be right.
    expect(String(error)).toMatch(/; (give|add|leave|put|write)|only at the end of a word, as in/);
  });
});
