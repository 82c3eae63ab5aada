import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { csvFiles } from '../../schema/release/dumps/tables.ts';
import { constantIn } from './constants.ts';
import { page, type Row } from './markdown.ts';

const BENCH = 'test/bench/README.md';
const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const MB = 1024 * 1024;
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** Says no more of a download than the names of its files. */
const EMPTY = { title: '', licence: '', participants: [], topics: [], series: [], meetings: [] };

/** Constants of the code, and the sentences of the documentation that give them. */
const SENTENCES: readonly (readonly [file: string, sentence: string])[] = [
  [
    'README.md',
    `${constantIn('schema/size.ts', 'PAGE_USUAL')} entries by default, ${constantIn('schema/size.ts', 'PAGE_LIMIT')} at most`,
  ],
  ['README.md', `Node.js ${manifest.engines.node.slice(2)} or later`],
  ['infra/README.md', `Node ${manifest.engines.node.slice(2)} or later`],
  [
    'content/README.md',
    `A YAML file may have at most ${constantIn('schema/record/limits.ts', 'YAML_BYTES') / MB} MB`,
  ],
  ['content/README.md', `at most ${constantIn('schema/record/limits.ts', 'LINE_BYTES') / MB} MB per line`],
  ['infra/README.md', `waits up to ${constantIn('functions/seed/seed.ts', 'READERS') / 1_000} s`],
  [
    'infra/README.md',
    `${constantIn('infra/stacks/firewall.ts', 'REQUESTS').toLocaleString('en')} requests per address in five minutes`,
  ],
  [
    'infra/local/README.md',
    `kept for the last ${SMALL[constantIn('infra/local/dump-files.ts', 'KEPT')]} releases`,
  ],
  [
    'test/clients/README.md',
    `a release of the last ${constantIn('schema/store/editions.ts', 'DAYS_KEPT')} days`,
  ],
  [
    'test/clients/README.md',
    `some ${(constantIn('functions/graphql/persisted-documents.ts', 'ASKED_CHARACTERS') + constantIn('functions/graphql/persisted-documents.ts', 'NEW_CHARACTERS')) / 1_000} kB of them`,
  ],
];

/** The row of the benchmark that begins so, in the table whose first column has this head. */
function measured(head: string, row: string): (column: string) => number {
  const [columns, ...rows] = page(BENCH).tables.find(([first]) => first?.cells[0] === head) ?? [];
  const { cells = [] } = rows.find(({ cells: [first] }) => first === row) ?? {};
  return (column) => {
    const figure = cells[columns?.cells.indexOf(column) ?? -1];
    if (figure === undefined) throw new Error(`${BENCH} has no "${row}" with "${column}" under "${head}"`);
    return Number(figure.replaceAll(',', ''));
  };
}

describe('figures of the code', () => {
  test.each(SENTENCES)('%s: %s', (file, sentence) => {
    expect(page(file).text.includes(sentence), 'the page says so').toBe(true);
  });

  test('the tables of a download', () => {
    const shown = csvFiles(EMPTY).map(({ name }) => name.replace(/^csv\/|\.csv$/g, ''));
    expect(page('test/clients/README.md').text.includes(`CSV tables (${shown.join(', ')})`)).toBe(true);
  });
});

const YOGA = 'Yoga, by its documentation';
const APOLLO = 'Apollo Server 5, by its documentation';

describe('figures of the benchmark', () => {
  const RATIO = 'this project of that';
  const cold = (peer: string) => measured('Cold start to first answer', peer)(RATIO).toFixed(2);
  const warm = (what: string, peer: string) =>
    measured('Warm, from a stub without latency', `${what}: ${peer}`)(RATIO).toFixed(2);
  const corpus = (row: string) => measured('Corpus', row)('100,000 meetings');
  const held = measured('Memory after 10,000 different queries', APOLLO)('held more, MB');

  test.each([
    `Cold start to first answer: ${cold(YOGA)} of Yoga's time and ${cold(APOLLO)} of Apollo Server's.`,
    `CPU of a meeting page: ${warm('meeting', YOGA)} of Yoga's and ${warm('meeting', APOLLO)} of Apollo Server's; of a list of 100, ${warm('list', YOGA)} and ${warm('list', APOLLO)}.`,
    `is live ${corpus('one changed title: live after that, s')} s after compiling, which takes ${corpus('peak memory, MiB')} MiB.`,
    `Apollo Server keeps ${Math.round(held)} MB.`,
  ])('are the same in the short README as in the long one: %s', (sentence) => {
    expect(page('README.md').text.includes(sentence), 'the short one says so').toBe(true);
  });

  const withRatio = page(BENCH).tables.filter(([head]) => head?.cells.includes(RATIO));

  test.each(withRatio.map(([head, ...rows]) => ({ head, rows })))(
    'are divided as they are: $head.cells.0',
    ({ head, rows }) => {
      const ratio = head?.cells.indexOf(RATIO) ?? 0;
      const value = ({ cells }: Row, at: number) => Number(cells[at]?.replaceAll(',', ''));
      // Cold starts are compared beyond the empty handler; each group of warm ones begins with our own.
      let own = 0;
      for (const row of rows) {
        const measuredIn = ratio - 1;
        if (row.cells[0]?.includes('this project, as deployed')) own = value(row, measuredIn);
        if (row.cells[ratio] === '') continue;
        expect(Math.abs(value(row, ratio) - own / value(row, measuredIn)), row.cells[0]).toBeLessThan(0.006);
      }
    },
  );

  test('are from the installed versions', () => {
    const installed = { ...manifest.dependencies, ...manifest.devDependencies };
    const { text } = page(BENCH);
    for (const name of ['graphql', 'graphql-yoga', 'dynalite', '@pothos/core', '@aws-sdk/client-dynamodb']) {
      const shown = { '@pothos/core': 'Pothos', '@aws-sdk/client-dynamodb': 'AWS SDK' }[name] ?? name;
      expect(text.includes(`${shown} ${installed[name]}`), shown).toBe(true);
    }
  });
});
