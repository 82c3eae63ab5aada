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

/** A person whose printed names somebody has decided on. */
export type DecidedPerson = z.output<typeof person>;

/** Decisions by state, from a data file next to this one, validated when read. */
export const DECIDED: ReadonlyMap<string, readonly DecidedPerson[]> = new Map(
  Object.entries(table(z.record(z.string(), z.array(person)), new URL('persons.yaml', import.meta.url))),
);

/**
 * Whom a name means: one person, nobody (`known` tells whether it would be somebody on another day), or
 * undecided.
 */
type Decision = { person: DecidedPerson } | { person: undefined; known: boolean };

/** The decision on a name from a state on a day, and in an office if that distinguishes two persons. */
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
