import type { Corpus, Meeting, Statement } from '../../schema/record/corpus.ts';
import { foldText } from '../../schema/record/value/fold-name.ts';
import type { FacetField } from '../../schema/release/index/facet-fields.ts';
import { isFound, readQuery, type Wanted } from './oracle-words.ts';

/**
 * What a search must find, worked out from the records the slow and obvious way. Of the engine it shares the
 * folding of letters alone.
 */

export interface SearchConditionsOfOracle {
  readonly types?: readonly string[];
  readonly date?: { from?: string; to?: string };
  readonly participant?: string;
  readonly country?: string;
  readonly topic?: string;
  readonly mode?: readonly string[];
  readonly stance?: readonly string[];
  readonly language?: string;
}

type Document =
  | { readonly key: string; readonly type: 'MEETING'; readonly meeting: Meeting }
  | {
      readonly key: string;
      readonly type: 'STATEMENT';
      readonly meeting: Meeting;
      readonly statement: Statement;
    }
  | { readonly key: string; readonly type: 'PARTICIPANT'; readonly id: string }
  | { readonly key: string; readonly type: 'TOPIC'; readonly id: string };

/**
 * A corpus as it is read: its documents in the order of a search, with all texts by which each is found, each
 * on its own.
 */
interface Reading {
  readonly documents: readonly (Document & { readonly texts: readonly string[] })[];
  readonly above: (topic: string) => readonly string[];
  readonly isPerson: (id: string) => boolean;
}

const readings = new WeakMap<Corpus, Reading>();

const readingOf = (corpus: Corpus): Reading => {
  const reading = readings.get(corpus) ?? read(corpus);
  readings.set(corpus, reading);
  return reading;
};

