import { areAlike, isFullName, nameKey } from './name-key.ts';
import { sameOffice } from './offices.ts';
import { type DecidedPerson, decide } from './persons.ts';
import type { ParticipantRecord } from './source.ts';

/** One appearance of a name: for which state, in which office, on which day. */
export interface Appearance {
  /** The state with whose persons the name is compared. */
  readonly lineage: string;
  /** The state that the person appears for. */
  readonly state: string;
  readonly name: string;
  readonly office?: string | undefined;
  readonly day: string;
}

type Seen = Pick<Appearance, 'office' | 'day'>;

/** A person already in the content, with the appearances in its meetings. */
export interface KnownPerson {
  readonly record: ParticipantRecord;
  readonly lineages: ReadonlySet<string>;
  readonly seen: readonly Seen[];
}

/** A person as shown by the source. */
export interface Person {
  readonly lineage: string;
  /** The state of the first appearance. */
  readonly state: string;
  readonly decided: DecidedPerson | undefined;
  readonly known: ParticipantRecord | undefined;
  /** Printed names, with the number of times each is printed. */
  readonly printed: Map<string, number>;
}

type Answer = { readonly person: Person } | { readonly person: undefined; readonly why: string };

/** Years between two appearances under one name after which it may be a different generation. */
const GENERATION = 15;
/**
 * Years within which a surname in one office of one state means the person who holds that office under a full
 * name.
 */
const TERM = 8;
/**
 * States where so many people share a surname that only a full name, or the same office, identifies somebody.
 */
const FEW_SURNAMES = new Set([
  'china',
  'north-korea',
  'republic-of-china',
  'south-korea',
  'vietnam',
  'republic-of-vietnam',
  'india',
  'pakistan',
]);

/** A person with what distinguishes them from others. */
interface Candidate {
  readonly person: Person;
  readonly keys: ReadonlySet<string>;
  readonly seen: Seen[];
}

/** The appearances of one name that can only be one person. */
interface Run {
  readonly key: string;
  readonly names: ReadonlySet<string>;
  readonly appearances: readonly Appearance[];
  answer?: Answer;
}

/**
 * Identifies the person behind each name. Spellings mean one person if they differ only in case, accents,
 * titles and initials, or if somebody decided so. A surname, or a name with a part left out, means the person
 * of that state who held the same office within a few years, or the only one of that name within a
 * generation. Names that merely look alike remain undecided.
 */
export function createWho(
  decisions: ReadonlyMap<string, readonly DecidedPerson[]>,
  appearances: readonly Appearance[],
  known: readonly KnownPerson[] = [],
): (appearance: Appearance) => Answer {
  const answers = new Map<string, Answer>();
  const personOf = personsById(known);
  for (const [lineage, all] of Map.groupBy(appearances, (each) => each.lineage)) {
    const decided = decisions.get(lineage) ?? [];
    const candidates = new Map<Person, Candidate>();
    const admit = (person: Person, keys: readonly string[], seen: readonly Seen[]) => {
      const held = candidates.get(person);
      candidates.set(person, {
        person,
        keys: new Set([...(held?.keys ?? []), ...keys]),
        seen: [...(held?.seen ?? []), ...seen],
      });
    };
    for (const { record, lineages, seen } of known)
      if (lineages.has(lineage)) admit(personOf.known(record, lineage), namesOf(record).map(nameKey), seen);
    const open: Appearance[] = [];
    for (const appearance of all) {
      const decision = decide(decided, appearance.name, appearance.day, appearance.office);
      if (decision.person) {
        const person = personOf.decided(decision.person, lineage, appearance.state);
        answers.set(keyOf(appearance), { person });
        admit(person, [nameKey(appearance.name), nameKey(decision.person.name)], [appearance]);
      } else if (decision.known && isFullName(nameKey(appearance.name)))
        answers.set(keyOf(appearance), {
          person: undefined,
          why: `"${appearance.name}" is known, but not in that office in ${appearance.day.slice(0, 4)}`,
        });
      else open.push(appearance);
    }
    const runs = runsOf(open);
    for (const run of runs) run.answer = answerTo(run, runs, candidates, lineage);
    for (const run of runs)
      for (const each of run.appearances) if (run.answer) answers.set(keyOf(each), run.answer);
  }
  return (appearance) => {
    const answer = answers.get(keyOf(appearance));
    if (!answer) throw new Error(`${appearance.name} was not among the appearances`);
    if (answer.person) count(answer.person, appearance.name);
    return answer;
  };
}

/**
 * Splits the appearances of each name where there are years between them; full names first, then
 * alphabetically.
 */
