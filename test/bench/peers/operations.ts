/** What is asked of every peer: the page of one meeting, a list of 100, a type-ahead. */
export function operationsFor(
  slug: string,
): Record<string, { query: string; variables: Record<string, unknown> }> {
  return {
    meeting: { query: MEETING, variables: { slug } },
    list: { query: LIST, variables: {} },
    typeAhead: { query: TYPE_AHEAD, variables: { name: 'wang' } },
  };
}

const MEETING = `query MeetingPage($slug: String!) {
  meeting(by: { slug: $slug }) {
    id slug title form status
    date { edtf start end precision }
    place { city country venue }
    parties { slug name kind country }
    participants(first: 50) { edges { role office onBehalfOf { slug name } node { slug name kind } } }
    readouts { id publisher title url published language party { slug name } }
    statements(first: 50) { nodes { id text mode stance speakers { slug name } topics { slug prefLabel } citation { readout { publisher } } } }
  }
}`;

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
