import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';
import { bodyOf, front, get, post } from './tiny.ts';

const door = front();
const MODERN = { accept: 'application/graphql-response+json' };

/** No document and no variables may end in a status of 500 and more, nor in an error without a code. */
async function expectAnswer(query: string, variables?: unknown): Promise<void> {
  const params = { query, ...(variables === undefined ? {} : { variables }) };
  for (const response of [await post(door, params, MODERN), await get(door, params, MODERN)]) {
    expect(response.status).toBeLessThan(500);
    for (const { message, extensions } of bodyOf(response).errors ?? []) {
      expect(extensions.code).toEqual(expect.stringMatching(/^[A-Z_]+$/));
      expect(extensions.code).not.toBe('INTERNAL');
      expect(message).not.toMatch(/call stack|undefined|is not a function|\[object/);
    }
  }
}

/** As many copies of a text as the limit of a body takes, around another. */
const filled = (
  opening: string,
  inner: string,
  closing: string,
  count = Number.POSITIVE_INFINITY,
): string => {
  const most = Math.floor(
    (BODY_LIMIT * 0.9 - inner.length) / Buffer.byteLength(JSON.stringify(opening + closing)),
  );
  const times = Math.min(count, most);
  return `${opening.repeat(times)}${inner}${closing.repeat(times)}`;
};

describe('a document up to the limit of a body is never an internal error', () => {
  const NESTS: [
    what: string,
    opening: string,
    inner: string,
    closing: string,
    around: (nest: string) => string,
  ][] = [
    ['selections', '{item', '{name}', '}', (nest) => nest],
    ['inline fragments', '{...', '{release}', '}', (nest) => nest],
    ['lists', '[', '1', ']', (nest) => `{ hello(name: ${nest}) }`],
    ['objects', '{a:', '1', '}', (nest) => `{ by(by: ${nest}) }`],
    ['types', '[', 'Int', ']', (nest) => `query ($a: ${nest}) { release }`],
    ['required types', '[', 'Int', ']!', (nest) => `query ($a: ${nest}) { release }`],
    ['default values', '[', '1', ']', (nest) => `query ($a: Int = ${nest}) { release }`],
    ['arguments of directives', '[', '1', ']', (nest) => `{ release @skip(if: ${nest}) }`],
    ['parentheses', '(', '', ')', (nest) => `{ hello${nest} }`],
    ['directives', '@skip(if: false) ', '', '', (nest) => `{ release ${nest} }`],
    ['comments', '#\n', '', '', (nest) => `${nest}{ release }`],
    ['line breaks', '\n', '', '', (nest) => `{ nothing${nest}nothing }`],
    ['commas', ',', '', '', (nest) => `{ release ${nest} }`],
    ['a string', 'x', '', '', (nest) => `{ hello(name: "${nest}") }`],
    ['escapes', '\\u{1F600}', '', '', (nest) => `{ hello(name: "${nest}") }`],
    ['a block string', '"" \n ', '', '', (nest) => `{ hello(name: """${nest}""") }`],
    ['an open block string', '\n', '', '', (nest) => `{ hello(name: """${nest}`],
    ['digits', '9', '', '', (nest) => `{ items(first: ${nest}) { name } }`],
    ['decimals', '9', '', '', (nest) => `{ items(first: 0.${nest}) { name } }`],
    ['exponents', '9', '', '', (nest) => `{ items(first: 1e${nest}) { name } }`],
    ['a name', 'a', '', '', (nest) => `{ ${nest} }`],
    ['marks', '\u0301', '', '', (nest) => `{ hello(name: "${nest}") }`],
    ['surrogates', '\ud800', '', '', (nest) => `{ hello(name: "${nest}") }`],
    ['fragments', 'fragment A on Item { name } ', '', '', (nest) => `${nest}{ release }`],
    ['spreads', '...A ', '', '', (nest) => `{ item { ${nest} } } fragment A on Item { name }`],
    ['operations', 'query A { release } ', '', '', (nest) => nest],
    ['variables', '$a: Int ', '', '', (nest) => `query (${nest}) { release }`],
    ['the same arguments', 'name: "a" ', '', '', (nest) => `{ hello(${nest}) }`],
    ['unknown variables', '$a ', '', '', (nest) => `{ hello(names: [${nest}]) }`],
  ];

  it.each(NESTS)('with %s', async (_what, opening, inner, closing, around) => {
    for (const count of [20, 60, 65, 500, 1_500, Number.POSITIVE_INFINITY])
      await expectAnswer(around(filled(opening, inner, closing, count)));
    // Closed too seldom, too often, or in the wrong way.
    await expectAnswer(around(filled(opening, inner, '')));
    await expectAnswer(around(filled('', inner, closing || opening)));
  });

  it('made of any tokens', async () => {
    const tokens =
      '{ } ( ) [ ] : = ! $ @ | & ... # "a" """b""" 1 -1.5e3 query fragment on mutation subscription item items name release hello by first true null $a @skip @include(if: true) __typename __schema types Item Query \\ \u0000 \ufeff é'.split(
        ' ',
      );
    const words = fc.array(fc.constantFrom(...tokens), { maxLength: 60 }).map((each) => each.join(' '));
    await fc.assert(
      fc.asyncProperty(words, (query) => expectAnswer(query)),
      { numRuns: 400 },
    );
  });

  it('made of pieces of documents', async () => {
    const piece = fc.letrec<{ set: string; field: string }>((tie) => ({
      set: fc.array(tie('field'), { minLength: 1, maxLength: 3 }).map((fields) => `{ ${fields.join(' ')} }`),
      field: fc.oneof(
        { maxDepth: 8, withCrossShrink: true },
        fc.constantFrom('name', 'release', '__typename', 'bug: name', '...A', '...B', 'a: child { name }'),
        fc
          .tuple(
            fc.constantFrom('item', 'child', 'items', 'items(first: $n)', '... on Item', '...'),
            tie('set'),
          )
          .map((each) => each.join(' ')),
      ),
    })).set;
    const document = fc
      .tuple(piece, piece, piece)
      .map(([a, b, c]) => `query ($n: Int = 2) ${a} fragment A on Item ${b} fragment B on Item ${c}`);
    await fc.assert(
      fc.asyncProperty(document, (query) => expectAnswer(query)),
      { numRuns: 300 },
    );
  });
});

describe('variables up to the limit of a body are never an internal error', () => {
  const QUERIES = [
    'query ($v: String) { hello(name: $v) }',
    'query ($v: [String]) { hello(names: $v) }',
    'query ($v: Int) { items(first: $v) { name } }',
    'query ($v: Day) { day(on: $v) }',
    'query ($v: By!) { by(by: $v) }',
    'query ($v: [[[Int]]]) { release }',
    'query ($v: Boolean!) { release @skip(if: $v) }',
    'query { release }',
  ];

  it('whatever they hold', async () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 6 }),
      fc.constantFrom(
        ...[1e308, -0, 2 ** 53, 1e21, '', '\u0000', '\ud800', [], {}, { __proto__: 1 }, [[[[1]]]]],
      ),
      fc.record(
        { id: fc.jsonValue(), slug: fc.jsonValue(), constructor: fc.jsonValue() },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...QUERIES), value, (query, v) => expectAnswer(query, { v })),
      { numRuns: 400 },
    );
  });

  it.each(QUERIES)('that are as large as they can be: %s', async (query) => {
    const large: unknown[] = [
      'x'.repeat(50_000),
      '\u0301'.repeat(20_000),
      Array(20_000).fill(1),
      Array(10_000).fill({}),
      Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, index])),
      JSON.parse(filled('[', '1', ']', 30)),
      JSON.parse(filled('{"id":', '1', '}', 30)),
    ];
    for (const v of large) await expectAnswer(query, { v });
    const nested = `{"query": ${JSON.stringify(query)}, "variables": {"v": ${filled('[', '', ']', 15_000)}}}`;
    expect((await post(door, nested, MODERN)).status).toBe(400);
  });
});
