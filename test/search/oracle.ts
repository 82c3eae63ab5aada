import type { Corpus, Meeting, Statement } from '../../schema/record/corpus.ts';
import { foldText } from '../../schema/record/value/fold-name.ts';

/**
 * What a search must find, worked out from the records the slow and obvious way. Of the engine it shares the folding of
 * letters alone.
 */

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A folded word, or a single character of Chinese or Korean. */
interface Piece {
  readonly text: string;
  /** A character right behind another one. */
  readonly isJoined: boolean;
  readonly isCharacter: boolean;
}

const known = new Map<string, Piece[]>();

function piecesOf(text: string): Piece[] {
  const found = known.get(text);
  if (found) return found;
  const pieces = foldText(text)
    .split(' ')
    .flatMap((word) => runs(word.normalize('NFC')));
  known.set(text, pieces);
  return pieces;
}

function runs(word: string): Piece[] {
  return [
    ...word.matchAll(new RegExp(`(${CHARACTER.source}+)|((?:(?!${CHARACTER.source}).)+)`, 'gu')),
  ].flatMap(([, characters, letters]): Piece[] =>
    letters !== undefined
      ? [{ text: letters, isJoined: false, isCharacter: false }]
      : [...(characters ?? '')].map((text, at) => ({ text, isJoined: at > 0, isCharacter: true })),
  );
}

export interface Wanted {
  readonly pieces: readonly Piece[];
  readonly isPrefix: boolean;
}

/** Reads a query; the ones that tests make are well formed. */
export function readQuery(query: string): { every: Wanted[][]; without: Wanted[] } {
  const every: Wanted[][] = [];
  const without: Wanted[] = [];
  let isOr = false;
  for (const [, minus, quoted, plain] of query.matchAll(/(-)?(?:"([^"]*)"|(\S+))/g)) {
    if (plain === 'OR') {
      isOr = true;
      continue;
    }
    const text = quoted ?? plain ?? '';
    const isPrefix = quoted === undefined && text.endsWith('*');
    const wanted = { pieces: piecesOf(text), isPrefix };
    if (minus) without.push(wanted);
    else if (isOr) every.at(-1)?.push(wanted);
    else every.push([wanted]);
    isOr = false;
  }
  return { every, without };
}

function isIn(text: string, { pieces, isPrefix }: Wanted): boolean {
  const all = piecesOf(text);
  if (all.length < pieces.length) return false;
  return all.some((_, from) =>
    pieces.every((piece, at) => {
      const found = all[from + at];
      if (!found || found.isCharacter !== piece.isCharacter || (piece.isJoined && !found.isJoined))
        return false;
      const isLast = at === pieces.length - 1;
      return isLast && isPrefix && !piece.isCharacter
        ? found.text.startsWith(piece.text)
        : found.text === piece.text;
    }),
  );
}

const answers = new WeakMap<Wanted, Map<string, boolean>>();

/** The same, asked once for a text: a name stands in thousands of records. */
function isFound(text: string, wanted: Wanted): boolean {
  const known = answers.get(wanted) ?? new Map<string, boolean>();
  answers.set(wanted, known);
  const answer = known.get(text) ?? isIn(text, wanted);
  known.set(text, answer);
  return answer;
}

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

