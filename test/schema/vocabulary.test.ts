import { GraphQLEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../schema/record/json-schema.ts';
import * as vocabulary from '../../schema/record/vocabulary.ts';
import { schema } from '../../schema/schema.ts';

/** The GraphQL enum of each vocabulary; all of them are here. */
const NAMES: Readonly<Record<keyof typeof vocabulary, string>> = {
  forms: 'MeetingForm',
  statuses: 'MeetingStatus',
  kinds: 'ParticipantKind',
  roles: 'Role',
  modes: 'StatementMode',
  stances: 'Stance',
  settings: 'Setting',
  readoutKinds: 'ReadoutKind',
  visitKinds: 'VisitKind',
  coverages: 'Coverage',
  precisions: 'DatePrecision',
};
const enums = Object.entries(vocabulary).map(
  ([key, list]) => [NAMES[key as keyof typeof vocabulary], list] as const,
);

describe('a vocabulary', () => {
  test.each(enums)('%s has the same words and descriptions in GraphQL', (name, { description, words }) => {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLEnumType)) throw new Error(`${name} is not an enum`);
    const served = type.getValues().map((value) => [value.name, value.description]);
    expect(type.description).toBe(description);
    expect(Object.fromEntries(served)).toEqual(words);
  });

  // Dates are written in EDTF, so their precision is no key of a record.
  test.each(enums.filter(([name]) => name !== 'DatePrecision'))(
    '%s has the same words and descriptions in the JSON Schema of records',
    (_, { words }) => {
      const printed = [...jsonSchemas().values()].join();
      for (const [word, about] of Object.entries<string>(words))
        expect(printed).toContain(`${word}: ${about}`);
    },
  );
});
