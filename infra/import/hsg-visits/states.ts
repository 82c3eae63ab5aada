import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { participant } from '../../../schema/record/participant.ts';
import { day, id } from '../../../schema/record/value/zod-types.ts';

const printed = z.strictObject({
  slug: z.string(),
  label: z.string(),
  from: day('First day on which the label meant this state.').optional(),
  until: day('Last such day.').optional(),
});

const state = z.strictObject({
  id: participant.shape.id,
  name: participant.shape.name,
  kind: z.enum(['STATE', 'ORGANIZATION']).default('STATE'),
  country: participant.shape.country,
  lineage: id('The state with whose persons those of this one are compared.').optional(),
  printed: z.array(printed).min(1),
});

export type State = z.output<typeof state>;

/** The states that the source's countries are: data beside this file, checked when it is read. */
export const STATES: readonly State[] = z
  .array(state)
  .parse(parse(readFileSync(new URL('states.yaml', import.meta.url), 'utf8')));

const bySlug = Map.groupBy(
  STATES.flatMap((state) => state.printed.map((use) => ({ state, ...use }))),
  ({ slug }) => slug,
);

/** The state that a country's slug and printed label mean on a day; undefined when that is not known for sure. */
export function stateOf(slug: string, label: string, day: string): State | undefined {
  const fitting = (bySlug.get(slug) ?? []).filter(
    (use) => use.label === label && (use.from ?? day) <= day && day <= (use.until ?? day),
  );
  return fitting.length === 1 ? fitting[0]?.state : undefined;
}
