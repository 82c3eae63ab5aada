import relay from 'relay-runtime';
import meetingsList, { type meetings_list$data } from '../generated/relay/meetings_list.graphql';
import meetingsPageQuery from '../generated/relay/meetingsPageQuery.graphql';
import meetingsQuery from '../generated/relay/meetingsQuery.graphql';
import { endpoint, print } from './run.ts';

const {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getSingularSelector,
  Network,
  RecordSource,
  Store,
} = relay;

const environment = new Environment({
  store: new Store(new RecordSource()),
  network: Network.create(async ({ text }, variables) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables }),
    });
    return response.json();
  }),
});

// What React's hooks do: keep the query, read its fragment, and fetch the next page.
const operation = createOperationDescriptor(meetingsQuery, {});
environment.retain(operation);
await fetchQuery(environment, meetingsQuery, {}).toPromise();

function read(): meetings_list$data['meetings'] {
  const query = environment.lookup(operation.fragment).data;
  const { meetings } = environment.lookup(getSingularSelector(meetingsList, query))
    .data as meetings_list$data;
  return meetings;
}

let meetings = read();
while (meetings.pageInfo.hasNextPage) {
  await fetchQuery(environment, meetingsPageQuery, {
    count: 7,
    cursor: meetings.pageInfo.endCursor,
  }).toPromise();
  meetings = read();
}

print(meetings.edges.map(({ node }) => node.title));
