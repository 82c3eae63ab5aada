import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CODE, projectFiles } from '../support/project-files.ts';

/** The width of the formatter, which wraps code and leaves comments and prose as they are. */
const WIDTH: number = JSON.parse(readFileSync('.biome.json', 'utf8')).formatter.lineWidth;

/** Lines that could be wrapped and are not; a long address cannot. */
function tooLong(file: string, isProse: (line: string) => boolean): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (isProse(line) && canWrap(line) ? [`${file}:${index + 1}: ${line}`] : []));
}

function canWrap(line: string): boolean {
  if (line.length <= WIDTH) return false;
  // A code span is one word: what is broken in it does not run as it is copied.
  const words = line.match(/(?:`[^`]*`|\S)+/g) ?? [];
  return Math.max(...words.map(({ length }) => length)) < WIDTH / 2;
}

describe('lines wrap at the width of the formatter', () => {
  test('comments', () => {
    const isComment = (line: string) => /^\s*(\/\/|\/\*|\*)/.test(line) && !line.includes('biome-ignore');
    const code = projectFiles(...CODE, '*.css');
    expect(code.flatMap((file) => tooLong(file, isComment))).toEqual([]);
  });

  test('prose', () => {
    const found = projectFiles('*.md', ':!content/hsg-*').flatMap((file) => {
      let isCode = false;
      return tooLong(file, (line) => {
        if (/^\s*```/.test(line)) isCode = !isCode;
        return !isCode && !/^\s*(\||#|!\[)/.test(line);
      });
    });
    expect(found).toEqual([]);
  });
});
