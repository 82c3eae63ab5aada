import { assertInterfaceType, type GraphQLNamedType, getNamedType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema/schema.ts';
import { rowsUnder } from './markdown.ts';

const fieldsOf = (type: GraphQLNamedType | undefined): string[] =>
  isObjectType(type) ? Object.keys(type.getFields()) : [];

/** Fields of a type, and of the edges of its lists. */
function reachableFrom(name: string): Set<string> {
  const type = schema.getType(name);
  if (!isObjectType(type)) return new Set();
  const lists = Object.values(type.getFields()).map((field) => getNamedType(field.type));
  return new Set([
    ...fieldsOf(type),
    ...lists.flatMap((list) => fieldsOf(schema.getType(list.name.replace(/Connection$/, 'Edge')))),
  ]);
}

const rows = rowsUnder('README.md', 'type').map(({ cells: [type = ''], codes: [, ...codes] }) => ({
  type,
  named: codes.flat(),
}));

describe('the table of types', () => {
  test.each(rows)('has $type with fields that it has', ({ type, named }) => {
    expect(named.length).toBeGreaterThan(0);
    const fields = reachableFrom(type);
    expect(named.filter((name) => !fields.has(name))).toEqual([]);
  });

  test.each(rows)('names every list that $type leads to', ({ type, named }) => {
    const object = schema.getType(type);
    const lists = isObjectType(object) ? Object.values(object.getFields()) : [];
    const paged = lists.filter((field) => getNamedType(field.type).name.endsWith('Connection'));
    expect(paged.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
  });

  test('has every type that has an id', () => {
    const { objects } = schema.getImplementations(assertInterfaceType(schema.getType('Node')));
    expect(rows.map(({ type }) => type).toSorted()).toEqual(objects.map(({ name }) => name).toSorted());
  });
});
