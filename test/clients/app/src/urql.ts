import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { endpoint, print } from './run.ts';
import { graphql } from './tada.ts';

const client = new Client({
  url: endpoint,
  preferGetMethod: true,
  exchanges: [
    cacheExchange({
      // These have no ids: they are part of their parent.
      keys: { EventDate: () => null, Place: () => null },
      resolvers: { Query: { meetings: relayPagination() } },
    }),
    fetchExchange,
  ],
});

const Meetings = graphql(`
  query Meetings($after: String) {
    meetings(filter: { form: [TRILATERAL, VIDEO] }, orderBy: DATE_ASC, first: 7, after: $after) {
      edges { node { id title date { start } place { city } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

let page = await client.query(Meetings, {});
while (page.data?.meetings.pageInfo.hasNextPage) {
  page = await client.query(Meetings, { after: page.data.meetings.pageInfo.endCursor });
}
if (page.error) throw page.error;

print(page.data?.meetings.edges.map(({ node }) => node.title) ?? []);
