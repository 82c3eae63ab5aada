import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Wire } from '../../../../schema/store/dynamodb-http.ts';
import { openStore } from '../../../../schema/store/store.ts';

const store = openStore({
  // What reads with it is document-reader.ts, which takes the document client.
  wire: DynamoDBDocumentClient.from(new DynamoDBClient({})) as unknown as Wire,
  table: process.env.TABLE ?? '',
  cursorKey: 'bench',
});

/** The context of one request, in the peers. */
export const contextOf = async () => ({ session: store.session(await store.head()) });
