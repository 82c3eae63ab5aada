import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../infra/import/sources.ts';
import { HELP, optionsOf } from '../../infra/local/options.ts';
import { COMMANDS, readOptions, USAGE } from '../../infra/operator/options.ts';
import { DUMP_LIST } from '../../schema/release/dumps/format.ts';
import { schema } from '../../schema/schema.ts';
import { PARTS } from '../bench/parts.ts';
import { projectFiles } from '../support/project-files.ts';
import { at, PAGES } from './markdown.ts';
import { OF_OTHERS, STANDS_FOR } from './others.ts';

/** Pages that people write; the importers write theirs, whose bytes test/import compares. */
const WRITTEN = PAGES.filter(({ file }) => !file.startsWith('content/hsg-'));

const FILES = projectFiles(
  'functions',
  'infra',
  'schema',
  'test/bench',
  'test/clients/app',
  'cdk.json',
  'package.json',
).filter(
  (file) => /\.(?:[cm]?[jt]sx?|css|json|yaml|graphql)$/.test(file) && !file.endsWith('package-lock.json'),
);

/** The code, without its comments, which may name what has gone; and the names of its files. */
const CODE = [
  ...FILES.map((file) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, ' ')),
  ...FILES.map((file) => posix.basename(file)),
].join('\n');

