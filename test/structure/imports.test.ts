import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CODE, projectFiles } from '../support/project-files.ts';
import { ROOMS } from './rooms.ts';

/** Rooms inside a room, likewise. What stands directly in a room's own folder may import all of them. */
const INNER: Readonly<Record<string, readonly string[]>> = {
  infra: ['operator', 'stacks', 'bundle', 'database'],
  'schema/release': ['dumps', 'index'],
  'schema/record': ['review', 'check', 'ids', 'read', 'value'],
};

/** Rooms beside each other that must not know one another, apart from those named. */
const APART: Readonly<Record<string, readonly string[]>> = {
  'infra/bundle': ['infra/local', 'infra/operator', 'infra/stacks', 'infra/import'],
  'infra/database': ['infra/bundle', 'infra/local', 'infra/operator', 'infra/stacks', 'infra/import'],
  'infra/local': ['infra/operator', 'infra/stacks', 'infra/import'],
  'infra/operator': ['infra/local', 'infra/import'],
  'infra/stacks': ['infra/local', 'infra/import', 'infra/database'],
  'infra/import': ['infra/database', 'infra/local', 'infra/operator', 'infra/stacks', 'infra/bundle'],
  'functions/seed': ['functions/graphql', 'functions/playground', 'functions/code-cache'],
  'functions/graphql': ['functions/seed', 'functions/playground', 'functions/code-cache'],
  'functions/playground': ['functions/seed', 'functions/code-cache'],
};

const isFileOf = (folder: string) => (file: string) => file.startsWith(`${folder}/`);

const files = projectFiles(...CODE).filter(
  (file) => /^(infra|functions|schema|test)\//.test(file) && !file.startsWith('test/clients/app/'),
);

interface Import {
  readonly from: string;
  readonly to: string;
}

/**
 * What an import names: with names, for its effect, or while the program runs, where it may be one of
 * several.
 */
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*('\.[^']+')|(?:^|\n)\s*import\s*('\.[^']+')|\b(?:import|require)\(([^()]*)\)/g;

const imports: readonly Import[] = files.flatMap((from) =>
  Array.from(readFileSync(from, 'utf8').matchAll(IMPORT), (match) => match.slice(1).join(' ')).flatMap(
    (named) =>
      Array.from(named.matchAll(/'(\.[^']+)'/g), ([, path = '']) => ({
        from,
        to: posix.join(posix.dirname(from), path),
      })),
  ),
);

/** The innermost room that a file is in. */
const roomOf = (file: string): number => ROOMS.findLastIndex((room) => file.startsWith(`${room}/`));

const shown = ({ from, to }: Import): string => `${from} imports ${to}`;

describe('imports', () => {
  test('are found at all', () => {
    expect(imports.length).toBeGreaterThan(500);
  });

  test(`point one way: ${ROOMS.join(' → ')}`, () => {
    const against = imports.filter(
      ({ from, to }) => roomOf(from) >= 0 && roomOf(to) >= 0 && roomOf(to) < roomOf(from),
    );
    expect(against.map(shown)).toEqual([]);
  });

  test('inside a room point one way as well', () => {
    const against = Object.entries(INNER).flatMap(([room, inner]) => {
      const place = (file: string) => inner.findIndex((name) => file.startsWith(`${room}/${name}/`));
      // The model, in the room's own folder, may use values; reading and checking may use the model.
      return imports.filter(({ from, to }) => place(from) >= 0 && place(to) >= 0 && place(to) < place(from));
    });
    expect(against.map(shown)).toEqual([]);
  });

  test('keep unrelated rooms apart', () => {
    const against = Object.entries(APART).flatMap(([room, others]) =>
      imports.filter(({ from, to }) => isFileOf(room)(from) && others.some((other) => isFileOf(other)(to))),
    );
    expect(against.map(shown)).toEqual([]);
  });

  test('never lead from the product into its tests', () => {
    const against = imports.filter(({ from, to }) => !from.startsWith('test/') && to.startsWith('test/'));
    expect(against.map(shown)).toEqual([]);
  });

  test('name files that exist', () => {
    const known = new Set(files);
    const missing = imports.filter(
      ({ to }) => /\.(?:tsx?|[cm]js)$/.test(to) && !known.has(to) && !to.includes('/generated/'),
    );
    expect(missing.map(shown)).toEqual([]);
  });

  test('form no cycle', () => {
    const next = Map.groupBy(imports, ({ from }) => from);
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});
