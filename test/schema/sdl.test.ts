import { readFile } from 'node:fs/promises';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { PRINTED, printed } from '../../schema/print.ts';
import { schema } from '../../schema/schema.ts';

describe('the schema', () => {
  test('matches schema/schema.graphql (npm run schema prints it again)', async () => {
    expect(printed()).toBe(await readFile(PRINTED, 'utf8'));
  });

  test('is valid, which the deployed function assumes', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  test('describes every type, field, argument, input and enum value', () => {
    const bare: string[] = [];
    const look = (name: string, described: { description?: string | null | undefined }) => {
      if (!described.description?.trim()) bare.push(name);
    };
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
    );
    for (const type of types) {
      look(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
      }
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          look(`${type.name}.${field.name}`, field);
          for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name})`, arg);
        }
      }
    }
    expect(bare).toEqual([]);
  });
});
