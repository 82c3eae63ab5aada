import { graphql } from 'relay-runtime';

/** The page's query. In React: `useLazyLoadQuery(meetingsQuery, {})`. */
export const meetingsQuery = graphql`
  query meetingsQuery {
    ...meetings_list
  }
`;

/** The list with its pages. In React: `usePaginationFragment(meetings_list, query)`. */
export const meetings_list = graphql`
  fragment meetings_list on Query
  @refetchable(queryName: "meetingsPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 7 }, cursor: { type: "String" }) {
    meetings(filter: { form: [TRILATERAL, VIDEO] }, orderBy: DATE_ASC, first: $count, after: $cursor)
      @connection(key: "meetings_meetings") {
      edges { node { id title date { start } place { city } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
