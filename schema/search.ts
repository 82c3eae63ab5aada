import { analysisOf } from './analysis.ts';
import { builder } from './builder.ts';
import { checkSize, cursorPosition, priceOfFound, totalCount } from './connection.ts';
import type { Context } from './context.ts';
import { DateRange, daysOf } from './date-range.ts';
import { codedError } from './errors.ts';
import { facets } from './facet.ts';
import { keyOf } from './global-id.ts';
import { Meeting, Participant, Statement, Topic } from './refs.ts';
import type { SearchOrder as Order, RecordKey, Results } from './release/index/analysis.ts';
import type { FacetCount, FacetField } from './release/index/facet.ts';
import type { SearchConditions } from './release/index/filter.ts';
import {
  parseQuery,
  QUERY_LENGTH,
  QUERY_TERMS,
  type SearchQuery,
  SearchSyntaxError,
} from './release/index/query.ts';
import { beginningOf, MARKS, snippetOf } from './release/index/snippet.ts';
import { Stance, StatementMode } from './statement.ts';
import { spanOf } from './store/date-bounds.ts';
import type { MeetingHead, ParticipantSummary, StatementFull, TopicFull } from './store/rows.ts';

const SearchType = builder.enumType('SearchType', {
  description: 'What a search can find.',
  values: {
    MEETING: { description: 'Meetings, by title, place and the titles of their accounts.' },
    STATEMENT: { description: 'Statements, by text and quote.' },
    PARTICIPANT: { description: 'Persons, states and organizations, by their names.' },
    TOPIC: { description: 'Topics, by their labels.' },
  } as const,
});

const SearchOrder = builder.enumType('SearchOrder', {
  description:
    'Orders the results of a search. Participants and topics have no date: by date they come first, in the order of their names.',
  values: {
    DATE_DESC: { description: 'Newest first.' },
    DATE_ASC: { description: 'Oldest first.' },
    RELEVANCE: { description: 'Best match first (BM25); what matches equally well, newest first.' },
  } as const,
});

type Found = MeetingHead | StatementFull | ParticipantSummary | TopicFull;

const SearchResult = builder.unionType('SearchResult', {
  description: 'What a search found.',
  types: [Meeting, Statement, Participant, Topic],
  resolveType: (found) => {
    if ('form' in found) return Meeting;
    if ('text' in found) return Statement;
    return 'kind' in found ? Participant : Topic;
  },
});

const SearchFilter = builder.inputType('SearchFilter', {
  description:
    'Filters search results. A result must satisfy every condition given. Participants and topics satisfy none, and meetings none about mode or stance.',
  fields: (t) => ({
    date: t.field({ type: DateRange, description: "The meeting's dates overlap this range." }),
    participant: t.id({
      description:
        'This participant took part in the meeting; or made the statement, or it was made on its behalf.',
    }),
    country: t.field({ type: 'CountryCode', description: 'The meeting was held in this country.' }),
    topic: t.id({ description: 'The meeting or the statement covers this topic or a narrower one.' }),
    mode: t.field({
      type: [StatementMode],
      description: 'The mode of the statement is one of these. An empty list does not filter.',
    }),
    stance: t.field({
      type: [Stance],
      description: 'The stance of the statement is one of these. An empty list does not filter.',
    }),
    language: t.field({
      type: 'LanguageTag',
      description:
        'The account that the statement cites, or one of the accounts of the meeting, is in this language or a variant of it.',
    }),
  }),
});

/** A result with what the search knows of it. */
interface Edge {
  readonly cursor: string;
  readonly node: Found;
  readonly score: number | null;
  readonly query: SearchQuery;
}

const SearchEdge = builder.objectRef<Edge>('SearchEdge').implement({
  description: 'A result of a search.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description: 'Position of this entry in the list, for `after`; the same on every page.',
    }),
    node: t.expose('node', { type: SearchResult, description: 'The record found.' }),
    score: t.exposeFloat('score', {
      nullable: true,
      description: 'How well it matches, comparable within one search; null unless ordered by RELEVANCE.',
    }),
    snippet: t.string({
      description: `The part of its text around the first match, as plain text of about 200 characters. Each match stands between ${MARKS.before} and ${MARKS.behind} (U+27E6 and U+27E7), which occur nowhere else in a snippet: split the text at them and render the parts as text. A record that was found by the name of a participant or topic alone shows the beginning of its text, unmarked.`,
      resolve: ({ node, query }, _args, context) => snippetOfRecord(context, node, query),
    }),
  }),
});

