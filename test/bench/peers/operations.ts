import { readFileSync } from 'node:fs';

/** What is asked of every peer: the page of one meeting, a list of 100, a type-ahead. */
export function operationsFor(
  slug: string,
): Record<'meeting' | 'list' | 'typeAhead', { query: string; variables: Record<string, unknown> }> {
  return {
    meeting: { query: MEETING, variables: { slug } },
    list: { query: LIST, variables: {} },
    typeAhead: { query: TYPE_AHEAD, variables: { name: 'wang' } },
  };
}

/** A documented operation, as front-ends send it. */
const MEETING = readFileSync(
  new URL('../../../schema/operations/MeetingPage.graphql', import.meta.url),
  'utf8',
);

const LIST = `query List {
  meetings(first: 100) {
    nodes { id slug title form date { edtf } place { city country } parties { slug name } topics { slug prefLabel } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const TYPE_AHEAD = `query TypeAhead($name: String!) {
  participants(first: 10, filter: { name: $name }) { nodes { id slug name kind country } }
}`;
