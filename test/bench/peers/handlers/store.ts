import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openStore } from '../../../../schema/store/store.ts';

const store = openStore({
  client: new DynamoDBClient({}),
  table: process.env.TABLE ?? '',
  cursorKey: 'bench',
});

/** The context of one request, in the peers. */
export const contextOf = async () => ({ session: store.session(await store.head()) });