const SearchConnection = builder.connectionObject(
  {
    type: SearchResult,
    name: 'SearchConnection',
    description: 'A page of the results of a search.',
    fields: (t) => ({
      totalCount: totalCount(t),
      facets: facets(
        t,
        'TOPIC, YEAR, COUNTRY, MODE and STANCE leave out the filter on the same thing (`topic`, `date`, `country`, `mode`, `stance`), so that they show what else could be chosen; all other filters apply. Participants and topics among the results are not counted.',
      ),
    }),
  },
  SearchEdge,
);

/** The filters that facets leave out: each shows the alternatives to its own. */
const OWN_FILTER: Partial<Record<FacetField, keyof SearchConditions>> = {
  TOPIC: 'topic',
  YEAR: 'days',
  COUNTRY: 'country',
  MODE: 'modes',
  STANCE: 'stances',
};

/** A page of results as a connection, read when it is wanted. */
class FoundPage {
  readonly #context: Context;
  readonly #query: SearchQuery;
  readonly #within: (without?: FacetField) => Promise<Results>;
  readonly #page: { readonly order: Order; readonly size: number; readonly after: string | undefined };
  readonly #encode: (at: string) => string;
  #reading: Promise<Awaited<ReturnType<FoundPage['readPage']>>> | undefined;

  constructor(
    context: Context,
    query: SearchQuery,
    within: (without?: FacetField) => Promise<Results>,
    page: { readonly order: Order; readonly size: number; readonly after: string | undefined },
    encode: (at: string) => string,
  ) {
    this.#context = context;
    this.#query = query;
    this.#within = within;
    this.#page = page;
    this.#encode = encode;
  }

  get edges(): Promise<Edge[]> {
    return this.#read().then(({ edges }) => edges);
  }

