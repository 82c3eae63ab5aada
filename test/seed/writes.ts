import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

class Killed extends Error {}

interface WriteInput {
  readonly RequestItems?: Readonly<Record<string, readonly unknown[]>>;
}

const isPut = (command: unknown) => command === 'PutCommand' || command === 'PutItemCommand';
const isBatch = (command: unknown) => command === 'BatchWriteCommand' || command === 'BatchWriteItemCommand';

/**
 * Lets a work write so many rows and no more, as if its process were then killed: of a batch only the rows
 * that are left go through, which DynamoDB may do as well.
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
    (next, { commandName }) =>
      async (args) => {
        if (isPut(commandName)) {
          if (left === 0) throw new Killed();
          left -= 1;
        }
        if (!isBatch(commandName)) return next(args);
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

/**
 * A request that writes is held up when all that is left to do is to send it, as if its process froze just
 * then.
 */
interface Freeze {
  /** Resolves when the request has come so far. */
  readonly reached: Promise<true>;
  letGo(): void;
}

/**
 * Freezes a client at one of its requests that write, counted from 0, and at all that it sends after that.
 */
export function freezeAt(client: DynamoDBClient, number: number): Freeze {
  let seen = 0;
  let letGo = () => {};
  let reach: (reached: true) => void = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const reached = new Promise<true>((resolve) => {
    reach = resolve;
  });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (seen <= number && (isPut(commandName) || isBatch(commandName))) {
          if (seen === number) reach(true);
          seen += 1;
        }
        if (seen > number) await gone;
        return next(args);
      },
    { step: 'deserialize', name: 'freeze', priority: 'low' },
  );
  return { reached, letGo: () => letGo() };
}
