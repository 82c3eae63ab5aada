import { slug } from '../../schema/record/value/id.ts';
import type { Person } from './identify-persons.ts';
import type { ParticipantRecord } from './source.ts';
import type { State } from './states.ts';

/**
 * The name to show: the one in the content, else the decided one, else the spelling printed most often, or
 * the longest of several.
 */
export function nameOf({ decided, known, printed }: Person): string {
  if (known) return known.name;
  if (decided) return decided.name;
  const [best] = [...printed].sort(
    ([a, often], [b, seldom]) => seldom - often || b.length - a.length || (a < b ? -1 : 1),
  );
  return best?.[0] ?? '';
}

/**
 * Ids of persons, made from the name, followed by the state if the name is a single word or shared with
 * somebody else. `taken` are ids already in use.
 */
export function idsOf(persons: readonly Person[], taken: ReadonlySet<string>): Map<Person, string> {
  const plain = (person: Person) => person.known?.id ?? person.decided?.id ?? slug(nameOf(person));
  const uses = Map.groupBy(persons, plain);
  const given = new Set<string>(taken);
  return new Map(
    persons.map((person) => {
      const id = plain(person);
      if (person.known || person.decided) return [person, id];
      const isClear = id.includes('-') && uses.get(id)?.length === 1 && !taken.has(id);
      const candidates = isClear ? [id] : [`${id}-${person.state}`];
      for (let number = 2; given.has(candidates.at(-1) ?? ''); number += 1)
        candidates.push(`${id}-${person.state}-${number}`);
      const chosen = candidates.at(-1) ?? id;
      given.add(chosen);
      return [person, chosen];
    }),
  );
}

/** The record of a person; the other spellings follow in alphabetical order. */
export function personRecord(id: string, person: Person, country: string | undefined): ParticipantRecord {
  const name = nameOf(person);
  return {
    id,
    kind: 'PERSON',
    name,
    ...namesBeside(name, person.printed.keys()),
    ...(country === undefined ? {} : { country }),
  };
}

/**
 * The records of states and organizations, each with the labels that sources print for it and with those
 * predecessors that have a record.
 */
export function stateRecords(
  states: readonly State[],
  known: ReadonlyMap<string, unknown>,
): ParticipantRecord[] {
  const ids = new Set(states.map(({ id }) => id));
  return states.map((state) =>
    stateRecord(
      state,
      state.predecessors.filter((id) => ids.has(id) || known.has(id)),
    ),
  );
}

function stateRecord(
  { id, kind, name, country, printed }: State,
  predecessors: readonly string[],
): ParticipantRecord {
  return {
    id,
    kind,
    name,
    ...namesBeside(
      name,
      printed.map(({ label }) => label),
    ),
    ...(country === undefined ? {} : { country }),
    ...(predecessors.length === 0 ? {} : { predecessors: [...predecessors] }),
  };
}

function namesBeside(name: string, others: Iterable<string>): Pick<ParticipantRecord, 'names'> {
  const beside = [...new Set(others)].filter((other) => other !== name).sort();
  return beside.length === 0 ? {} : { names: beside.map((other) => ({ name: other })) };
}
