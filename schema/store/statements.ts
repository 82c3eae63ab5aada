import type { Statement } from '../record/corpus.ts';
import { unpackStatement } from './codec.ts';
import {
  boundsOf,
  type Candidate,
  type Days,
  narrowest,
  needsLook,
  overlaps,
  spanOf,
} from './date-bounds.ts';
import { datePosition, type List, list } from './keys.ts';
import { EMPTY, type Listing, shortest, sourceOfList, sourceOfYears } from './listing.ts';
import { type Entry, sourceOfAll, sourceOfArray } from './page.ts';
import { type Group, groupsOf } from './predecessors.ts';
import type { Counter, MeetingPage, StatementFull } from './rows.ts';
import type { Session } from './session.ts';

export interface StatementQuery {
  readonly days?: Days;
  /** Slug of who made it, itself or through somebody who stood for it. */
  readonly maker?: string;
  /** Slug of a speaker. */
  readonly speaker?: string;
  /** Slug of what the speakers stood for. */
  readonly onBehalfOf?: string;
  /** Whether the predecessors of those count as they do. */
  readonly withPredecessors?: true;
  /** Slugs of topics that it is all about; the narrower ones count. */
  readonly topics?: readonly string[];
  readonly modes?: readonly Statement['mode'][];
  readonly settings?: readonly Statement['setting'][];
  readonly stances?: readonly NonNullable<Statement['stance']>[];
  /** Id of the readout cited, within a meeting. */
  readonly readout?: { readonly meeting: string; readonly id: string };
  /** Slug of the meeting. */
  readonly meeting?: string;
}

/** The statements that a query asks for: the narrowest list is read, what it holds beyond them is passed over. */
export async function listStatements(
  session: Session,
  query: StatementQuery,
): Promise<Listing<StatementFull>> {
  const within = query.meeting ?? query.readout?.meeting;
  const whos = await whosOf(session, query);
  if (within !== undefined) {
    const page = await session.page(within);
    return page ? listWithinMeeting(page, query, whos) : EMPTY;
  }
  const days = query.days ?? {};
  const isDated = days.from !== undefined || days.to !== undefined;
  const isNarrowed = [query.modes, query.settings, query.stances].some((words) => words?.length);
  if ([whos.maker, whos.speaker, whos.onBehalfOf].some((group) => group && group.length > 1))
    return listOfGroups(session, query, whos);
  const choices = choicesOf(query);
  if (choices.length === 0) return everyStatement(session, query, days, isNarrowed);

  const [only] = choices;
  if (
    only &&
    choices.length === 1 &&
    !isDated &&
    only.answers === conditionsOf(query) &&
    !only.part &&
    !isNarrowed
  ) {
    return {
      source: sourceOfList(session.reader, only.list, unpackStatement),
      total: async () => (await session.counter(only.list)).n,
    };
  }
  const counted = await Promise.all(
    choices.map(async (choice): Promise<Choice & Candidate & { longest: number; exact: number }> => {
      const counter = await session.counter(choice.list);
      const exact = choice.part ? counter[choice.part] : counter.n;
      return { ...choice, n: counter.n, longest: counter.longest, exact };
    }),
  );
  const best = narrowest(counted);
  if (!best || best.n === 0) return EMPTY;
  const isAnswer = best.answers === conditionsOf(query);
  const isKept = isNarrowed || !isAnswer || best.exact !== best.n || needsLook(days, best.longest);
  return {
    source: sourceOfList(session.reader, best.list, unpackStatement, boundsOf(days, best.longest), isKept),
    ...(isKept ? { keep: keeps(query, whos) } : {}),
    total: async () => (isAnswer && !isNarrowed && !isDated ? best.exact : null),
  };
}

/** Who the query asks for, each with its predecessors where those count. */
interface Whos {
  readonly maker?: Group;
  readonly speaker?: Group;
  readonly onBehalfOf?: Group;
}

async function whosOf(session: Session, query: StatementQuery): Promise<Whos> {
  const asked = (['maker', 'speaker', 'onBehalfOf'] as const).flatMap((role) => {
    const slug = query[role];
    return slug === undefined ? [] : [{ role, slug }];
  });
  const groups = await groupsOf(
    session,
    asked.map(({ slug }) => slug),
    query.withPredecessors,
  );
  return Object.fromEntries(asked.map(({ role }, index) => [role, groups[index] ?? []]));
}

