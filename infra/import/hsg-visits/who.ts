import { areAlike, nameKey } from './name-key.ts';
import { type DecidedPerson, decide } from './persons.ts';

/** One appearance of a name: of which state, on which day. */
export interface Appearance {
  /** The state with whose persons the name is compared. */
  readonly lineage: string;
  readonly name: string;
  readonly day: string;
}

/** A person as the source shows them. */
export interface Person {
  readonly lineage: string;
  readonly decided: DecidedPerson | undefined;
  /** Printed names with how often each stands there. */
  readonly printed: Map<string, number>;
}

/** Years between two visits under one name after which it may be another generation. */
const GENERATION = 15;

/**
 * Tells who each name means. Spellings are taken for one person only where they are the same but for case, accents, titles and initials,
 * or where somebody decided so; what merely looks alike stays open, and so does one name over more than a generation.
 */
export function createWho(
  decisions: ReadonlyMap<string, readonly DecidedPerson[]>,
  appearances: readonly Appearance[],
): (appearance: Appearance) => { person: Person } | { person: undefined; why: string } {
  const keysOf = new Map<string, Map<string, { names: Set<string>; days: string[] }>>();
  for (const { lineage, name, day } of appearances) {
    const keys = getOrMake(keysOf, lineage, () => new Map());
    const seen = getOrMake(keys, nameKey(name), () => ({ names: new Set<string>(), days: [] }));
    seen.names.add(name);
    seen.days.push(day);
  }
  const persons = new Map<string, Person>();
  const personAs = (id: string, lineage: string, decided: DecidedPerson | undefined): Person =>
    getOrMake(persons, id, () => ({ lineage, decided, printed: new Map<string, number>() }));

  return ({ lineage, name, day }) => {
    const decided = decisions.get(lineage) ?? [];
    const decision = decide(decided, name, day);
    if (decision.person) {
      const id = `${lineage}/${decided.indexOf(decision.person)}`;
      return { person: count(personAs(id, lineage, decision.person), name) };
    }
    if (decision.known)
      return { person: undefined, why: `"${name}" is known, but not in that office in ${day.slice(0, 4)}` };
    const key = nameKey(name);
    const keys = keysOf.get(lineage) ?? new Map<string, { names: Set<string>; days: string[] }>();
    const alike = [...keys]
      .filter(([other]) => other !== key && areAlike(key, other))
      .flatMap(([, { names }]) => [...names]);
    if (alike.length > 0) return { person: undefined, why: `"${name}" may or may not be ${oneOf(alike)}` };
    const years = (keys.get(key)?.days ?? []).map((each) => Number(each.slice(0, 4))).sort((a, b) => a - b);
    if (years.some((year, index) => year - (years[index - 1] ?? year) > GENERATION))
      return { person: undefined, why: `"${name}" may be two persons, as there are ${years.join(', ')}` };
    return { person: count(personAs(`${lineage}/${key}`, lineage, undefined), name) };
  };
}

function count(person: Person, name: string): Person {
  person.printed.set(name, (person.printed.get(name) ?? 0) + 1);
  return person;
}

const oneOf = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' or ');

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const held = map.get(key);
  if (held !== undefined) return held;
  const made = make();
  map.set(key, made);
  return made;
}
