import { Client, fetchExchange, gql } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { sha256, traced } from './persisted.ts';
import { endpoint, print } from './run.ts';

const { fetch, steps } = traced();
const client = new Client({
  url: endpoint,
  fetch,
  preferGetMethod: false,
  exchanges: [
    persistedExchange({ preferGetForPersistedQueries: true, generateHash: async (text) => sha256(text) }),
    fetchExchange,
  ],
});

const query = gql(`
  query PersistedByUrql {
    dataset { release meetings }
  }
`);

for (let turn = 0; turn < 3; turn += 1) {
  const { data, error } = await client.query(query, {}, { requestPolicy: 'network-only' });
  if (error || !data) throw error ?? new Error('no data');
}

print(steps);
