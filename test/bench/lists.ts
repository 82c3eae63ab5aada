import type { Corpus } from '../../schema/record/corpus.ts';

/**
 * A list that the bench pages through: what it is called, the field that holds it, and what its filter names.
 */
export interface BenchList {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The connection's field. */
  readonly field: string;
}

const MEETING = 'slug title date { edtf }';
const STATEMENT = 'id text';
const id = (type: string, key: string | undefined) => Buffer.from(`${type}:${key}`).toString('base64');

/** Every kind of list, each of what has most in the corpus: the longest that there is of its kind. */
export function listsOf(corpus: Corpus): BenchList[] {
  const counts = {
    state: new Map<string, number>(),
    person: new Map<string, number>(),
    country: new Map<string, number>(),
  };
  const topics = new Map<string, number>();
  const count = (map: Map<string, number>, key: string | undefined) =>
    key === undefined ? undefined : map.set(key, (map.get(key) ?? 0) + 1);
  for (const { participants, place, statements } of corpus.meetings) {
    for (const { who, for: party } of participants) {
      count(counts.person, who);
      count(counts.state, party);
    }
    count(counts.country, place?.country);
    for (const statement of statements) for (const topic of statement.topics) count(topics, topic);
  }
  const [a, b] = most(counts.state);
  const [person] = most(counts.person);
  const [country] = most(counts.country);
  const root = rootOf(corpus, most(topics)[0]);
  const state = { state: id('Participant', a) };
  return [
    list('meetings: all', 'meetings', '', {}, MEETING),
    list('meetings: of a state', 'meetings', 'participant: $state', state, MEETING),
    list(
      'meetings: of a person',
      'meetings',
      'participant: $person',
      { person: id('Participant', person) },
      MEETING,
    ),
    list(
      'meetings: of two states',
      'meetings',
      'between: [$state, $other]',
      { ...state, other: id('Participant', b) },
      MEETING,
    ),
    list('meetings: in a country', 'meetings', 'country: $country', { country }, MEETING),
    list('meetings: on a topic', 'meetings', 'topic: $topic', { topic: id('Topic', root) }, MEETING),
    list('statements: all', 'statements', '', {}, STATEMENT),
    list('statements: for a state', 'statements', 'onBehalfOf: $state', state, STATEMENT),
    list('statements: on a topic', 'statements', 'topic: $topic', { topic: id('Topic', root) }, STATEMENT),
    list(
      'statements: both',
      'statements',
      'onBehalfOf: $state, topic: $topic',
      { ...state, topic: id('Topic', root) },
      STATEMENT,
    ),
    list('participants: all', 'participants', '', {}, 'slug name'),
    list('participants: by prefix', 'participants', 'name: $prefix', { prefix: 'ka' }, 'slug name'),
  ];
}

const TYPES: Readonly<Record<string, string>> = { country: 'CountryCode', prefix: 'String' };

function list(
  name: string,
  field: string,
  filter: string,
  variables: BenchList['variables'],
  node: string,
): BenchList {
  const declared = Object.keys(variables).map(
    (key) => `, $${key}: ${TYPES[key] ?? 'ID'}${TYPES[key] ? '' : '!'}`,
  );
  return {
    name,
    variables,
    field,
    query: `query ($first: Int, $last: Int, $after: String, $before: String${declared.join('')}) {
      ${field}(first: $first, last: $last, after: $after, before: $before${filter ? `, filter: { ${filter} }` : ''}) {
        nodes { ${node} } totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      }
    }`,
  };
}

const most = (map: ReadonlyMap<string, number>): string[] =>
  [...map].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);

function rootOf({ topics }: Corpus, id: string | undefined): string | undefined {
  const above = topics.find((topic) => topic.id === id)?.broader[0];
  return above === undefined ? id : rootOf({ topics } as Corpus, above);
}
