import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { threeReleases } from './releases.ts';
import { copiesIn, rowsOf } from './rows.ts';
import { LONG, type Stage, stageOn } from './stage.ts';

type Handler = (args: { input: object }) => Promise<{ response: unknown; output: object }>;
/** Stands between a client and DynamoDB, command by command. */
type Fault = (command: string, args: { input: object }, next: Handler) => ReturnType<Handler>;

function afflict(client: DynamoDBClient, fault: Fault): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        fault(String(commandName).replace('Item', ''), args, next as unknown as Handler) as never,
    { step: 'initialize', name: 'fault', priority: 'low' },
  );
}

const named = (name: string): Error => Object.assign(new Error(name), { name });

/** Takes every other row of a batch only. */
const halfOfEachBatch: Fault = async (command, args, next) => {
  const { RequestItems = {} } = args.input as { RequestItems?: Record<string, unknown[]> };
  const [[table, requests] = ['', []]] = Object.entries(RequestItems);
  if (command !== 'BatchWriteCommand' || requests.length < 2) return next(args);
  const taken = requests.filter((_request, index) => index % 2 === 0);
  const left = requests.filter((_request, index) => index % 2 === 1);
  const answer = await next({ ...args, input: { ...args.input, RequestItems: { [table]: taken } } });
  return { ...answer, output: { ...answer.output, UnprocessedItems: { [table]: left } } };
};

/** The index shows nothing that was written for so many looks at it. */
function indexBehind(looks: number): Fault {
  let left = looks;
  return async (command, args, next) => {
    const answer = await next(args);
    if (command !== 'QueryCommand' || !('IndexName' in args.input) || left === 0) return answer;
    left -= 1;
    return { ...answer, output: { ...answer.output, Items: [] } };
  };
}

/** Fails at one request, before it or after it had its effect, and at all that come until it is lifted. */
function failingFrom(number: number, error: Error, isApplied: boolean) {
  let seen = 0;
  let isLifted = false;
  const fault: Fault = async (_command, args, next) => {
    seen += 1;
    if (isLifted || seen <= number) return next(args);
    if (isApplied && seen === number + 1) await next(args);
    throw error;
  };
  return { fault, lift: () => (isLifted = true), hasFailed: () => seen > number };
}

describe('a seed, when DynamoDB', () => {
  const { engine, old, next, third, releaseOf } = threeReleases();

  async function oldIsLive(): Promise<{ stage: Stage; client: DynamoDBClient; shown(): Promise<string> }> {
    const stage = stageOn(engine);
    await stage.seed(third);
    await stage.seed(old);
    stage.clock.pass(LONG);
    const shown = async () => releaseOf(await stage.read());
    return { stage, client: engine.connect(), shown };
  }

  test('returns half of each batch, writes that again', async () => {
    const { stage, client } = await oldIsLive();
    afflict(client, halfOfEachBatch);
    await stage.seed(next, { client });
    expect((await copiesIn(engine.client, stage.table)).live).toEqual(rowsOf(next));
  });

  test('never takes a batch, reports it and leaves the live release alone', async () => {
    const { stage, client, shown } = await oldIsLive();
    afflict(client, async (command, args, go) =>
      command === 'BatchWriteCommand'
        ? {
            response: {},
            output: {
              $metadata: {},
              UnprocessedItems: (args.input as { RequestItems: object }).RequestItems,
            },
          }
        : go(args),
    );
    await expect(stage.seed(next, { client })).rejects.toThrow(
      /^DynamoDB left \d+ writes unprocessed\. The live release is unchanged; run the command again\.$/,
    );
    expect(await shown()).toBe('old');
  });

  test('has an index that lags, moves the pointer only once it shows what was written', async () => {
    const { stage, client } = await oldIsLive();
    afflict(client, indexBehind(200));
    const started = stage.clock.now();
    await stage.seed(next, { client });
    expect(stage.clock.now() - started).toBeGreaterThan(400);
    expect((await copiesIn(engine.client, stage.table)).live).toEqual(rowsOf(next));
  });

  test('has an index that does not catch up, reports it and leaves the live release alone', async () => {
    const { stage, client, shown } = await oldIsLive();
    afflict(client, indexBehind(Number.POSITIVE_INFINITY));
    await expect(stage.seed(next, { client })).rejects.toThrow(
      'The index of the table still does not show what was written',
    );
    expect(await shown()).toBe('old');
    await stage.seed(next);
    expect(await shown()).toBe('next');
    expect((await copiesIn(engine.client, stage.table)).live).toEqual(rowsOf(next));
  });

  test.each([
    ['throttles', named('ProvisionedThroughputExceededException'), false],
    ['resets the connection before a request', named('ECONNRESET'), false],
    ['resets the connection after a request had its effect', named('ECONNRESET'), true],
  ])(
    '%s for good, fails and leaves live one release whole, and is made good by the next',
    async (_what, error, isApplied) => {
      let at = 0;
      for (let hasFailed = true; hasFailed; at += 9) {
        const { stage, client, shown } = await oldIsLive();
        const failing = failingFrom(at, error, isApplied);
        afflict(client, failing.fault);
        const end = await stage.seed(next, { client }).then(
          () => 'done',
          (problem: Error) => problem.name,
        );
        hasFailed = failing.hasFailed();
        const where = `request ${at}`;
        if (hasFailed) expect(end, where).toBe(error.name);
        // The last request moves the pointer: it may have had its effect.
        expect(hasFailed && !isApplied ? ['old'] : ['old', 'next'], where).toContain(await shown());
        stage.clock.pass(LONG);
        await stage.seed(next);
        expect(await shown(), where).toBe('next');
        expect((await copiesIn(engine.client, stage.table)).live, where).toEqual(rowsOf(next));
        client.destroy();
      }
      expect(at).toBeGreaterThan(10);
    },
  );
});
