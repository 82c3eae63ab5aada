import fc from 'fast-check';
import type { Corpus, Meeting, Participant, Topic } from '../../schema/record/corpus.ts';
import { parseEdtf } from '../../schema/record/value/edtf.ts';

/**
 * Small corpora with everything in them that makes a list hard: empty years, ties, intervals, large meetings,
 * nested topics.
 */

const STATES = Array.from({ length: 11 }, (_, index) => `state-${index}`);
const ORGANIZATIONS = ['org-a', 'org-b'];
const PERSONS = ['ann', 'ben', 'cyd', 'dan', 'dot', 'dove', 'eve', 'loud'];
export const PARTIES = [...STATES, ...ORGANIZATIONS];
export const COUNTRIES = ['CH', 'CN', 'FR'];

const NAMES: Readonly<Record<string, readonly string[]>> = {
  ann: ['Ann Wang', 'Анна Ван', 'Wang Ann'],
  ben: ['Ben Wáng', '王本'],
  cyd: ['Cyd Ångström', 'Angstrom Cyd', 'Цид'],
  dan: ['王'],
  // Names without a letter have a place in every list as well.
  dot: ['…'],
  dove: ['🕊', '!!'],
  eve: ['Éve', 'Eve of Wang'],
  loud: ['!!!'],
};

/** A tree with a diamond: `e` lies below both `b` and `c`, which lie below `a`. */
const BROADER: Readonly<Record<string, readonly string[]>> = {
  a: [],
  b: ['a'],
  c: ['a'],
  d: ['b'],
  e: ['b', 'c'],
  f: [],
};
export const TOPICS = Object.keys(BROADER);

