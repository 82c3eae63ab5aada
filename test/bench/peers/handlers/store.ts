import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Wire } from '../../../../schema/store/dynamodb-http.ts';
import { openStore } from '../../../../schema/store/store.ts';
import type { DocumentWire } from '../document-reader.ts';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
// Its rows are plain values: what reads them is document-reader.ts.
const wire: DocumentWire = {
  query: (input) => documents.send(new QueryCommand(input)),
  batchGetItem: (input) => documents.send(new BatchGetCommand(input)),
  close: () => documents.destroy(),
};
const store = openStore({
  wire: wire as unknown as Wire,
  table: process.env.TABLE ?? '',
  cursorKey: 'bench',
});

/** The context of one request, in the peers. */
export const contextOf = async () => ({ session: store.session(await store.head()) });
