import { describe, expect, test } from 'vitest';
import { linesOfProblems } from '../../schema/record/content.ts';
import { type Files, outcomeOf, small, TALKS } from './small-content.ts';

const BULK = 'meetings/bulk.jsonl';

async function problemsOf(files: Files): Promise<{ first: string; reported: number; last: string }> {
  const outcome = await outcomeOf({ ...small, ...files });
  if (outcome.ok) return { first: '', reported: 0, last: '' };
  const lines = linesOfProblems(outcome).map((line) => line.replace(/^.*?(?=(?:meetings|topics)\/)/, ''));
  const reported = outcome.problems.length + outcome.leftOut;
  return { first: lines[0] ?? '', reported, last: lines.at(-1) ?? '' };
}

/** Each took more than a minute or gigabytes where work grew faster than the file. */
describe('content made to stall', () => {
  const person = (id: string) => `{"id":"${id}","kind":"PERSON","name":"A"}\n`;
  test.each<[what: string, files: Files, first: string, reported: number]>([
    [
      'the same key ten thousand times',
      { [TALKS]: 'title: x\n'.repeat(10_000) },
      `${TALKS}:2:1: the key "title" appears twice; remove one of them`,
      9_999 + 5,
    ],
    [
      'a map of fifty thousand keys',
      { [TALKS]: Array.from({ length: 50_000 }, (_, n) => `k${n}: \n`).join('') },
      `${TALKS}:1:1: missing key`,
      50_000 + 6,
    ],
    [
      'a list of twenty thousand words where text belongs',
      { [TALKS]: `title: [${'a,'.repeat(20_000)}]\n` },
      `${TALKS}:1:1: missing key`,
      6,
    ],
    [
      'a YAML file over the limit',
      { [TALKS]: '#'.repeat(1024 * 1024 + 1) },
      `${TALKS}:1:1: a file larger than 1 MB; split it, or write the records as JSON Lines`,
      1,
    ],
    ['brackets in YAML', { [TALKS]: `title: ${'['.repeat(100_000)}` }, `${TALKS}:1:`, 1],
    [
      'a line of 30 MB',
      { [BULK]: `{"id":"${'x'.repeat(30_000_000)}` },
      `${BULK}:1:1: a line longer than 4 MB; write one record per line`,
      1,
    ],
    ['a line of quotes and backslashes', { [BULK]: `{"id":"${'\\\\"'.repeat(1_000_000)}` }, `${BULK}:1:`, 1],
    [
      'fifty thousand bad lines',
      { [BULK]: '{x\n'.repeat(50_000) },
      `${BULK}:1:2: a line that is not JSON`,
      50_000,
    ],
    ['ten million empty lines', { [BULK]: '\n'.repeat(10_000_000) }, '', 0],
    [
      'a line with a key a hundred thousand times',
      { [BULK]: `{${'"a":1,'.repeat(100_000)}"b":1}` },
      `${BULK}:1:8: the key "a" appears twice`,
      99_999 + 2 + 7,
    ],
    [
      'brackets in JSON',
      { [BULK]: '['.repeat(2_000_000) + ']'.repeat(2_000_000) },
      `${BULK}:1:1: brackets nested too deeply; write one record per line`,
      1,
    ],
    [
      'brackets in JSON that are not closed',
      { [BULK]: '['.repeat(2_000_000) },
      `${BULK}:1:1: a line that is not JSON`,
      1,
    ],
    [
      'ten thousand misspelt names among twenty thousand',
      {
        'participants/bulk.jsonl': Array.from({ length: 20_000 }, (_, n) => person(`some-person-${n}`)).join(
          '',
        ),
        [TALKS]: small[TALKS].replace(
          'voices:\n',
          `voices:\n${Array.from({ length: 490 }, (_, n) => `  - { who: zome-berzon-${n} }\n`).join('')}`,
        ),
        'topics/bulk.jsonl': Array.from(
          { length: 10_000 },
          (_, n) => `{"id":"t${n}","prefLabel":"T","broader":["zecuridy-${n}"]}\n`,
        ).join(''),
      },
      `topics/bulk.jsonl:1:39: unknown topic`,
      10_490,
    ],
    [
      'an id of a megabyte of combining marks',
      { [BULK]: `{"id":"${'\u0301\u0323'.repeat(250_000)}"}` },
      `${BULK}:1:1: missing key`,
      7,
    ],
  ])(
    '%s',
    async (_, files, first, reported) => {
      const found = await problemsOf(files);
      expect(found.first.startsWith(first), found.first).toBe(true);
      expect(found.reported).toBe(reported);
      if (reported > 1_000) expect(found.last).toBe(`… and ${(reported - 1_000).toLocaleString('en')} more.`);
    },
    60_000,
  );

  test('a file name cannot repaint the terminal', async () => {
    const { first } = await problemsOf({ 'meetings/2022/\u001b[2J\u202ex.yaml': 'a: b' });
    expect(first).toMatch(/^meetings\/2022\/\\u001b\[2J\\u202ex\.yaml:1:1: /);
  });
});