  get pageInfo() {
    return this.#read().then(({ edges, hasNextPage, hasPreviousPage }) => ({
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }));
  }

  async total(): Promise<number> {
    return (await this.#within()).total;
  }

  async count(field: FacetField): Promise<readonly FacetCount[]> {
    return (await this.#within(field)).facet(field);
  }

  async readPage() {
    const { order, size, after } = this.#page;
    const { entries, hasNextPage, hasPreviousPage } = (await this.#within()).page(order, size, after);
    const nodes = await Promise.all(entries.map(({ key }) => load(this.#context, key)));
    const edges = entries.map(({ at, key, score }, place): Edge => {
      const node = nodes[place];
      if (!node) throw new Error(`${JSON.stringify(key)} is in the index and not in the table`);
      return { cursor: this.#encode(at), node, score, query: this.#query };
    });
    return { edges, hasNextPage, hasPreviousPage };
  }

  #read() {
    this.#reading ??= this.readPage();
    return this.#reading;
  }
}

function load({ session }: Context, key: RecordKey): Promise<Found | null> {
  switch (key.type) {
    case 'MEETING':
      return session.meeting(key.slug);
    case 'STATEMENT':
      return session.statement(key.meeting, key.slug);
    case 'PARTICIPANT':
      return session.participant(key.slug);
    case 'TOPIC':
      return session.topic(key.slug);
  }
}

async function snippetOfRecord(context: Context, found: Found, query: SearchQuery): Promise<string> {
  const texts = textsOf(found);
  const marked = firstSnippet(texts, query);
  if (marked !== undefined) return marked;
  if ('form' in found) {
    // The title of an account may have it; accounts are rows of their own.
    const { slug, edtf } = found;
    const ids = (await analysisOf(context)).readoutsOf({ slug, start: spanOf(edtf).start });
    const readouts = await Promise.all(ids.map((id) => context.session.readout(slug, id)));
    const titles = readouts.flatMap((readout) => readout?.title ?? []);
    return firstSnippet(titles, query) ?? beginningOf(found.title);
  }
  return beginningOf(texts[0] ?? '');
}

function firstSnippet(texts: readonly string[], query: SearchQuery): string | undefined {
  for (const text of texts) {
    const snippet = snippetOf(text, query);
    if (snippet !== undefined) return snippet;
  }
  return undefined;
}

/** The texts by which a record is found, the one to show first. */
function textsOf(found: Found): string[] {
  if ('form' in found) {
    const { city, region, venue } = found.place ?? {};
    return [found.title, ...[venue, city, region].filter((text) => typeof text === 'string')];
  }
  if ('text' in found) return [found.text, ...(found.quote === null ? [] : [found.quote])];
  if ('kind' in found) return found.names.map(({ name }) => name);
  return [found.prefLabel, ...found.altLabels];
}

function readQuery(source: string): SearchQuery {
  try {
    return parseQuery(source);
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    const { position, message } = error;
    throw codedError('SEARCH_SYNTAX', `query, character ${position}: ${message}.`, {
      argument: 'query',
      position,
    });
  }
}

function conditionsOf(
  types: readonly ('MEETING' | 'STATEMENT' | 'PARTICIPANT' | 'TOPIC')[] | null | undefined,
  filter: typeof SearchFilter.$inferInput | null | undefined,
): SearchConditions {
  const { date, participant, country, topic, mode, stance, language } = filter ?? {};
  return {
    ...(types?.length ? { types: [...new Set(types)].sort() } : {}),
    ...daysOf(date, 'filter.date'),
    ...(participant ? { participant: keyOf(participant, 'Participant', 'filter.participant') } : {}),
    ...(country ? { country } : {}),
    ...(topic ? { topic: keyOf(topic, 'Topic', 'filter.topic') } : {}),
    ...(mode?.length ? { modes: [...new Set(mode)].sort() } : {}),
    ...(stance?.length ? { stances: [...new Set(stance)].sort() } : {}),
    ...(language ? { language } : {}),
  };
}

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    description:
      'Searches all records in every script. A word also finds what the participants and topics of that name took part in. Case, accents and punctuation do not count; Chinese, Japanese and Korean are found by characters.',
    args: {
      query: t.arg.string({
        required: true,
        description: `All of these must be found: \`word\`, \`"a phrase"\`, \`prefix*\`. \`-word\` must not be. \`OR\` binds tighter than the blank between words: \`sanctions Russia OR Belarus\`. At most ${QUERY_LENGTH} characters and ${QUERY_TERMS} terms.`,
      }),
      types: t.arg({
        type: [SearchType],
        description: 'The types to find. An empty list does not filter.',
      }),
      filter: t.arg({ type: SearchFilter, description: 'Filters the results.' }),
      orderBy: t.arg({ type: SearchOrder, defaultValue: 'DATE_DESC', description: 'Orders the results.' }),
      first: t.arg.int({ description: 'The number of results: 0 to 100, 20 by default.' }),
      after: t.arg.string({ description: 'A cursor of this list: only results after it.' }),
    },
    complexity: priceOfFound,
    resolve: (_root, { query: source, types, filter, orderBy, first, after }, context) => {
      const query = readQuery(source);
      const conditions = conditionsOf(types, filter);
      const order = orderBy ?? 'DATE_DESC';
      const cursors = context.session.cursors(JSON.stringify(['search', query, conditions, order]));
      const size = checkSize('first', first);
      const position = cursorPosition('after', after, cursors);
      let searching: Promise<(without?: FacetField) => Results> | undefined;
      const within = async (without?: FacetField) => {
        searching ??= analysisOf(context).then((analysis) => {
          const search = analysis.search(query);
          const all = search.within(conditions);
          return (field) => {
            const own = field && OWN_FILTER[field];
            return own ? search.within({ ...conditions, [own]: undefined }) : all;
          };
        });
        return (await searching)(without);
      };
      return new FoundPage(context, query, within, { order, size, after: position }, (at) =>
        cursors.encode(at),
      );
    },
  }),
);