/** The statements of somebody of each group. */
async function listOfGroups(
  session: Session,
  query: StatementQuery,
  whos: Whos,
): Promise<Listing<StatementFull>> {
  const topics = topicsOf(query);
  const groups = [whos.maker, whos.speaker, whos.onBehalfOf].filter((group) => group !== undefined);
  const choices = groups.flatMap((group) =>
    topics.length === 0
      ? [group.map(list.statementsOfParticipant)]
      : topics.map((topic) => group.map((slug) => list.statementsOfParticipantOnTopic(slug, topic))),
  );
  const best = await shortest(session, choices);
  const bounds = boundsOf(query.days ?? {}, best.longest);
  return {
    source: sourceOfAll(
      best.lists.map((each) => sourceOfList(session.reader, each, unpackStatement, bounds, true)),
    ),
    keep: keeps(query, whos),
    total: async () => null,
  };
}

interface Choice {
  readonly list: List;
  /** How many conditions of the query every entry fulfils, or the counter knows the entries that do. */
  readonly answers: number;
  /** The counter's number of entries that fulfil the condition; absent when all do. */
  readonly part?: keyof Pick<Counter, 'spoken' | 'onBehalf'>;
}

/** Conditions that lists can answer. */
const conditionsOf = (query: StatementQuery): number =>
  [query.maker, query.speaker, query.onBehalfOf].filter((who) => who !== undefined).length +
  topicsOf(query).length;

const topicsOf = (query: StatementQuery): string[] => [...new Set(query.topics ?? [])];

/** The lists that hold every answer: of each who on each topic, else of each who, else of each topic. */
function choicesOf(query: StatementQuery): Choice[] {
  const topics = topicsOf(query);
  const whos: { slug: string; part?: 'spoken' | 'onBehalf' }[] = [
    ...(query.maker === undefined ? [] : [{ slug: query.maker }]),
    ...(query.speaker === undefined ? [] : [{ slug: query.speaker, part: 'spoken' as const }]),
    ...(query.onBehalfOf === undefined ? [] : [{ slug: query.onBehalfOf, part: 'onBehalf' as const }]),
  ];
  if (whos.length === 0) return topics.map((topic) => ({ list: list.statementsOnTopic(topic), answers: 1 }));
  return whos.flatMap(({ slug, ...part }): Choice[] =>
    topics.length === 0
      ? [{ list: list.statementsOfParticipant(slug), answers: 1, ...part }]
      : topics.map((topic) => ({
          list: list.statementsOfParticipantOnTopic(slug, topic),
          answers: 2,
          ...part,
        })),
  );
}

function everyStatement(
  session: Session,
  query: StatementQuery,
  days: Days,
  isNarrowed: boolean,
): Listing<StatementFull> {
  const { statementYears, statements } = session.head;
  const isKept = isNarrowed || statementYears.some(({ longest }) => needsLook(days, longest));
  const isExact = !isNarrowed && days.from === undefined && days.to === undefined;
  return {
    source: sourceOfYears({
      reader: session.reader,
      years: statementYears,
      listOf: list.statementsOfYear,
      unpack: unpackStatement,
      days,
      isKept,
    }),
    ...(isKept ? { keep: keeps(query, {}) } : {}),
    total: async () => (isExact ? statements : null),
  };
}

/** Those of one meeting, which is already here whole. */
function listWithinMeeting(page: MeetingPage, query: StatementQuery, whos: Whos): Listing<StatementFull> {
  const { slug, edtf } = page.head;
  const { start } = spanOf(edtf);
  const entries = page.statements
    .filter(keeps(query, whos))
    .map((value): Entry<StatementFull> => ({ at: datePosition(start, slug, value.position), value }));
  return { source: sourceOfArray(entries), total: async () => entries.length };
}

/** Whether a statement is one that the query asks for. */
function keeps(query: StatementQuery, whos: Whos): (statement: StatementFull) => boolean {
  const topics = topicsOf(query);
  return (statement) => {
    const isBy = (group: Group) => statement.speakers.some((speaker) => group.includes(speaker.slug));
    const isFor = (group: Group) => statement.onBehalfOf.some((party) => group.includes(party.slug));
    return (
      (!query.days || overlaps(statement.meeting.edtf, query.days)) &&
      (whos.maker === undefined || isBy(whos.maker) || isFor(whos.maker)) &&
      (whos.speaker === undefined || isBy(whos.speaker)) &&
      (whos.onBehalfOf === undefined || isFor(whos.onBehalfOf)) &&
      topics.every(
        (topic) =>
          statement.broaderTopics.includes(topic) || statement.topics.some(({ slug }) => slug === topic),
      ) &&
      (!query.modes?.length || query.modes.includes(statement.mode)) &&
      (!query.settings?.length || query.settings.includes(statement.setting)) &&
      (!query.stances?.length || (statement.stance !== null && query.stances.includes(statement.stance))) &&
      (query.meeting === undefined || statement.meeting.slug === query.meeting) &&
      (query.readout === undefined ||
        (statement.meeting.slug === query.readout.meeting && statement.readout.id === query.readout.id))
    );
  };
}
