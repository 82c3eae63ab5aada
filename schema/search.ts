import { analysisOf } from './analysis.ts';
import { builder } from './builder.ts';
import { cursorPosition, priceOfFound, totalCount } from './connection.ts';
import type { Context } from './context.ts';
import { codedError } from './errors.ts';
import { facets } from './facet.ts';
import { ROW_PRICE } from './prices.ts';
import { Meeting, Participant, Statement, Topic } from './refs.ts';
import type { SearchOrder as Order, RecordKey, Results } from './release/index/analysis.ts';
import type { FacetCount } from './release/index/facet.ts';
import type { FacetField } from './release/index/facet-fields.ts';
import { MARKS, QUERY_LENGTH, QUERY_TERMS } from './release/index/limits.ts';
import type { SearchQuery } from './release/index/query.ts';
import { conditionsOf, countedBy, OWN_FILTERS, SearchFilter } from './search-filter.ts';
import { type Found, SNIPPET_ROWS, snippetsOf } from './search-snippet.ts';
import { PAGE_SIZE } from './size.ts';

const SearchType = builder.enumType('SearchType', {
  description: 'What a search can find.',
  values: {
    MEETING: {
      description:
        'Meetings, by title, place, note, series, the titles of their accounts and documents, and the offices of those who took part.',
    },
    STATEMENT: { description: 'Statements, by text and quote.' },
    PARTICIPANT: { description: 'Persons, states and organizations, by their names.' },
    TOPIC: { description: 'Topics, by their labels and descriptions.' },
  } as const,
});

const SearchOrder = builder.enumType('SearchOrder', {
  description:
    'Orders the results of a search. Participants and topics have no date: in order of date they come first, by name.',
  values: {
    DATE_DESC: { description: 'Newest first.' },
    DATE_ASC: { description: 'Oldest first.' },
    RELEVANCE: { description: 'Best match first (BM25); equally good matches, newest first.' },
  } as const,
});

const SearchResult = builder.unionType('SearchResult', {
  description: 'What a search found.',
  types: [Meeting, Statement, Participant, Topic],
  resolveType: (found) => {
    if ('form' in found) return Meeting;
    if ('text' in found) return Statement;
    return 'kind' in found ? Participant : Topic;
  },
});

/** A result with what the search knows about it. */
interface Edge {
  readonly cursor: string;
  readonly node: Found;
  readonly score: number | null;
  readonly hasMatch: boolean;
  /** Its place on the page. */
  readonly place: number;
  readonly page: FoundPage;
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
      description:
        'How well the result matches, comparable within one search; null unless ordered by RELEVANCE.',
    }),
    snippet: t.string({
      description: `The part of the text around the first match, as plain text of about 200 characters. Each match is between ${MARKS.before} and ${MARKS.behind} (U+27E6 and U+27E7), which occur nowhere else in a snippet: split the text at them and render the parts as text. A record found only by a name, a label or an office shows the beginning of its text, unmarked. So does one whose match is in a note, a document or the title of an account, if reading it would exceed the limit of ${SNIPPET_ROWS} rows for the page.`,
      // The note, the documents and the titles of accounts are in separate rows.
      complexity: ROW_PRICE,
      resolve: ({ place, page }) => page.snippet(place),
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
        OWN_FILTERS,
        ' MODE and STANCE count only statements, because the filters on them find no meetings. Participants and topics among the results are not counted.',
      ),
    }),
  },
  SearchEdge,
);

/** A page of results as a connection, read on demand. */
class FoundPage {
  readonly #context: Context;
  readonly #query: SearchQuery;
  readonly #within: (facet?: FacetField) => Promise<Results>;
  readonly #page: { readonly order: Order; readonly size: number; readonly after: string | undefined };
  readonly #encode: (at: string) => string;
  #reading: Promise<Awaited<ReturnType<FoundPage['readPage']>>> | undefined;
  #snippets: Promise<readonly string[]> | undefined;

  constructor(
    context: Context,
    query: SearchQuery,
    within: (facet?: FacetField) => Promise<Results>,
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

  async count(field: FacetField, limit: number): Promise<readonly FacetCount[]> {
    return (await this.#within(field)).facet(field, limit);
  }

  /** The snippets of a page are made together, so that they share one limit on rows to read. */
  async snippet(place: number): Promise<string> {
    this.#snippets ??= this.edges.then((edges) => snippetsOf(this.#context, edges, this.#query));
    return (await this.#snippets)[place] ?? '';
  }

  async readPage() {
    const { order, size, after } = this.#page;
    const { entries, hasNextPage, hasPreviousPage } = (await this.#within()).page(order, size, after);
    const nodes = await Promise.all(entries.map(({ key }) => load(this.#context, key)));
    const edges = entries.map(({ at, key, score, hasMatch }, place): Edge => {
      const node = nodes[place];
      if (!node) throw new Error(`${JSON.stringify(key)} is in the index but not in the table`);
      return { cursor: this.#encode(at), node, score, hasMatch, place, page: this };
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

async function readQuery(source: string): Promise<SearchQuery> {
  const { parseQuery, SearchSyntaxError } = await import('./release/index/engine.ts');
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

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    description:
      "Searches all records, in every script; SearchType lists the texts that are searched. A word in a participant's name or a topic's label also finds the meetings and statements of that participant or topic. Case, accents and punctuation are ignored; Chinese, Japanese and Korean text is matched by character. Publishers, ids and citation locators are not searched.",
    args: {
      query: t.arg.string({
        required: true,
        description: `Terms separated by spaces, commas or semicolons, all of which must match: \`word\`, \`"a phrase"\`, \`prefix*\`. \`-word\` excludes a word. \`OR\` binds tighter than a space: \`sanctions Russia OR Belarus\`. At most ${QUERY_LENGTH} characters and ${QUERY_TERMS} terms.`,
      }),
      types: t.arg({
        type: [SearchType],
        description: 'The types to find. An empty list does not filter.',
      }),
      filter: t.arg({ type: SearchFilter, description: 'Filters the results.' }),
      orderBy: t.arg({ type: SearchOrder, defaultValue: 'DATE_DESC', description: 'Orders the results.' }),
      first: t.arg.int({ description: 'Number of results: 0 to 100. The default is 20.' }),
      after: t.arg.string({ description: 'A cursor of this list. Returns only results after it.' }),
    },
    complexity: priceOfFound,
    resolve: async (_root, { query: source, types, filter, orderBy, first, after }, context) => {
      const query = await readQuery(source);
      const conditions = conditionsOf(types, filter);
      const order = orderBy ?? 'DATE_DESC';
      const cursors = context.session.cursors(JSON.stringify(['search', query, conditions, order]));
      const size = PAGE_SIZE.asked('first', first);
      const position = cursorPosition('after', after, cursors);
      let searching: Promise<(facet?: FacetField) => Results> | undefined;
      const within = async (facet?: FacetField) => {
        searching ??= analysisOf(context).then((analysis) => {
          const search = analysis.search(query);
          /** By their conditions: two facets may count the same results. */
          const results = new Map<string, Results>();
          return (field) => {
            const counted = field ? countedBy(field, conditions) : conditions;
            const key = JSON.stringify(counted);
            const found = results.get(key) ?? search.within(counted);
            results.set(key, found);
            return found;
          };
        });
        return (await searching)(facet);
      };
      return new FoundPage(context, query, within, { order, size, after: position }, (at) =>
        cursors.encode(at),
      );
    },
  }),
);
