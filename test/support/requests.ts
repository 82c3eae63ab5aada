import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Wire } from '../../schema/store/dynamodb-http.ts';

/** Notes the name of every command that a client sends, such as `QueryCommand`, until it is told to stop. */
export function watchRequests(client: DynamoDBClient): { readonly sent: string[]; stop(): void } {
  const sent: string[] = [];
  const name = `watch-${Math.random()}`;
  client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push(String(context.commandName));
      return next(args);
    },
    { step: 'initialize', name },
  );
  return { sent, stop: () => client.middlewareStack.remove(name) };
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
