import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { sha256, traced } from './persisted.ts';
import { endpoint, print } from './run.ts';

const { fetch, steps } = traced();
const client = new ApolloClient({
  link: new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(
    new HttpLink({ uri: endpoint, fetch }),
  ),
  cache: new InMemoryCache(),
});

const query = gql(`
  query PersistedByApollo {
    dataset { release meetings }
  }
`);

for (let turn = 0; turn < 3; turn += 1) {
  const { data, error } = await client.query({ query, fetchPolicy: 'network-only' });
  if (error || !data) throw error ?? new Error('no data');
}
client.stop();

print(steps);
