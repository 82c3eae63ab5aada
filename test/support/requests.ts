import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Wire } from '../../schema/store/dynamodb-http.ts';

/**
 * Looks at every request of a client before it is sent, by the name of its command, such as `QueryCommand`; a
 * look that throws is the answer.
 *
 * @returns stops looking
 */
export function beforeRequests(
  client: DynamoDBClient | S3Client,
  look: (commandName: string) => void,
): () => void {
  // The stacks of the two clients differ only in what a request carries, which is handed on as it is.
  const stack = client.middlewareStack as DynamoDBClient['middlewareStack'];
  const name = `look-${Math.random()}`;
  stack.add(
    (next, { commandName }) =>
      async (args) => {
        look(String(commandName));
        return next(args);
      },
    { step: 'initialize', name },
  );
  return () => stack.remove(name);
}

/** Notes the name of every command that a client sends, such as `QueryCommand`, until it is told to stop. */
export function watchRequests(client: DynamoDBClient): { readonly sent: string[]; stop(): void } {
  const sent: string[] = [];
  return { sent, stop: beforeRequests(client, (name) => sent.push(name)) };
}

/** Notes the name of every operation that reading sends, until it is told to stop. */
export function watchReads(wire: Wire): { readonly sent: string[]; stop(): void } {
  const sent: string[] = [];
  const { query, batchGetItem } = wire;
  Object.assign(wire, {
    query: (input) => {
      sent.push('Query');
      return query(input);
    },
    batchGetItem: (input) => {
      sent.push('BatchGetItem');
      return batchGetItem(input);
    },
  } satisfies Partial<Wire>);
  return { sent, stop: () => Object.assign(wire, { query, batchGetItem }) };
}
