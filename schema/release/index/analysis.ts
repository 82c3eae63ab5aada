import type { MeetingQuery } from '../../store/meetings.ts';
import type { PageRequest } from '../../store/page.ts';
import type { ParticipantQuery } from '../../store/participants.ts';
import type { TopicQuery } from '../../store/topics.ts';
import type { Bits } from './bits.ts';
import { counterpartsOf } from './counterparts.ts';
import { countFacet, type FacetCount } from './facet.ts';
import type { FacetField } from './facet-fields.ts';
import {
  documentsThat,
  meetingsThat,
  type SearchConditions,
  type StatementConditions,
  statementsThat,
} from './filter.ts';
import { match } from './match.ts';
import { pageOfNames, participantsThat, topicsThat } from './names.ts';
import { type Edge, type Meetings, type NetworkQuery, networkOf } from './network.ts';
import { placeOf, positionOf, searchPlaceOf, searchPositionOf } from './place.ts';
import type { SearchQuery } from './query.ts';
import { scoreAt, scoresOf, selectRanked } from './rank.ts';
import { ReleaseIndex } from './release-index.ts';
import { type Rows, rowsOf } from './rows.ts';
import { type KeyPage, select } from './select.ts';
import { selectFound } from './select-found.ts';
import { type Timeline, type TimelineQuery, timelineOf } from './timeline.ts';

/**
 * Everything that is answered from the index of a release. Results are numbers and keys of records; their
 * text is in the table. Another engine could be put behind this interface.
 */
export interface Analysis {
  meetings(query: MeetingQuery): Documents<string>;
  statements(query: StatementConditions): Documents<StatementKey>;
  participants(query: ParticipantQuery): Records<string>;
  topics(query: TopicQuery): Records<string>;
  search(query: SearchQuery): Search;
  network(query: NetworkQuery, limit: number): { edges: readonly Edge[]; truncated: boolean };
  counterparts(slug: string, limit: number): readonly ({ readonly slug: string } & Meetings)[];
  timeline(query: TimelineQuery, limit: number): Timeline;
  /** Ids of a meeting's readouts, in the order of the record, and the number of its documents. */
  partsOf(meeting: { readonly slug: string; readonly start: string }): {
    readonly readouts: readonly string[];
    readonly documents: number;
  };
}

export interface StatementKey {
  readonly meeting: string;
  /** Position in the meeting, from 1, and id within it. */
  readonly position: number;
  readonly slug: string;
}

/** The contents of a list, by the keys of its records. */
export interface Records<K> {
  readonly total: number;
  page(request: PageRequest): KeyPage<K>;
}

/** A list of meetings or statements. */
export interface Documents<K> extends Records<K> {
  /** The most frequent values of a field. */
  facet(field: FacetField, limit: number): readonly FacetCount[];
}

export type SearchOrder = 'DATE_DESC' | 'DATE_ASC' | 'RELEVANCE';

export type RecordKey =
  | { readonly type: 'MEETING' | 'PARTICIPANT' | 'TOPIC'; readonly slug: string }
  | ({ readonly type: 'STATEMENT' } & StatementKey);

/** The results of a query. */
export interface Search {
  within(conditions: SearchConditions): Results;
}

export interface Results {
  readonly total: number;
  page(order: SearchOrder, size: number, after: string | undefined): ResultPage;
  /** The most frequent values of a field. */
  facet(field: FacetField, limit: number): readonly FacetCount[];
}

