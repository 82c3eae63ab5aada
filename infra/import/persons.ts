import * as z from 'zod';
import { participant } from '../../schema/record/participant.ts';
import { slug } from '../../schema/record/value/id.ts';
import { day } from '../../schema/record/value/zod-types.ts';
import { nameKey } from './name-key.ts';
import { sameOffice } from './offices.ts';
import { table } from './tables.ts';

const printed = z.union([
  z.string().transform((name) => ({ name, from: undefined, until: undefined, office: undefined })),
  z.strictObject({
    name: z.string(),
    from: day('First day of a visit on which the name means this person.').optional(),
    until: day('Last such day.').optional(),
    office: z.string().optional(),
  }),
]);

const person = z
  .strictObject({
    name: participant.shape.name,
    id: participant.shape.id.optional(),
    printed: z.array(printed).min(1),
  })
  .transform((person) => ({ ...person, id: person.id ?? slug(person.name) }));

/** A person of whom somebody decided which printed names are theirs. */
export type DecidedPerson = z.output<typeof person>;

/** Decisions by state: data beside this file, checked when it is read. */
export const DECIDED: ReadonlyMap<string, readonly DecidedPerson[]> = new Map(
  Object.entries(table(z.record(z.string(), z.array(person)), new URL('persons.yaml', import.meta.url))),
);

/**
 * Whom a name means: one person, nobody (`known` tells whether on another day it would be somebody), or it
 * stays open.
 */
export type Decision = { person: DecidedPerson } | { person: undefined; known: boolean };

/**
 * The decision on a name that somebody of a state has on a day, in an office where that tells two persons
 * apart.
 */
export function decide(
  decided: readonly DecidedPerson[],
  name: string,
  day: string,
  office?: string,
): Decision {
  const key = nameKey(name);
  const uses = decided.flatMap((person) =>
    person.printed.filter((use) => nameKey(use.name) === key).map((use) => ({ person, ...use })),
  );
  const fitting = uses.filter(
    (use) =>
      (use.from ?? day) <= day &&
      day <= (use.until ?? day) &&
      (use.office === undefined || sameOffice(use.office, office)),
  );
  const [first] = fitting;
  return first && fitting.every(({ person }) => person === first.person)
    ? { person: first.person }
    : { person: undefined, known: uses.length > 0 };
}
