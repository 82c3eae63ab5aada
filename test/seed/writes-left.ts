import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

class Killed extends Error {}

interface WriteInput {
  readonly RequestItems?: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * Lets a work write so many rows and no more, as if its process were then killed: of a batch only the rows that are left go
 * through, which DynamoDB may do as well.
 *
 * @returns whether the work came to its end
 */
export async function withWritesLeft(
  client: DynamoDBClient,
  writes: number,
  work: () => Promise<unknown>,
): Promise<boolean> {
  let left = writes;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName);
      if (command === 'PutCommand' || command === 'PutItemCommand') {
        if (left === 0) throw new Killed();
        left -= 1;
      }
      if (command !== 'BatchWriteCommand' && command !== 'BatchWriteItemCommand') return next(args);
      const [[table, requests] = ['', []]] = Object.entries((args.input as WriteInput).RequestItems ?? {});
      const granted = requests.slice(0, left);
      left -= granted.length;
      if (granted.length === requests.length) return next(args);
      if (granted.length > 0) {
        await next({ ...args, input: { ...args.input, RequestItems: { [table]: granted } } });
      }
      throw new Killed();
    },
    { step: 'initialize', name: 'writes-left', priority: 'low' },
  );
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return false;
  } finally {
    client.middlewareStack.remove('writes-left');
  }
}
