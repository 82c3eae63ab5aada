import { slug } from '../../../schema/record/value/id.ts';
import type { ParticipantRecord } from '../source.ts';
import type { State } from './states.ts';
import type { Person } from './who.ts';

/** The name to show: the decided one, else the spelling printed most often, of several the longest. */
export function nameOf({ decided, printed }: Person): string {
  if (decided) return decided.name;
  const [best] = [...printed].sort(
    ([a, often], [b, seldom]) => seldom - often || b.length - a.length || (a < b ? -1 : 1),
  );
  return best?.[0] ?? '';
}

/**
 * Ids of persons: made from the name, with the state behind it where a single word or a name that somebody else has would not tell who
 * it is. `taken` are ids that others have.
 */
export function idsOf(persons: readonly Person[], taken: ReadonlySet<string>): Map<Person, string> {
  const plain = (person: Person) => person.decided?.id ?? slug(nameOf(person));
  const uses = Map.groupBy(persons, plain);
  return new Map(
    persons.map((person) => {
      const id = plain(person);
      const isClear = id.includes('-') && uses.get(id)?.length === 1 && !taken.has(id);
      return [person, person.decided?.id || isClear ? id : `${id}-${person.lineage}`];
    }),
  );
}

/** The record of a person; the other spellings follow in the order of the alphabet. */
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

/** The record of a state, with the labels that the source printed for it. */
export function stateRecord({ id, kind, name, country, printed }: State): ParticipantRecord {
  const labels = printed.map(({ label }) => label);
  return { id, kind, name, ...namesBeside(name, labels), ...(country === undefined ? {} : { country }) };
}

function namesBeside(name: string, others: Iterable<string>): Pick<ParticipantRecord, 'names'> {
  const beside = [...new Set(others)].filter((other) => other !== name).sort();
  return beside.length === 0 ? {} : { names: beside.map((other) => ({ name: other })) };
}