function runsOf(appearances: readonly Appearance[]): Run[] {
  const runs: Run[] = [];
  for (const [key, all] of Map.groupBy(appearances, ({ name }) => nameKey(name))) {
    const byDay = [...all].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    const spans: Appearance[][] = [];
    for (const each of byDay) {
      const last = spans.at(-1)?.at(-1);
      if (last && yearsBetween(last.day, each.day) <= GENERATION) spans.at(-1)?.push(each);
      else spans.push([each]);
    }
    for (const span of spans)
      runs.push({ key, names: new Set(span.map(({ name }) => name)), appearances: span });
  }
  const rank = ({ key }: Run) => (isFullName(key) ? 100 - key.split(' ').length : 200);
  return runs.sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function answerTo(
  run: Run,
  runs: readonly Run[],
  candidates: Map<Person, Candidate>,
  lineage: string,
): Answer {
  const others = runs.filter((other) => other !== run);
  const twin = others.filter(({ key }) => key === run.key);
  const named = [...candidates.values()].filter(({ keys }) => [...keys].some((key) => partOf(run.key, key)));
  const near = named.filter(({ seen }) => seen.length === 0 || gap(run.appearances, seen) <= GENERATION);
  const same = near.filter(({ keys }) => keys.has(run.key) && isFullName(run.key));
  const inOffice = near.filter(({ seen }) => gap(run.appearances, seen, sameOffice) <= TERM);
  const found =
    only(same) ??
    only(inOffice) ??
    (FEW_SURNAMES.has(lineage) && !isFullName(run.key) ? undefined : only(near));
  if (found) {
    const [first] = candidates.get(found.person) ? [candidates.get(found.person)] : [];
    first?.seen.push(...run.appearances);
    return { person: found.person };
  }
  if (named.length > 0 && near.length > 0)
    return doubt(
      run,
      near.map(({ person }) => nameFor(person)),
    );
  if (twin.length > 0 && isFullName(run.key))
    return {
      person: undefined,
      why: `"${first(run.names)}" may be two persons, as there are ${yearsOf([run, ...twin]).join(', ')}`,
    };
  const alike = [
    ...[...candidates.values()]
      .filter(
        ({ keys, seen }) =>
          (seen.length === 0 || gap(run.appearances, seen) <= GENERATION) &&
          [...keys].some(
            (key) => key !== run.key && isFullName(key) === isFullName(run.key) && areAlike(run.key, key),
          ),
      )
      .map(({ person }) => nameFor(person)),
    ...others
      .filter(
        (other) =>
          other.key !== run.key &&
          !partOf(other.key, run.key) &&
          gap(run.appearances, other.appearances) <= GENERATION &&
          areAlike(run.key, other.key),
      )
      .flatMap(({ names }) => [...names]),
  ];
  if (alike.length > 0) return doubt(run, [...new Set(alike)]);
  if (!isFullName(run.key) && FEW_SURNAMES.has(lineage) && !oneOffice(run.appearances))
    return doubt(
      run,
      run.appearances.map(({ office, name }) => `${office} ${name}`),
    );
  const state = run.appearances[0]?.state ?? lineage;
  const person: Person = { lineage, state, decided: undefined, known: undefined, printed: new Map() };
  candidates.set(person, { person, keys: new Set([run.key]), seen: [...run.appearances] });
  for (const name of run.names) person.printed.set(name, 0);
  return { person };
}

/** Returns one person for each known record and each decision, across lineages. */
function personsById(known: readonly KnownPerson[]) {
  const records = new Map(known.map(({ record }) => [record.id, record]));
  const persons = new Map<string, Person>();
  const get = (key: string, make: () => Person) => getOrMake(persons, key, make);
  return {
    known: (record: ParticipantRecord, lineage: string) =>
      get(record.id, () => ({
        lineage,
        state: lineage,
        decided: undefined,
        known: record,
        printed: new Map(),
      })),
    decided: (decided: DecidedPerson, lineage: string, state: string) => {
      const record = records.get(decided.id);
      return get(decided.id, () => ({ lineage, state, decided, known: record, printed: new Map() }));
    },
  };
}

const doubt = ({ names }: Run, others: readonly string[]): Answer => ({
  person: undefined,
  why: `"${first(names)}" may or may not be ${[...new Set(others)].map((name) => `"${name}"`).join(' or ')}`,
});

const keyOf = ({ lineage, name, office, day }: Appearance): string =>
  [lineage, name, office ?? '', day].join('|');

/** Whether all words of a name occur in another. */
function partOf(part: string, whole: string): boolean {
  const words = whole.split(' ');
  return part.split(' ').every((word) => words.includes(word));
}

/** The smallest number of years between two groups of appearances that `match`. */
function gap(
  some: readonly Seen[],
  others: readonly Seen[],
  match: (a: string | undefined, b: string | undefined) => boolean = () => true,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (const a of some)
    for (const b of others)
      if (match(a.office, b.office)) least = Math.min(least, yearsBetween(a.day, b.day));
  return least;
}

const yearsBetween = (a: string, b: string): number =>
  Math.abs(Number(b.slice(0, 4)) - Number(a.slice(0, 4)));

const yearsOf = (runs: readonly Run[]): string[] =>
  runs.flatMap(({ appearances }) => appearances.map(({ day }) => day.slice(0, 4))).sort();

const oneOffice = (appearances: readonly Appearance[]): boolean =>
  appearances.every(({ office }) => sameOffice(office, appearances[0]?.office));

const only = <T>(values: readonly T[]): T | undefined => (values.length === 1 ? values[0] : undefined);

const first = (names: ReadonlySet<string>): string => [...names][0] ?? '';

const namesOf = ({ name, names }: ParticipantRecord): string[] => [
  name,
  ...(names ?? []).map((each) => each.name),
];

const nameFor = ({ known, decided, printed }: Person): string =>
  known?.name ?? decided?.name ?? [...printed.keys()][0] ?? '';

function count(person: Person, name: string): void {
  person.printed.set(name, (person.printed.get(name) ?? 0) + 1);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const held = map.get(key);
  if (held !== undefined) return held;
  const made = make();
  map.set(key, made);
  return made;
}