const byDate = (a: Meeting, b: Meeting) => compare(a.date.start, b.date.start) || compare(a.id, b.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The documents that a query finds: participants and topics by name, then the others from the oldest to the newest. */
export function search(corpus: Corpus, query: string, conditions: SearchConditionsOfOracle = {}): Document[] {
  const { every, without } = readQuery(query);
  const above = (topic: string): string[] => [
    topic,
    ...(corpus.topics.find(({ id }) => id === topic)?.broader ?? []).flatMap(above),
  ];
  const namesOf = (id: string): string[] => {
    const participant = corpus.participants.find((each) => each.id === id);
    return participant ? [participant.name, ...participant.names.map(({ name }) => name)] : [];
  };
  const labelsOf = (id: string): string[] => {
    const topic = corpus.topics.find((each) => each.id === id);
    return topic ? [topic.prefLabel, ...topic.altLabels] : [];
  };
  const standsFor = (meeting: Meeting, who: string) =>
    [...meeting.participants, ...meeting.voices].find((each) => each.who === who)?.for;
  const some = (ids: readonly (string | undefined)[]) => ids.filter((id) => id !== undefined);

  /** All texts by which a document is found, each on its own. */
  function textsOf(document: Document): string[] {
    if (document.type === 'PARTICIPANT') return namesOf(document.id);
    if (document.type === 'TOPIC') return labelsOf(document.id);
    const { meeting } = document;
    if (document.type === 'MEETING') {
      const who = some(meeting.participants.flatMap((each) => [each.who, each.for]));
      const topics = [...meeting.topics, ...meeting.statements.flatMap(({ topics }) => topics)].flatMap(
        above,
      );
      return [
        meeting.title,
        ...some([meeting.place?.city, meeting.place?.region, meeting.place?.venue]),
        ...some(meeting.readouts.map(({ title }) => title)),
        ...who.flatMap(namesOf),
        ...topics.flatMap(labelsOf),
      ];
    }
    const { statement } = document;
    const who = some([...statement.by, ...statement.by.map((by) => standsFor(meeting, by)), ...statement.to]);
    return [
      statement.text,
      ...some([statement.quote]),
      ...who.flatMap(namesOf),
      ...statement.topics.flatMap(above).flatMap(labelsOf),
    ];
  }

  function fits(document: Document): boolean {
    const { types, date, participant, country, topic, mode, stance, language } = conditions;
    if (types?.length && !types.includes(document.type)) return false;
    const isConditioned =
      [date, participant, country, topic, language].some(Boolean) || mode?.length || stance?.length;
    if (document.type === 'PARTICIPANT' || document.type === 'TOPIC') return !isConditioned;
    const { meeting } = document;
    const statements = document.type === 'STATEMENT' ? [document.statement] : meeting.statements;
    const languages =
      document.type === 'MEETING'
        ? meeting.readouts.map((readout) => readout.language)
        : meeting.readouts
            .filter(({ id }) => id === document.statement.cite.readout)
            .map((readout) => readout.language);
    const isBy =
      document.type === 'MEETING'
        ? meeting.participants.some((each) => each.who === participant || each.for === participant)
        : document.statement.by.some((by) => by === participant || standsFor(meeting, by) === participant);
    return (
      (!date?.from || meeting.date.end >= date.from) &&
      (!date?.to || meeting.date.start <= date.to) &&
      (!country || meeting.place?.country === country) &&
      (!topic ||
        [
          ...(document.type === 'MEETING' ? meeting.topics : []),
          ...statements.flatMap(({ topics }) => topics),
        ]
          .flatMap(above)
          .includes(topic)) &&
      (!participant || isBy) &&
      (!mode?.length || (document.type === 'STATEMENT' && mode.includes(document.statement.mode))) &&
      (!stance?.length ||
        (document.type === 'STATEMENT' && stance.includes(document.statement.stance ?? ''))) &&
      (!language || languages.some((each) => each === language || each.startsWith(`${language}-`)))
    );
  }

  const folded = (name: string) => foldText(name);
  const documents: Document[] = [
    ...[...corpus.participants]
      .sort((a, b) =>
        Buffer.compare(Buffer.from(`${folded(a.name)}\t${a.id}`), Buffer.from(`${folded(b.name)}\t${b.id}`)),
      )
      .map(({ id }) => ({ key: `PARTICIPANT ${id}`, type: 'PARTICIPANT' as const, id })),
    ...[...corpus.topics]
      .sort((a, b) =>
        Buffer.compare(
          Buffer.from(`${folded(a.prefLabel)}\t${a.id}`),
          Buffer.from(`${folded(b.prefLabel)}\t${b.id}`),
        ),
      )
      .map(({ id }) => ({ key: `TOPIC ${id}`, type: 'TOPIC' as const, id })),
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
  return documents.filter((document) => {
    const texts = textsOf(document);
    const finds = (wanted: Wanted) => texts.some((text) => isFound(text, wanted));
    return fits(document) && every.every((terms) => terms.some(finds)) && !without.some(finds);
  });
}

/** How many of the documents have each value of a field. */
export function facet(corpus: Corpus, documents: readonly Document[], field: string): Record<string, number> {
  const above = (topic: string): string[] => [
    topic,
    ...(corpus.topics.find(({ id }) => id === topic)?.broader ?? []).flatMap(above),
  ];
  const isParty = (id: string) => corpus.participants.find((each) => each.id === id)?.kind !== 'PERSON';
  const counts: Record<string, number> = {};
  for (const document of documents) {
    if (document.type === 'PARTICIPANT' || document.type === 'TOPIC') continue;
    const { meeting } = document;
    const isMeeting = document.type === 'MEETING';
    const statements = isMeeting ? meeting.statements : [document.statement];
    const standsFor = (who: string) =>
      [...meeting.participants, ...meeting.voices].find((each) => each.who === who)?.for;
    const values: Record<string, (string | undefined)[]> = {
      PARTY: isMeeting
        ? meeting.participants.flatMap((each) => [each.for, isParty(each.who) ? each.who : undefined])
        : statements.flatMap(({ by }) =>
            by.flatMap((who) => [standsFor(who), isParty(who) ? who : undefined]),
          ),
      SPEAKER: statements.flatMap(({ by }) => by),
      TOPIC: [...(isMeeting ? meeting.topics : []), ...statements.flatMap(({ topics }) => topics)].flatMap(
        above,
      ),
      FORM: [meeting.form],
      YEAR: [meeting.date.start.slice(0, 4)],
      COUNTRY: [meeting.place?.country],
      MODE: statements.map(({ mode }) => mode),
      STANCE: statements.map(({ stance }) => stance),
      PUBLISHER: meeting.readouts
        .filter(({ id }) => isMeeting || statements.some(({ cite }) => cite.readout === id))
        .map(({ publisher }) => publisher),
    };
    for (const value of new Set(values[field])) {
      if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return counts;
}

/** The pairs of a kind that met at meetings that were held, by `a b`, with number, weight in thousandths, first and last day. */
export function network(
  corpus: Corpus,
  kind: string,
  date: { from?: string; to?: string } = {},
): Record<string, { meetings: number; weight: number; first: string; last: string }> {
  const kindOf = (id: string) => corpus.participants.find((each) => each.id === id)?.kind;
  const pairs: Record<string, { meetings: number; weight: number; first: string; last: string }> = {};
  for (const meeting of [...corpus.meetings].sort(byDate)) {
    if (meeting.status !== 'HELD') continue;
    if ((date.from && meeting.date.end < date.from) || (date.to && meeting.date.start > date.to)) continue;
    const there = meeting.participants.flatMap(({ who, for: party }) => [
      { id: who, side: kindOf(who) === 'PERSON' ? party : undefined },
      ...(party ? [{ id: party, side: undefined }] : []),
    ]);
    const members = [...new Map(there.map((each) => [each.id, each])).values()].filter(
      ({ id }) => kindOf(id) === kind,
    );
    for (const a of members) {
      for (const b of members) {
        if (a.id >= b.id || (a.side !== undefined && a.side === b.side)) continue;
        const key = `${a.id} ${b.id}`;
        const pair = pairs[key] ?? { meetings: 0, weight: 0, first: meeting.date.start, last: '' };
        pairs[key] = {
          meetings: pair.meetings + 1,
          weight: pair.weight + 1 / (members.length - 1),
          first: pair.first,
          last: meeting.date.start,
        };
      }
    }
  }
  return pairs;
}
