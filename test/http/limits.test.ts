import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { COMPLEXITY_LIMIT, DEPTH_LIMIT } from '../../functions/graphql/limits.ts';
import { bodyOf, codesOf, front, get, post } from './tiny.ts';

const door = front();

async function refused(query: string, variables: Record<string, unknown> = {}) {
  const response = await post(door, { query, variables }, { accept: 'application/graphql-response+json' });
  expect(codesOf(response)).toEqual(['QUERY_TOO_COMPLEX']);
  expect(response.status).toBe(400);
  const [error] = bodyOf(response).errors ?? [];
  return { ...error?.extensions, message: error?.message ?? '' };
}

const nested = (levels: number, leaf: string): string =>
  levels === 0
    ? leaf
    : `item { ${Array.from({ length: levels - 1 }).reduce<string>((inner) => `child { ${inner} }`, leaf)} }`;

/** Fragments of which each spreads the next one twice: 2^levels fields of few characters. */
const bomb = (levels: number, spread: (name: string) => string): string =>
  `{ items(first: 1) { ...F0 } } ${Array.from(
    { length: levels },
    (_, level) => `fragment F${level} on Item { ${spread(`F${level + 1}`)} }`,
  ).join(' ')} fragment F${levels} on Item { name }`;

describe('an operation beyond a limit is refused before it runs, with its cost and the limit', () => {
  it('by the size of its lists', async () => {
    const error = await refused('{ items(first: 100) { items(first: 101) { name } } }');
    expect(error).toMatchObject({ limit: COMPLEXITY_LIMIT, cost: 10_201 });
    expect(error.message).toContain('smaller pages');
    expect(door.log.at(-1)).toMatchObject({ requests: 0, codes: ['QUERY_TOO_COMPLEX'] });
  });

  it('by the size of lists given by variables', async () => {
    await refused('query ($n: Int = 5) { items(first: $n) { name } }', { n: 20_000 });
  });

  it('by the operation that runs, not by the others in its document', async () => {
    const query = 'query Small { release } query Large { items(first: 20000) { name } }';
    expect(bodyOf(await post(door, { query, operationName: 'Small' })).data).toEqual({ release: 'r1' });
    expect(codesOf(await post(door, { query, operationName: 'Large' }))).toEqual(['QUERY_TOO_COMPLEX']);
    expect(codesOf(await post(door, { query, operationName: 'Large' }))).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('by its depth', async () => {
    expect(
      bodyOf(await post(door, { query: `{ ${nested(DEPTH_LIMIT - 1, 'name')} }` })).errors,
    ).toBeUndefined();
    expect(await refused(`{ ${nested(DEPTH_LIMIT, 'name')} }`)).toMatchObject({
      cost: DEPTH_LIMIT + 1,
      limit: DEPTH_LIMIT,
    });
  });

  it('by its aliases, however fragments spread them', async () => {
    const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: name`).join(' ');
    const query = `{ item { ...A } items(first: 1) { ...A } } fragment A on Item { ${aliases} }`;
    expect(await refused(query)).toMatchObject({ cost: 60, limit: 50 });
  });

  it('by its top-level fields', async () => {
    const fields = 'release read long '.repeat(7);
    expect((await refused(`{ ${fields} }`)).message).toContain('top-level fields');
  });

  it('by the number of its tokens', async () => {
    expect((await refused(`{ ${'release '.repeat(2_100)} }`)).message).toContain('tokens');
  });

  it('by the number of its comments', async () => {
    expect((await refused(`${'#\n'.repeat(300)}{ release }`)).message).toContain('comments');
  });

  it('by fragments that double at each step, however many steps and without delay', async () => {
    const started = performance.now();
    await refused(bomb(80, (next) => `...${next} ...${next}`));
    await refused(
      bomb(80, (next) => `a: child { ...${next} } b: child { ...${next} }`).replaceAll(
        'first: 1',
        'first: 0',
      ),
    );
    await refused(bomb(9, (next) => `child { ...${next} } ... { child { ...${next} } }`));
    // A second is a hundred times what it takes, and nothing against the 2^80 steps of counting naively.
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('by naming the same fields too often to compare them', async () => {
    expect((await refused(`{ ${'item { name } '.repeat(450)} }`)).message).toContain(
      'Select each field once',
    );
  });

  it('counts only what is executed with its variables', async () => {
    const large = 'items(first: 100) { items(first: 101) { name } }';
    const many = Array.from({ length: 60 }, (_, index) => `a${index}: name`).join(' ');
    const cases = [
      `query ($i: Boolean!) { release ${large.replace(')', ') @include(if: $i)')} }`,
      `query ($i: Boolean! = true) { release ... @include(if: $i) { ${large} } }`,
      `query ($i: Boolean!) { release ...F @include(if: $i) } fragment F on Query { ${large} }`,
      `query ($i: Boolean!) { release item @include(if: $i) { ${many} } }`,
      `query ($i: Boolean!) { release ... @include(if: $i) { ${nested(DEPTH_LIMIT, 'name')} } }`,
    ];
    for (const query of cases) {
      expect(bodyOf(await post(door, { query, variables: { i: false } })).data).toEqual({ release: 'r1' });
      await refused(query, { i: true });
      const skipping = query.replaceAll('@include', '@skip');
      const skipped = await post(door, { query: skipping, variables: { i: true } });
      expect(bodyOf(skipped).data).toEqual({ release: 'r1' });
      await refused(skipping, { i: false });
    }
    // The default value of a variable counts as well as one that is sent.
    await refused(cases[1] ?? '');
  });

  it('by the depth of its brackets, wherever they are, before it is parsed', async () => {
    for (const [opening, inner, closing] of [
      ['{item', '{name}', '}'],
      ['[', '1', ']'],
      ['{a:', '1', '}'],
    ] as const) {
      for (const depth of [100, 1_000, 16_000]) {
        const nest = `${opening.repeat(depth)}${inner}${closing.repeat(depth)}`;
        const query = opening === '{item' ? nest.slice(0, 60_000) : `{ hello(name: ${nest}) }`;
        expect((await refused(query)).message).toContain('brackets');
      }
    }
    const types = `${'['.repeat(900)}Int${']'.repeat(900)}`;
    expect((await refused(`query ($a: ${types}) { release }`)).message).toContain('brackets');
    // Those in strings and comments are none.
    const brackets = '{'.repeat(900);
    for (const text of [`"${brackets}"`, `"""${brackets} \\""" ${brackets}"""`, `"\\"${brackets}"`]) {
      const query = `# ${brackets}\n{ hello(name: ${text}) }`;
      expect(bodyOf(await post(door, { query })).errors).toBeUndefined();
    }
  });

  it('a fragment that spreads itself is invalid', async () => {
    const query = '{ item { ...A } } fragment A on Item { child { ...A } }';
    expect(codesOf(await post(door, { query }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('what tools and people usually send is within the limits', () => {
  it('the introspection of GraphQL clients', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, specifiedByUrl: true });
    expect(bodyOf(await post(door, { query })).errors).toBeUndefined();
  });
});

describe('the cost of an operation', () => {
  const query = '{ read items(first: 3) { name } }';
  const cost = {
    complexity: 5,
    complexityLimit: COMPLEXITY_LIMIT,
    depth: 2,
    requests: 1,
    readUnits: 0.5,
    rows: 3,
    values: 0,
    characters: 0,
  };

  it('is returned if requested, by POST and by GET', async () => {
    const extensions = { cost: true };
    expect(bodyOf(await post(door, { query, extensions })).extensions).toEqual({ cost });
    expect(bodyOf(await get(door, { query, extensions })).extensions).toEqual({ cost });
  });

  it('is not returned otherwise', async () => {
    expect(bodyOf(await post(door, { query }))).not.toHaveProperty('extensions');
  });
});
