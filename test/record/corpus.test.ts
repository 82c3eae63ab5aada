import { readdirSync, readFileSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { jsonSchemas } from '../../schema/record/json-schema.ts';
import { shippedCorpus } from '../support/table.ts';
import { type Files, outcomeOf, PARTICIPANTS, problemsIn, small, TALKS } from './small-content.ts';

const content = fileURLToPath(new URL('../../content', import.meta.url));

/**
 * How many records the files of a folder hold: one in a meeting's YAML file, one for each `- id:` of a list,
 * one a line of JSON.
 */
function written(folder: string): number {
  const files = readdirSync(join(content, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(yaml|jsonl)$/.test(file))
    .map((file) => {
      if (folder === 'meetings' && file.endsWith('.yaml')) return 1;
      const begins = file.endsWith('.yaml') ? /^- id: /gm : /^\{/gm;
      return readFileSync(join(content, folder, file), 'utf8').match(begins)?.length ?? 0;
    })
    .reduce((sum, count) => sum + count, 0);
}

describe('the shipped content', () => {
  it('is valid and complete', async () => {
    const { meetings, participants, topics, series } = await shippedCorpus();
    expect([meetings, participants, topics, series].map((records) => records.length)).toEqual([
      written('meetings'),
      written('participants'),
      written('topics'),
      written('series'),
    ]);
    expect(meetings.flatMap((meeting) => meeting.statements).length).toBeGreaterThan(380);
  });
});

describe('the corpus', () => {
  const entries = small[PARTICIPANTS].split(/^(?=- )/m);
  const expected = outcomeOf(small);

  it('is the same whatever files the records are in, and in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(entries, { minLength: entries.length }),
        fc.nat(entries.length),
        fc.constantFrom('a', 'b', 'z'),
        async (order, cut, name) => {
          const files: Files = {
            ...small,
            [PARTICIPANTS]: order.slice(0, cut).join('') || '[]\n',
            [`participants/${name}.yaml`]: order.slice(cut).join('') || '[]\n',
          };
          expect(JSON.stringify(await outcomeOf(files))).toBe(JSON.stringify(await expected));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is the same with the line breaks of Windows', async () => {
    const folded = {
      ...small,
      [TALKS]: small[TALKS].replace('Wang spoke of security.', '>-\n      Wang spoke\n      of security.'),
    };
    const windows = Object.fromEntries(
      Object.entries(folded).map(([file, text]) => [file, text.replaceAll('\n', '\r\n')]),
    );
    expect(JSON.stringify(await outcomeOf(windows))).toBe(JSON.stringify(await expected));
  });

  it('omits missing values instead of setting them to undefined', async () => {
    const outcome = await expected;
    const forum = outcome.ok ? outcome.corpus.meetings[0] : undefined;
    expect(Object.keys(forum ?? {})).toEqual([
      'id',
      'title',
      'form',
      'status',
      'date',
      'topics',
      'participants',
      'participantsKnown',
      'voices',
      'documents',
      'readouts',
      'statements',
    ]);
  });
});

describe('damage to a file', () => {
  const insertion = fc.oneof(
    fc.string({ maxLength: 3, unit: 'binary' }),
    fc.constantFrom(
      '\t',
      '\n',
      ': ',
      '- ',
      '&a ',
      '*a',
      '!',
      '"',
      "'",
      '{',
      ']',
      '%',
      '#',
      '|',
      '>',
      '---\n',
      '\r',
      '? ',
    ),
  );
  const damage = fc.tuple(fc.nat(small[TALKS].length), fc.nat(12), insertion);

  it('never throws and never exposes internals', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        let text: string = small[TALKS];
        for (const [at, removed, inserted] of damages)
          text = text.slice(0, at) + inserted + text.slice(at + removed);
        for (const problem of await problemsIn({ ...small, [TALKS]: text })) {
          expect(problem).toMatch(/^[^:]+:\d+:\d+: .+; .+$/);
          expect(problem).not.toMatch(
            /node_modules|\bat .*\.[jt]s:|\bzod\b|Invalid input|undefined|\[object|NaN/,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the JSON Schema for editors', () => {
  it.each(['dataset', 'meeting', 'participants', 'topics'])(
    '%s underlines nothing in the shipped content',
    async (name) => {
      const schema = z.fromJSONSchema(JSON.parse(jsonSchemas().get(`${name}.schema.json`) ?? ''));
      for await (const file of glob(name === 'meeting' ? 'meetings/*/*.yaml' : `${name}{,/*}.yaml`, {
        cwd: content,
      }))
        expect(
          schema.safeParse(parse(await readFile(join(content, file), 'utf8'))).error,
          file,
        ).toBeUndefined();
    },
  );

  it.each([...jsonSchemas()])(
    '%s is the printed definition (rewrite with print-json-schema.ts)',
    async (name, text) => {
      expect(await readFile(new URL(`../../schema/record/${name}`, import.meta.url), 'utf8')).toBe(text);
    },
  );

  it.each([...jsonSchemas()])('%s describes every value and closes every object', (_, text) => {
    const walk = (node: SchemaNode, path: string) => {
      expect(node.description, path).toBeTypeOf('string');
      if (node.type === 'object' && !node.propertyNames) expect(node.additionalProperties, path).toBe(false);
      for (const [key, child] of Object.entries(node.properties ?? {})) walk(child, `${path}.${key}`);
      if (node.items) walk(node.items, `${path}[]`);
    };
    walk(JSON.parse(text), '');
  });
});

interface SchemaNode {
  type?: string;
  description?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  additionalProperties?: unknown;
  propertyNames?: unknown;
}
