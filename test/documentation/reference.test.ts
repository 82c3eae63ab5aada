import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cacheHeaders } from '../../functions/graphql/caching.ts';
import { METRIC } from '../../functions/graphql/metrics.ts';
import { HELP, optionsOf } from '../../infra/local/options.ts';
import { STATES } from '../../infra/operator/publish-state.ts';
import { ERROR_CODES } from '../../schema/errors.ts';
import { BUDGET } from '../../schema/store/meter.ts';
import { ROOMS } from '../structure/rooms.ts';
import { constantsIn } from './constants.ts';
import { page, rowsUnder } from './markdown.ts';

/** The first two columns of a table, as text. */
const pairsUnder = (file: string, head: string): [string, string][] =>
  rowsUnder(file, head).map(({ cells: [first = '', second = ''] }) => [first, second]);

/** Where the limits of a request are set, and how the documentation words them. */
const LIMITS: Readonly<Record<string, readonly [file: string, constant: string]>> = {
  'cost points of an operation; a list multiplies the cost of its entries by its size': [
    'functions/graphql/limits.ts',
    'COMPLEXITY_LIMIT',
  ],
  'levels of fields': ['functions/graphql/limits.ts', 'DEPTH_LIMIT'],
  'fields, after fragments are expanded': ['functions/graphql/limits.ts', 'FIELD_LIMIT'],
  aliases: ['functions/graphql/limits.ts', 'ALIAS_LIMIT'],
  'top-level fields': ['functions/graphql/limits.ts', 'ROOT_FIELD_LIMIT'],
  'tokens of a document': ['functions/graphql/limits.ts', 'TOKEN_LIMIT'],
  'comments of a document': ['functions/graphql/limits.ts', 'COMMENT_LIMIT'],
  'levels of brackets in a document': ['functions/graphql/limits.ts', 'BRACKET_LIMIT'],
  'pairs of fields with the same name in the same place': ['functions/graphql/limits.ts', 'PAIR_LIMIT'],
  'errors shown': ['functions/graphql/limits.ts', 'ERROR_LIMIT'],
  'bytes of a request body or query string': ['functions/graphql/request-body.ts', 'BODY_LIMIT'],
  'factor by which a compressed request body may grow': ['functions/graphql/request-body.ts', 'RATIO_LIMIT'],
  'stacked codings of a request body': ['functions/graphql/request-body.ts', 'CODINGS_LIMIT'],
  'levels of nesting in variables and extensions': ['functions/graphql/parameters.ts', 'NESTING_LIMIT'],
  'entries per page': ['schema/size.ts', 'PAGE_LIMIT'],
  'ids in nodes': ['schema/node.ts', 'NODES_LIMIT'],
  'participants in between': ['schema/meeting-list.ts', 'BETWEEN_LIMIT'],
  'values per facet': ['schema/facet.ts', 'VALUES_LIMIT'],
  'pairs of a network': ['schema/network.ts', 'EDGES_LIMIT'],
  counterparts: ['schema/counterpart.ts', 'COUNTERPARTS_LIMIT'],
  'buckets of a timeline': ['schema/timeline.ts', 'BUCKETS_LIMIT'],
};

/** Constants named `…_LIMIT` in a file, with their values. */
const limitsIn = (file: string) =>
  new Map([...constantsIn(file)].filter(([name]) => name.endsWith('_LIMIT')));

/** The files whose limits a client can meet. */
const LIMITED = [
  ...readdirSync('functions/graphql')
    .filter((name) => /^(limits|parameters|request-body|enforce|budget)/.test(name))
    .map((name) => `functions/graphql/${name}`),
  ...readdirSync('schema')
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `schema/${name}`),
];

/** What rows of the troubleshooting quote that is not printed by our own code. */
const OF_OTHERS = new Set(['502', '503', 'content/', 'yaml:3:7:']);

/** All that the project prints is somewhere in here. */
const SOURCES = ['functions', 'infra', 'schema']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

