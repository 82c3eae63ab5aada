import type { Statement } from '../record/corpus.ts';
import { unpackStatement } from './codec/statement.ts';
import { boundsOf, type Days, overlaps, spanOf } from './date-bounds.ts';
import { datePosition, type List, list } from './keys.ts';
import { EMPTY, type Listing, sourceOfList, sourceOfYears } from './listing.ts';
import { type Entry, sourceOfArray } from './page.ts';
import { type Group, groupsOf } from './predecessors.ts';
import type { MeetingPage, StatementFull } from './rows.ts';
import type { Session } from './session.ts';

export interface StatementQuery {
  readonly days?: Days;
  /** Slug of its maker, directly or through a representative. */
  readonly maker?: string;
  /** Slug of a speaker. */
  readonly speaker?: string;
  /** Slug of the party that the speakers represented. */
  readonly onBehalfOf?: string;
  /** Whether predecessors of those count as well. */
  readonly withPredecessors?: true;
  /** Slugs of topics, all of which it is about; narrower ones count. */
  readonly topics?: readonly string[];
  readonly modes?: readonly Statement['mode'][];
  readonly settings?: readonly Statement['setting'][];
  readonly stances?: readonly NonNullable<Statement['stance']>[];
  /** Id of the readout cited, within a meeting. */
  readonly readout?: { readonly meeting: string; readonly id: string };
  /** Slug of the meeting. */
  readonly meeting?: string;
}

/**
 * The list in the table that contains exactly what a query matches; undefined if there is none. Statements of
 * one meeting come from its page, which is read completely.
 */
export async function keyedStatements(
  session: Session,
  query: StatementQuery,
): Promise<Listing<StatementFull> | undefined> {
  const within = query.meeting ?? query.readout?.meeting;
  if (within !== undefined) {
    const page = await session.page(within);
    return page ? listWithinMeeting(page, query, await whosOf(session, query)) : EMPTY;
  }
  const { days = {}, maker, speaker, onBehalfOf, withPredecessors } = query;
  const isNarrowed = [query.modes, query.settings, query.stances].some((words) => words?.length);
  // A participant has one list for both what it made and what was made on its behalf.
  const isPart = speaker !== undefined || onBehalfOf !== undefined;
  if (isNarrowed || isPart || withPredecessors || days.from !== undefined) return undefined;
  const [topic, another] = topicsOf(query);
  if (another !== undefined) return undefined;
  const only = listOf(maker, topic);
  if (!only) return everyStatement(session, days);
  const source = sourceOfList(session.reader, only, unpackStatement, boundsOf(days));
  if (days.to !== undefined) return { source };
  return { source, total: async () => (await session.counter(only)).n };
}

function listOf(maker: string | undefined, topic: string | undefined): List | undefined {
  if (maker === undefined) return topic === undefined ? undefined : list.statementsOnTopic(topic);
  return topic === undefined
    ? list.statementsOfParticipant(maker)
    : list.statementsOfParticipantOnTopic(maker, topic);
}

const topicsOf = (query: StatementQuery): string[] => [...new Set(query.topics ?? [])];

function everyStatement({ head, reader }: Session, days: Days): Listing<StatementFull> {
  const source = sourceOfYears({
    reader,
    years: head.statementYears,
    listOf: list.statementsOfYear,
    unpack: unpackStatement,
    days,
  });
  return days.to === undefined ? { source, total: async () => head.statements } : { source };
}

/** The participants in the query, each with its predecessors if those count. */
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

/** The statements of one meeting whose page is already loaded. */
function listWithinMeeting(page: MeetingPage, query: StatementQuery, whos: Whos): Listing<StatementFull> {
  const { slug, edtf } = page.head;
  const { start } = spanOf(edtf);
  const entries = page.statements
    .filter(keeps(query, whos))
    .map((value): Entry<StatementFull> => ({ at: datePosition(start, slug, value.position), value }));
  return { source: sourceOfArray(entries), total: async () => entries.length };
}

/** Whether a statement matches the query. */
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
