import * as z from 'zod';
import { participant } from '../../schema/record/participant.ts';
import { day, id } from '../../schema/record/value/zod-types.ts';
import { table } from './tables.ts';

const window = {
  from: day('First day on which the words meant this state.').optional(),
  until: day('Last such day.').optional(),
};

const called = z.union([
  z.string().transform((name) => ({ name, from: undefined, until: undefined })),
  z.strictObject({ name: z.string(), ...window }),
]);

const state = z.strictObject({
  id: participant.shape.id,
  name: participant.shape.name,
  kind: z.enum(['STATE', 'ORGANIZATION']).default('STATE'),
  country: participant.shape.country,
  lineage: id('The state with whose persons those of this one are compared.').optional(),
  predecessors: z.array(z.string()).default([]),
  called: z.array(called).default([]),
  printed: z.array(z.strictObject({ slug: z.string(), label: z.string(), ...window })).default([]),
});

export type State = z.output<typeof state>;

/** The states and organizations that sources print, from data files next to this one, validated when read. */
export const STATES: readonly State[] = ['states.yaml', 'organizations.yaml'].flatMap((file) =>
  table(z.array(state), new URL(file, import.meta.url)),
);

const byId = new Map(STATES.map((each) => [each.id, each]));

const bySlug = Map.groupBy(
  STATES.flatMap((state) => state.printed.map((use) => ({ state, ...use }))),
  ({ slug }) => slug,
);

/** A state has its name on all days, unless a row of `called` restricts them. */
const byWord = Map.groupBy(
  STATES.flatMap((state) =>
    [
      ...(state.called.some(({ name }) => name === state.name)
        ? []
        : [{ name: state.name, from: undefined, until: undefined }]),
      ...state.called,
    ].map((use) => ({ state, ...use })),
  ),
  ({ name }) => plain(name),
);

/** All words that name a state in running text, longest first. */
export const STATE_WORDS: readonly string[] = [
  ...new Set(STATES.flatMap(({ name, called }) => [name, ...called.map((use) => use.name)])),
].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** The state with an id from a table. Throws if there is none, because then the table is wrong. */
export function stateById(id: string): State {
  const found = byId.get(id);
  if (!found) throw new Error(`states.yaml has no "${id}"`);
  return found;
}

/** The state that a country's slug and printed label mean on a day; undefined if that is uncertain. */
export function stateOf(slug: string, label: string, day: string): State | undefined {
  return only(
    (bySlug.get(slug) ?? []).filter((use) => plain(use.label) === plain(label)),
    day,
  );
}

/**
 * The state that running text calls by its name or an adjective (`Soviet`, `the Ivory Coast`); undefined if
 * that is uncertain.
 */
export function stateCalled(words: string, day: string): State | undefined {
  return only(byWord.get(plain(words.replace(/^the /i, ''))) ?? [], day);
}

/** Whether a printed label was used for more than one state, and so is ambiguous. */
export const isShared = ({ slug, label }: { slug: string; label: string }): boolean =>
  new Set(
    (bySlug.get(slug) ?? []).filter((use) => plain(use.label) === plain(label)).map(({ state }) => state),
  ).size > 1;

/**
 * The name of a state in a sentence, without its disambiguation: `Federal Republic of Germany (before 1990)`.
 */
export const plainName = ({ name }: State): string => name.replace(/ \(before \d+\)$/, '');

/** The state with whose persons those of a state are compared. */
export const lineageOf = ({ id, lineage }: State): string => lineage ?? id;

interface Use {
  readonly state: State;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

function only(uses: readonly Use[], day: string): State | undefined {
  const states = new Set(
    uses.filter((use) => (use.from ?? day) <= day && day <= (use.until ?? day)).map((use) => use.state),
  );
  return states.size === 1 ? [...states][0] : undefined;
}

function plain(words: string): string {
  return words.replace(/[’‘`]/g, "'").trim();
}