describe('the documentation of the code', () => {
  test.each(rowsUnder('infra/README.md', 'you see'))(
    'quotes what the code prints, where it says what to do about: $cells.0',
    ({ codes: [quoted = []] }) => {
      const parts = quoted
        .flatMap((message) => message.split('…'))
        .map((part) => part.trim())
        .filter((part) => part !== '' && !OF_OTHERS.has(part));
      for (const part of parts) expect(SOURCES.includes(part), part).toBe(true);
    },
  );

  test('says for how long an old answer may still be shown', () => {
    const [browser = 0, edge = 0, stale = 0] = Array.from(
      cacheHeaders('')['cache-control']?.matchAll(/=(\d+)/g) ?? [],
      ([, seconds]) => Number(seconds),
    );
    expect(readFileSync('infra/README.md', 'utf8')).toContain(
      `an answer that is up to ${(browser + stale) / 60} minutes old`,
    );
    expect(STATES.live).toContain(`for ${(edge + stale) / 60} more minutes`);
  });

  test('names every metric of the log', () => {
    const [, names = ''] = /dimension `stage`\): ([^.]*)\./.exec(page('infra/README.md').text) ?? [];
    const documented = Array.from(names.matchAll(/`([A-Z]\w+)`/g), ([, name]) => name);
    expect(documented.toSorted()).toEqual(Object.values(METRIC).toSorted());
  });

  test('shows the order of imports that the tests enforce', () => {
    const rooms = ROOMS.map((room) => `\`${basename(room)}\``).join(' → ');
    expect(page('README.md').text.includes(`imports point one way: ${rooms}.`)).toBe(true);
  });

  test('lists every error code', () => {
    const documented = pairsUnder('test/clients/README.md', 'code').map(([code]) => code);
    expect(documented.toSorted()).toEqual([...ERROR_CODES].toSorted());
  });

  test('gives every limit of a request correctly', () => {
    const documented = pairsUnder('test/clients/README.md', 'limit').map(([what, value]) => [
      what,
      Number(value.replaceAll(',', '')),
    ]);
    const inCode = Object.entries(LIMITS).map(([what, [file, constant]]) => [
      what,
      limitsIn(file).get(constant),
    ]);
    expect(documented).toEqual(inCode);
  });

  test('leaves out no limit of a request', () => {
    const documented = Object.values(LIMITS).map(([file, constant]) => `${file} ${constant}`);
    const inCode = LIMITED.flatMap((file) => [...limitsIn(file).keys()].map((name) => `${file} ${name}`));
    expect(inCode.toSorted()).toEqual(documented.toSorted());
  });

  test('gives the budget of a request correctly', () => {
    const documented = pairsUnder('test/clients/README.md', 'budget').map(([what, value]) => [
      what.split(' ')[0],
      Number(value.replaceAll(',', '')),
    ]);
    expect(documented).toEqual(Object.entries(BUDGET));
  });

  test('lists the options of npm start as its help does, with their defaults', () => {
    const inHelp = Array.from(HELP.matchAll(/^ +(--[\w-]+) <[\w-]+> +([A-Z_]+) /gm), ([, flag, variable]) => [
      flag,
      variable,
    ]);
    expect(inHelp.length).toBeGreaterThan(3);
    expect(pairsUnder('infra/local/README.md', 'flag')).toEqual(inHelp);
    const options = optionsOf([], {});
    if (options === 'help') throw new Error('no options were asked for');
    const { port, host, allowedHosts, content, data } = options;
    const documented = rowsUnder('infra/local/README.md', 'flag').map(({ cells }) => cells[2]);
    expect(documented).toEqual([`${port}`, host, allowedHosts.join(), basename(content), basename(data)]);
  });

  test('gives the exit codes of the commands', () => {
    const { text } = page('infra/README.md');
    const [, worked, failed, unknown] =
      /exit code is (\d) for success, (\d) for failure, and (\d) for an invalid command line/.exec(text) ??
      [];
    const exitCodeOf = (...args: string[]) =>
      String(spawnSync(process.execPath, ['infra/operator/command.ts', ...args]).status);
    expect([worked, failed, unknown]).toEqual([
      exitCodeOf('--help'),
      exitCodeOf('diff', '--stage', 'NO'),
      exitCodeOf('nonsense'),
    ]);
  });
});