/** Two steps back, two heirs of one state, and an organization after another. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  'state-0': ['state-1'],
  'state-1': ['state-2'],
  'state-3': ['state-2'],
  'org-b': ['org-a'],
};

export const SERIES = ['s-a', 's-b'];
export const VISITS = ['STATE', 'WORKING'] as const;

const participants: Participant[] = [
  ...PARTIES.map(
    (id): Participant => ({
      id,
      kind: id.startsWith('org') ? 'ORGANIZATION' : 'STATE',
      name: id.replace('-', ' '),
      names: [],
      predecessors: [...(BEFORE[id] ?? [])],
      identifiers: { wikidata: `Q${1 + PARTIES.indexOf(id)}` },
      ...(id === 'state-0' ? { country: 'CN' } : {}),
    }),
  ),
  ...PERSONS.map((id): Participant => {
    const [name = id, ...others] = NAMES[id] ?? [];
    return {
      id,
      kind: 'PERSON',
      name,
      names: others.map((other) => ({ name: other })),
      predecessors: [],
      identifiers: {},
      country: 'CN',
    };
  }),
].sort(byId);

const topics: Topic[] = TOPICS.map((id) => ({
  id,
  prefLabel: id === 'f' ? '?!' : `Topic ${id}`,
  altLabels: id === 'a' ? ['Topical matters', 'Tópic'] : [],
  broader: [...(BROADER[id] ?? [])],
  exactMatch: {},
}));

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

// Few days of few years, far apart, so that ties and empty years are frequent.
const day = fc
  .record({
    year: fc.constantFrom(1999, 2003, 2004, 2021),
    month: fc.integer({ min: 1, max: 3 }),
    day: fc.constantFrom(1, 2, 28),
  })
  .map(({ year, month, day }) => `${year}-0${month}-${String(day).padStart(2, '0')}`);
const edtf = fc.oneof(
  { weight: 5, arbitrary: day },
  { weight: 1, arbitrary: day.map((each) => each.slice(0, 7)) },
  { weight: 1, arbitrary: day.map((each) => `${each.slice(0, 4)}~`) },
  { weight: 2, arbitrary: fc.tuple(day, day).map(([a, b]) => (a <= b ? `${a}/${b}` : `${b}/${a}`)) },
);

const presence = fc.record({
  who: fc.constantFrom(...PERSONS),
  for: fc.option(fc.constantFrom(...PARTIES), { nil: undefined }),
});
const attendance = fc
  .tuple(
    fc.uniqueArray(presence, { selector: ({ who }) => who, maxLength: 4 }),
    // Above eight parties a meeting is large.
    fc.oneof(fc.subarray(PARTIES, { minLength: 1, maxLength: 3 }), fc.subarray(PARTIES, { minLength: 9 })),
  )
  .map(([persons, parties]) => [
    ...persons.map(({ who, for: party }) => ({
      who,
      role: 'PARTICIPANT' as const,
      ...(party ? { for: party } : {}),
    })),
    ...parties.map((who) => ({ who, role: 'PARTICIPANT' as const })),
  ]);

const statement = fc.record({
  speaker: fc.nat(),
  joint: fc.boolean(),
  to: fc.subarray(PERSONS, { maxLength: 1 }),
  topics: fc.subarray(TOPICS, { minLength: 1, maxLength: 2 }),
  mode: fc.constantFrom('QUOTED' as const, 'REPORTED' as const, 'JOINT' as const),
  setting: fc.constantFrom('TALKS' as const, 'PRESS' as const, 'DOCUMENT' as const),
  stance: fc.constantFrom('SUPPORTS' as const, 'OPPOSES' as const, undefined),
  readout: fc.constantFrom('one', 'two'),
});

const meeting = fc
  .record({
    date: edtf,
    form: fc.constantFrom('BILATERAL' as const, 'SUMMIT' as const, 'CALL' as const),
    status: fc.constantFrom('HELD' as const, 'CANCELLED' as const),
    country: fc.constantFrom(...COUNTRIES, undefined),
    attendance,
    statements: fc.array(statement, { maxLength: 4 }),
    within: fc.option(fc.nat(), { nil: undefined }),
    topics: fc.subarray(TOPICS, { maxLength: 1 }),
    series: fc.constantFrom(...SERIES, undefined),
    visit: fc.constantFrom(...VISITS, undefined),
  })
  .map((raw) => ({
    ...raw,
    statements: raw.statements.map(({ speaker, joint, readout, stance, ...rest }, index) => {
      const who = (at: number) => raw.attendance[at % raw.attendance.length]?.who ?? '';
      const by = [...new Set(joint ? [who(speaker), who(speaker + 1)] : [who(speaker)])];
      return {
        ...rest,
        // Ids that do not follow the order of the record.
        id: `x${(index * 7 + 3) % 10}`,
        by,
        text: 'Something was said.',
        cite: { readout },
        ...(stance ? { stance } : {}),
      };
    }),
  }));

const readouts = ['one', 'two'].map((id) => ({ id, publisher: `Publisher ${id}`, language: 'en' }));

const series = SERIES.map((id) => ({ id, name: `Series ${id}` }));

/** Corpora of 0 to `size` meetings. */
export const corpora = (size: number): fc.Arbitrary<Corpus> =>
  fc.array(meeting, { maxLength: size }).map((raw) => {
    const meetings = raw.map((each, index): Meeting => {
      const parsed = parseEdtf(each.date);
      if (!parsed.ok) throw new Error(`the generator made a malformed date: ${each.date}`);
      return {
        // Ids that do not follow the dates, so that the two orders differ.
        id: `m-${(index * 7) % 10}-${index}`,
        title: `Meeting ${index}`,
        form: each.form,
        status: each.status,
        date: parsed.value,
        topics: each.topics,
        participants: each.attendance,
        participantsKnown: 'COMPLETE',
        voices: [],
        documents: [],
        readouts,
        statements: each.statements,
        ...(each.country ? { place: { country: each.country } } : {}),
        ...(each.series ? { series: { id: each.series, ordinal: index + 1 } } : {}),
        ...(each.visit ? { visit: each.visit } : {}),
      };
    });
    // A meeting may lie within an earlier one only: no cycles.
    raw.forEach(({ within }, index) => {
      const outer = within === undefined || index === 0 ? undefined : meetings[within % index];
      const inner = meetings[index];
      if (outer && inner) inner.within = outer.id;
    });
    return {
      title: 'Generated',
      licence: 'CC0-1.0',
      participants,
      topics,
      series,
      meetings: meetings.sort(byId),
    };
  });