export interface ResultPage {
  readonly entries: readonly {
    readonly at: string;
    readonly key: RecordKey;
    readonly score: number | null;
    /** Whether its own texts contain a term; otherwise it was found only by a name or a label. */
    readonly hasMatch: boolean;
  }[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
}

/**
 * Opens the bytes of an index.
 *
 * @throws MalformedIndexError
 */
export function openAnalysis(bytes: Uint8Array): Analysis {
  const index = new ReleaseIndex(bytes);
  return {
    meetings: (query) => documents(index, meetingsThat(index, query), (document) => slugAt(index, document)),
    statements: (query) =>
      documents(index, statementsThat(index, query), (document) => statementAt(index, document)),
    participants: (query) => named(participantsThat(index, query)),
    topics: (query) => named(topicsThat(index, query)),
    search: (query) => searched(index, query),
    network: (query, limit) => networkOf(index, query, limit),
    counterparts: (slug, limit) => counterpartsOf(index, slug, limit),
    timeline: (query, limit) => timelineOf(index, query, limit),
    partsOf({ slug, start }) {
      const { before, isThere } = index.placeOfMeeting(start, slug);
      if (!isThere) return { readouts: [], documents: 0 };
      const ids = index.readoutId.subarray(index.readoutStarts[before], index.readoutStarts[before + 1]);
      return {
        readouts: Array.from(ids, (id) => index.words.readout[id] ?? ''),
        documents: index.documentsIssued[before] ?? 0,
      };
    },
  };
}

const named = (list: ReturnType<typeof participantsThat>): Records<string> => ({
  total: list.length,
  page: (request) => pageOfNames(list, request),
});

function documents<K>(index: ReleaseIndex, bits: Bits, keyOf: (document: number) => K): Documents<K> {
  return {
    total: bits.count(),
    page({ after, before, ...request }) {
      const selected = select(bits, {
        ...request,
        ...(after === undefined ? {} : { after: placeOf(index, after) }),
        ...(before === undefined ? {} : { before: placeOf(index, before) }),
      });
      return {
        ...selected,
        entries: selected.documents.map((document) => ({
          at: positionOf(index, document),
          key: keyOf(document),
        })),
      };
    },
    facet: facetsOf(index, bits),
  };
}

/** Counts the facets of a set; its rows are separated by type once. */
function facetsOf(index: ReleaseIndex, bits: Bits): Documents<unknown>['facet'] {
  let rows: Rows | undefined;
  return (field, limit) => {
    rows ??= rowsOf(index, bits);
    return countFacet(index, rows, field, limit);
  };
}

function searched(index: ReleaseIndex, query: SearchQuery): Search {
  const { hits, terms } = match(index, query);
  let scores: Float64Array | undefined;
  const hasMatch = (document: number) => terms.some(({ text }) => text.has(document));
  const entry = (document: number, at: string, score: number | null) => ({
    at,
    key: keyOf(index, document),
    score,
    hasMatch: hasMatch(document),
  });
  return {
    within(conditions) {
      const found = documentsThat(index, conditions).and(hits);
      return {
        total: found.count(),
        page(order, size, after) {
          if (order !== 'RELEVANCE') {
            const place = after === undefined ? undefined : searchPlaceOf(index, after);
            const selected = selectFound(index, found, order === 'DATE_ASC', size, place);
            const entries = selected.documents.map((document) =>
              entry(document, searchPositionOf(index, document), null),
            );
            return { ...selected, entries };
          }
          scores ??= scoresOf(index, terms);
          const all = scores;
          const rank = after === undefined ? undefined : rankOf(index, after);
          const selected = selectRanked(index, found, all, size, rank);
          const entries = selected.documents.map((document) => {
            const score = scoreAt(all, document);
            return entry(document, `${score}|${searchPositionOf(index, document)}`, score / 1_000);
          });
          return { ...selected, entries };
        },
        facet: facetsOf(index, found),
      };
    },
  };
}

function rankOf(index: ReleaseIndex, at: string) {
  const bar = at.indexOf('|');
  return { score: Number(at.slice(0, bar)), place: searchPlaceOf(index, at.slice(bar + 1)) };
}

const slugAt = (index: ReleaseIndex, document: number): string =>
  index.meetingSlugs.at(index.meetingOfDocument[document] ?? 0);

function statementAt(index: ReleaseIndex, document: number): StatementKey {
  const meeting = index.meetingOfDocument[document] ?? 0;
  return {
    meeting: index.meetingSlugs.at(meeting),
    position: document - index.documentOfMeeting(meeting),
    slug: index.statementSlugs.at(index.statementAt(document)),
  };
}

function keyOf(index: ReleaseIndex, document: number): RecordKey {
  if (document >= index.firstTopic) {
    return { type: 'TOPIC', slug: index.topicSlugs.at(document - index.firstTopic) };
  }
  if (document >= index.firstParticipant) {
    return { type: 'PARTICIPANT', slug: index.participantSlugs.at(document - index.firstParticipant) };
  }
  return index.meetingAt(document) === -1
    ? { type: 'STATEMENT', ...statementAt(index, document) }
    : { type: 'MEETING', slug: slugAt(index, document) };
}
