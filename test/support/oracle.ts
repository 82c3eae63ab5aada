import type { Corpus, Meeting, Statement } from '../../schema/record/corpus.ts';
import { idOf } from './table.ts';

/**
 * What every list must hold, worked out from the corpus the slow and obvious way: all records, the ones that
 * fulfil the conditions, sorted. Shares no code with the store.
 */

export interface MeetingConditions {
  readonly date?: { from?: string; to?: string };
  readonly participant?: string;
  readonly between?: readonly string[];
  readonly country?: string;
  readonly topic?: string;
  readonly form?: readonly string[];
  readonly status?: readonly string[];
  readonly visit?: readonly string[];
  readonly series?: string;
  readonly withPredecessors?: boolean;
  readonly within?: string;
}

export interface StatementConditions {
  readonly date?: { from?: string; to?: string };
  readonly speaker?: string;
  readonly onBehalfOf?: string;
  readonly maker?: string;
  readonly topic?: string;
  readonly secondTopic?: string;
  readonly withPredecessors?: boolean;
  readonly mode?: readonly string[];
  readonly setting?: readonly string[];
  readonly stance?: readonly string[];
  readonly readout?: { meeting: string; id: string };
  readonly meeting?: string;
}

const overlaps = (meeting: Meeting, range: { from?: string; to?: string } | undefined) =>
  (!range?.from || meeting.date.end >= range.from) && (!range?.to || meeting.date.start <= range.to);

const wasThere = (meeting: Meeting, who: readonly string[]) =>
  meeting.participants.some(
    (presence) => who.includes(presence.who) || (presence.for !== undefined && who.includes(presence.for)),
  );

/** A participant and, if they count, all that came before it. */
function countedAs(corpus: Corpus, who: string, withPredecessors: boolean | undefined): string[] {
  const record = corpus.participants.find(({ id }) => id === who);
  const before = withPredecessors ? (record?.predecessors ?? []) : [];
  return [who, ...before.flatMap((each) => countedAs(corpus, each, true))];
}

/** Whether `topic` is `other` or lies above it. */
function covers(corpus: Corpus, topic: string, other: string): boolean {
  if (topic === other) return true;
  const record = corpus.topics.find(({ id }) => id === other);
  return (record?.broader ?? []).some((broader) => covers(corpus, topic, broader));
}

const isAbout = (corpus: Corpus, record: Pick<Statement, 'topics'>, topic: string) =>
  record.topics.some((each) => covers(corpus, topic, each));

const standsFor = (meeting: Meeting, who: string) =>
  [...meeting.participants, ...meeting.voices].find((each) => each.who === who)?.for;

const byDate = (a: Meeting, b: Meeting) => compare(a.date.start, b.date.start) || compare(a.id, b.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Ids of the meetings, oldest first. */
export function meetingsOf(corpus: Corpus, wanted: MeetingConditions): string[] {
  const who = [...(wanted.between ?? []), ...(wanted.participant ? [wanted.participant] : [])];
  const groups = who.map((each) => countedAs(corpus, each, wanted.withPredecessors));
  return corpus.meetings
    .filter(
      (meeting) =>
        overlaps(meeting, wanted.date) &&
        groups.every((group) => wasThere(meeting, group)) &&
        (!wanted.country || meeting.place?.country === wanted.country) &&
        (!wanted.topic ||
          [meeting, ...meeting.statements].some((each) => isAbout(corpus, each, wanted.topic ?? ''))) &&
        (!wanted.form?.length || wanted.form.includes(meeting.form)) &&
        (!wanted.status?.length || wanted.status.includes(meeting.status)) &&
        (!wanted.visit?.length || (meeting.visit && wanted.visit.includes(meeting.visit))) &&
        (!wanted.series || meeting.series?.id === wanted.series) &&
        (!wanted.within || meeting.within === wanted.within),
    )
    .sort(byDate)
    .map(({ id }) => idOf('Meeting', id));
}

/** Ids of the statements, oldest first. */
export function statementsOf(corpus: Corpus, wanted: StatementConditions): string[] {
  const groupOf = (who: string | undefined) =>
    who === undefined ? undefined : countedAs(corpus, who, wanted.withPredecessors);
  const [speaker, onBehalfOf, maker] = [wanted.speaker, wanted.onBehalfOf, wanted.maker].map(groupOf);
  return [...corpus.meetings].sort(byDate).flatMap((meeting) =>
    meeting.statements.flatMap((statement) => {
      const isBy = (group: readonly string[]) => group.some((each) => statement.by.includes(each));
      const isFor = (group: readonly string[]) =>
        statement.by.some((each) => group.includes(standsFor(meeting, each) ?? ''));
      const fits =
        overlaps(meeting, wanted.date) &&
        (!wanted.meeting || meeting.id === wanted.meeting) &&
        (!speaker || isBy(speaker)) &&
        (!onBehalfOf || isFor(onBehalfOf)) &&
        (!maker || isBy(maker) || isFor(maker)) &&
        [wanted.topic, wanted.secondTopic].every((topic) => !topic || isAbout(corpus, statement, topic)) &&
        (!wanted.mode?.length || wanted.mode.includes(statement.mode)) &&
        (!wanted.setting?.length || wanted.setting.includes(statement.setting)) &&
        (!wanted.stance?.length || (statement.stance && wanted.stance.includes(statement.stance))) &&
        (!wanted.readout ||
          (meeting.id === wanted.readout.meeting && statement.cite.readout === wanted.readout.id));
      return fits ? [idOf('Statement', `${meeting.id}#${statement.id}`)] : [];
    }),
  );
}

/** Ids of the participants by name, or by the names that a prefix finds. */
export function participantsOf(
  corpus: Corpus,
  wanted: { kind?: readonly string[]; country?: string; name?: string },
): string[] {
  return corpus.participants
    .filter(
      ({ kind, country }) =>
        (!wanted.kind?.length || wanted.kind.includes(kind)) &&
        (!wanted.country || country === wanted.country),
    )
    .flatMap(({ id, name, names }) =>
      sortedByName(id, [name], [name, ...names.map((each) => each.name)], wanted.name),
    )
    .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
    .map(({ id }) => idOf('Participant', id));
}

/** Ids of the topics by label, or by the labels that a prefix finds. */
export function topicsOf(corpus: Corpus, wanted: { roots?: boolean; label?: string }): string[] {
  return corpus.topics
    .filter(({ broader }) => wanted.roots === undefined || (broader.length === 0) === wanted.roots)
    .flatMap(({ id, prefLabel, altLabels }) =>
      sortedByName(id, [prefLabel], [prefLabel, ...altLabels], wanted.label),
    )
    .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
    .map(({ id }) => idOf('Topic', id));
}

function sortedByName(id: string, shown: string[], all: string[], prefix: string | undefined) {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase();
  const starts =
    prefix === undefined
      ? shown.map(plain)
      : all
          .flatMap((name) =>
            plain(name)
              .split(' ')
              .map((_, index, words) => words.slice(index).join(' ')),
          )
          .filter((start) => start.startsWith(plain(prefix)));
  const [first] = starts.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return first === undefined ? [] : [{ id, key: `${first}\t${id}` }];
}