export const byDate = (a: Meeting, b: Meeting) => compare(a.date.start, b.date.start) || compare(a.id, b.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const some = (texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined);
const standsFor = (meeting: Meeting, who: string) =>
  [...meeting.participants, ...meeting.voices].find((each) => each.who === who)?.for;

function read(corpus: Corpus): Reading {
  const byId = <T extends { id: string }>(records: readonly T[]) =>
    new Map(records.map((each) => [each.id, each]));
  const participants = byId(corpus.participants);
  const topics = byId(corpus.topics);
  const series = byId(corpus.series);
  const above = (topic: string): string[] => [topic, ...(topics.get(topic)?.broader ?? []).flatMap(above)];
  const namesOf = (id: string): string[] => {
    const { name, names = [] } = participants.get(id) ?? {};
    return some([name, ...names.map((each) => each.name)]);
  };
  const labelsOf = (id: string): string[] => {
    const { prefLabel, altLabels = [] } = topics.get(id) ?? {};
    return some([prefLabel, ...altLabels]);
  };

  function textsOf(document: Document): string[] {
    if (document.type === 'PARTICIPANT') return namesOf(document.id);
    if (document.type === 'TOPIC')
      return [...labelsOf(document.id), ...some([topics.get(document.id)?.description])];
    const { meeting } = document;
    if (document.type === 'MEETING') {
      const { place, note, readouts, documents, statements } = meeting;
      const who = some(meeting.participants.flatMap((each) => [each.who, each.for]));
      const about = [...meeting.topics, ...statements.flatMap((each) => each.topics)].flatMap(above);
      return [
        meeting.title,
        ...some([place?.city, place?.region, place?.venue, note]),
        ...some([meeting.series && series.get(meeting.series.id)?.name]),
        ...some([...readouts, ...documents].map(({ title }) => title)),
        ...some(meeting.participants.map(({ office }) => office)),
        ...[...new Set(who)].flatMap(namesOf),
        ...[...new Set(about)].flatMap(labelsOf),
      ];
    }
    const { statement } = document;
    const who = some([...statement.by, ...statement.by.map((by) => standsFor(meeting, by)), ...statement.to]);
    return [
      statement.text,
      ...some([statement.quote]),
      ...[...new Set(who)].flatMap(namesOf),
      ...statement.topics.flatMap(above).flatMap(labelsOf),
    ];
  }

  /** Ids in the order of the folded names. */
  const named = (records: readonly { id: string }[], nameOf: (id: string) => string): string[] =>
    records
      .map(({ id }) => ({ id, key: Buffer.from(`${foldText(nameOf(id))}\t${id}`) }))
      .sort((a, b) => Buffer.compare(a.key, b.key))
      .map(({ id }) => id);
  const documents: Document[] = [
    ...named(corpus.participants, (id) => participants.get(id)?.name ?? '').map(
      (id) => ({ key: `PARTICIPANT ${id}`, type: 'PARTICIPANT', id }) as const,
    ),
    ...named(corpus.topics, (id) => topics.get(id)?.prefLabel ?? '').map(
      (id) => ({ key: `TOPIC ${id}`, type: 'TOPIC', id }) as const,
    ),
    ...[...corpus.meetings].sort(byDate).flatMap((meeting): Document[] => [
      { key: `MEETING ${meeting.id}`, type: 'MEETING', meeting },
      ...meeting.statements.map(
        (statement, at): Document => ({
          key: `STATEMENT ${meeting.id}#${at + 1}`,
          type: 'STATEMENT',
          meeting,
          statement,
        }),
      ),
    ]),
  ];
  return {
    documents: documents.map((document) => ({ ...document, texts: textsOf(document) })),
    above,
    isPerson: (id) => participants.get(id)?.kind === 'PERSON',
  };
}

function fits(document: Document, conditions: SearchConditionsOfOracle, above: Reading['above']): boolean {
  const { types, date, participant, country, topic, mode, stance, language } = conditions;
  if (types?.length && !types.includes(document.type)) return false;
  const isConditioned =
    [date, participant, country, topic, language].some(Boolean) || mode?.length || stance?.length;
  if (document.type === 'PARTICIPANT' || document.type === 'TOPIC') return !isConditioned;
  const { meeting } = document;
  const isMeeting = document.type === 'MEETING';
  const about = isMeeting
    ? [...meeting.topics, ...meeting.statements.flatMap(({ topics }) => topics)]
    : document.statement.topics;
  const languages = meeting.readouts
    .filter(({ id }) => isMeeting || id === document.statement.cite.readout)
    .map((readout) => readout.language);
  const isBy = isMeeting
    ? meeting.participants.some((each) => each.who === participant || each.for === participant)
    : document.statement.by.some((by) => by === participant || standsFor(meeting, by) === participant);
  return (
    (!date?.from || meeting.date.end >= date.from) &&
    (!date?.to || meeting.date.start <= date.to) &&
    (!country || meeting.place?.country === country) &&
    (!topic || about.flatMap(above).includes(topic)) &&
    (!participant || isBy) &&
    (!mode?.length || (!isMeeting && mode.includes(document.statement.mode))) &&
    (!stance?.length || (!isMeeting && stance.includes(document.statement.stance ?? ''))) &&
    (!language || languages.some((each) => each === language || each.startsWith(`${language}-`)))
  );
}

/**
 * The documents that a query finds: participants and topics by name, then the others from the oldest to the
 * newest.
 */
export function search(corpus: Corpus, query: string, conditions: SearchConditionsOfOracle = {}): Document[] {
  const { every, without } = readQuery(query);
  const { documents, above } = readingOf(corpus);
  return documents.filter((document) => {
    const finds = (wanted: Wanted) => document.texts.some((text) => isFound(text, wanted));
    return (
      fits(document, conditions, above) && every.every((terms) => terms.some(finds)) && !without.some(finds)
    );
  });
}

/** How many of the documents have each value of a field. */
export function facet(
  corpus: Corpus,
  documents: readonly Document[],
  field: FacetField,
): Record<string, number> {
  const { above, isPerson } = readingOf(corpus);
  const counts: Record<string, number> = {};
  for (const document of documents) {
    if (document.type === 'PARTICIPANT' || document.type === 'TOPIC') continue;
    const { meeting } = document;
    const isMeeting = document.type === 'MEETING';
    const statements = isMeeting ? meeting.statements : [document.statement];
    const parties = (who: string, side: string | undefined) => [side, isPerson(who) ? undefined : who];
    const values = (): (string | undefined)[] => {
      switch (field) {
        case 'PARTY':
          return isMeeting
            ? meeting.participants.flatMap((each) => parties(each.who, each.for))
            : statements.flatMap(({ by }) => by.flatMap((who) => parties(who, standsFor(meeting, who))));
        case 'SPEAKER':
          return statements.flatMap(({ by }) => by);
        case 'TOPIC':
          return [
            ...(isMeeting ? meeting.topics : []),
            ...statements.flatMap(({ topics }) => topics),
          ].flatMap(above);
        case 'FORM':
          return [meeting.form];
        case 'YEAR':
          return [meeting.date.start.slice(0, 4)];
        case 'COUNTRY':
          return [meeting.place?.country];
        case 'MODE':
          return statements.map(({ mode }) => mode);
        case 'STANCE':
          return statements.map(({ stance }) => stance);
        case 'PUBLISHER':
          return meeting.readouts
            .filter(({ id }) => isMeeting || statements.some(({ cite }) => cite.readout === id))
            .map(({ publisher }) => publisher);
      }
    };
    for (const value of new Set(values())) {
      if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return counts;
}