const wordsIn = (text: string): string[] =>
  text.replace(STANDS_FOR, ' ').match(/[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*/g) ?? [];

/** Names of headers are written in any case. */
const form = (word: string): string => (word.includes('-') ? word.toLowerCase() : word);

const KNOWN = new Set(wordsIn(CODE).flatMap((word) => [word, form(word), ...word.split(/[-_]/)]));

const isUnknown = (word: string): boolean =>
  word.length > 2 && !KNOWN.has(form(word)) && !OF_OTHERS.has(word);

/** Commands of the project as the documentation writes them, with what follows them. */
const commands = WRITTEN.flatMap(({ file, codes, blocks }) =>
  [
    ...codes.map((text) => ({ where: file, text })),
    ...blocks
      .filter(({ language }) => language === 'sh')
      .map((block) => ({ where: at(block), text: block.text })),
  ].flatMap(({ where, text }) =>
    Array.from(
      text.matchAll(/\bnpm (?:--prefix \S+ )?(?:run )?([a-z]+)(?: +-- ([^#&|\n]*))?/g),
      ([command, name = '', args = '']) => ({
        where,
        command,
        name,
        args: args.split(/\s+/).filter(Boolean),
      }),
    ),
  ),
);

describe('names in the documentation', () => {
  test.each(WRITTEN)('$file: is in the code, or belongs to somebody else by name', ({ codes, blocks }) => {
    const drawings = blocks.filter(({ language }) => language === 'mermaid').map(({ text }) => text);
    // A drawing is prose but for its names: those with a capital inside.
    const drawn = drawings.flatMap(wordsIn).filter((word) => /[a-z][A-Z]/.test(word));
    expect([...new Set([...codes.flatMap(wordsIn), ...drawn].filter(isUnknown))]).toEqual([]);
  });

  test('belongs to others only where our code does not have it and the documentation names it', () => {
    const named = new Set(WRITTEN.flatMap(({ codes }) => codes.flatMap(wordsIn)));
    expect([...OF_OTHERS].filter((word) => !named.has(word) || KNOWN.has(form(word)))).toEqual([]);
  });

  test.each(WRITTEN)('$file: names with dots are in the code, or lead through the schema', ({ codes }) => {
    const dotted = codes.filter((code) => /^[a-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(code));
    const unknown = dotted
      .map((code) => code.replace(/\.NAME$/, ''))
      .filter((code) => !/\.(?:tsx?|json|yaml|md|txt)$/.test(code))
      .filter((code) => !CODE.includes(code) && !leadsThroughSchema(code) && !isInSettings(code));
    expect(unknown).toEqual([]);
  });

  test.each(WRITTEN)(
    '$file: files that it names exist, from the root or beside it',
    ({ file, codes, blocks }) => {
      const drawn = blocks
        .filter(({ language }) => language === 'mermaid')
        .flatMap(({ text }) => text.match(/\b(?:content|functions|infra|schema|test)\/[\w./*-]+/g) ?? []);
      const missing = [
        ...drawn,
        ...codes.filter((code) =>
          /^[\w*-][\w./*-]*\.(?:tsx?|[cm]?js|jsonl?|md|yaml|css|graphql|txt|sh)$/.test(code),
        ),
      ].filter((path) => path !== DUMP_LIST && !isThere(file, path));
      expect(missing).toEqual([]);
    },
  );

  test.each(WRITTEN)('$file: queries in its sentences are valid for the schema', ({ codes }) => {
    const queries = codes.filter((code) => /^\{ *[a-z]\w* *[{(]/.test(code));
    expect(queries.flatMap((query) => validate(schema, parse(query)).map(String))).toEqual([]);
  });
});

test('buttons that the documentation names are on the playground', () => {
  const file = 'functions/playground/README.md';
  const names = Array.from(
    readFileSync(file, 'utf8').matchAll(/^- \*\*(.+?)\*\*/gm),
    ([, name = '']) => name,
  );
  expect(names.length).toBeGreaterThan(1);
  const source = projectFiles('functions/playground/src/*.tsx')
    .map((path) => readFileSync(path, 'utf8'))
    .join();
  expect(
    names.filter((name) => !new RegExp(`(?:[>"']|^ +)${name}(?=["'<]| \\{|$)`, 'm').test(source)),
  ).toEqual([]);
});

describe('commands that the documentation shows', () => {
  test('are found', () => {
    expect(commands.length).toBeGreaterThan(40);
  });

  const ofOperator = commands.filter(({ name }) => COMMANDS.some((command) => command === name));
  test.each(ofOperator)('$where: $command has options of the command', ({ name, args }) => {
    const named = args.map((arg) => (arg === 'OWNER/NAME' ? 'owner/name' : arg));
    const whole = name === 'pipeline' && named.length === 0 ? ['--repo', 'owner/name'] : named;
    expect(() => readOptions([name, ...whole])).not.toThrow();
  });

  test.each(commands.filter(({ name }) => name === 'start'))(
    '$where: $command has options of it',
    ({ args }) => {
      expect(() => optionsOf(args, {})).not.toThrow();
    },
  );

  test.each(commands.filter(({ name }) => name === 'import'))('$where: $command has a source', ({ args }) => {
    const [source = 'SOURCE'] = args;
    expect(['SOURCE', ...SOURCES.map(({ name }) => name)]).toContain(source);
  });

  test.each(commands.filter(({ name }) => name === 'bench'))('$where: $command has a part', ({ args }) => {
    const [part = 'all'] = args;
    expect(PARTS).toContain(part);
  });

  test.each(commands.filter(({ name }) => name === 'check'))(
    '$where: $command has options of it',
    ({ args }) => {
      expect(args.filter((arg) => !['DIR', '--fix', '--review'].includes(arg))).toEqual([]);
    },
  );

  test('options that stand alone are those of a command of ours', () => {
    const ours = new Set([HELP, USAGE, '--fix --review'].flatMap((help) => help.match(/--[a-z][\w-]+/g)));
    const alone = WRITTEN.flatMap(({ file, codes }) =>
      codes.flatMap((code) => /^--[a-z][\w-]+/.exec(code) ?? []).map((flag) => ({ file, flag })),
    );
    expect(alone.filter(({ flag }) => !ours.has(flag) && !OF_OTHERS.has(flag.slice(2)))).toEqual([]);
  });
});

/** Whether a file is there from the root, or in the folder of the page or below it. */
function isThere(page: string, path: string): boolean {
  const folder = posix.dirname(page);
  return (
    existsSync(path) ||
    projectFiles(path, posix.join(folder, path), posix.join(folder, '**', path)).length > 0
  );
}

/** Whether a path of field names begins at Query or at a setting. */
function leadsThroughSchema(path: string): boolean {
  const [first, ...rest] = path.split('.');
  const query = `{ ${[first, ...rest].join(' { ')} ${'}'.repeat(rest.length + 1)}`;
  // A last field with fields of its own is a name as well.
  return [query, query.replace(/(\w+) \}/, '$1 { __typename } }')].some(
    (text) => validate(schema, parse(text)).length === 0,
  );
}

function isInSettings(path: string): boolean {
  const settings: unknown = JSON.parse(readFileSync('cdk.json', 'utf8'));
  return (
    path
      .split('.')
      .reduce<unknown>(
        (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
        settings,
      ) !== undefined
  );
}
