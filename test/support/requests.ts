import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

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
