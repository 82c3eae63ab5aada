import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { graphql } from '../generated/gql/gql.ts';
import { endpoint, print } from './run.ts';

const client = new ApolloClient({
  link: new HttpLink({ uri: endpoint, useGETForQueries: true }),
  cache: new InMemoryCache({
    typePolicies: {
      // Pages of one list belong together; a different filter or order is a different list.
      Query: { fields: { meetings: relayStylePagination(['filter', 'orderBy']) } },
    },
  }),
});

const Meetings = graphql(`
  query Meetings($after: String) {
    meetings(filter: { form: [TRILATERAL, VIDEO] }, orderBy: DATE_ASC, first: 7, after: $after) {
      edges { node { id title date { start } place { city } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

// What React's `useQuery(Meetings)` does: watch the list, and merge each page that `fetchMore` loads.
const list = client.watchQuery({ query: Meetings });
list.subscribe(() => {});
await client.query({ query: Meetings });
let meetings = client.readQuery({ query: Meetings })?.meetings;
while (meetings?.pageInfo.hasNextPage) {
  await list.fetchMore({ variables: { after: meetings.pageInfo.endCursor } });
  meetings = client.readQuery({ query: Meetings })?.meetings;
}
client.stop();

print(meetings?.edges.map(({ node }) => node.title) ?? []);
