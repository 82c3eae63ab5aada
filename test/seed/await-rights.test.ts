import { DescribeLimitsCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { awaitRights } from '../../functions/seed/await-rights.ts';
import { type Aws, startAws } from '../infra/aws.ts';

// A refusal is waited out; how long that takes is of no interest here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));

const LIMITS = 'dynamodb:DescribeLimits';

let aws: Aws;
let client: DynamoDBClient;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());
beforeEach(() => {
  aws.asked.length = 0;
  client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: aws.address,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  client.middlewareStack.use(awaitRights());
});
afterEach(() => {
  client.destroy();
  vi.restoreAllMocks();
});

const ask = () => client.send(new DescribeLimitsCommand({}));

test('a new process retries until the rights of its role take effect', async () => {
  vi.spyOn(process, 'uptime').mockReturnValue(5);
  let refusals = 3;
  aws.answers = {
    [LIMITS]: () => {
      refusals -= 1;
      return refusals < 0 ? {} : [400, { __type: 'AccessDeniedException', message: 'not yet' }];
    },
  };
  await ask();
  expect(aws.asked).toEqual([LIMITS, LIMITS, LIMITS, LIMITS]);
});

test('a request refused for longer than that fails', async () => {
  let uptime = 5;
  vi.spyOn(process, 'uptime').mockImplementation(() => uptime);
  aws.answers = {
    [LIMITS]: () => {
      uptime += 20;
      return [400, { __type: 'AccessDeniedException', message: 'not yours' }];
    },
  };
  await expect(ask()).rejects.toThrow('not yours');
  expect(aws.asked).toEqual([LIMITS, LIMITS]);
});

test('other errors are not retried', async () => {
  vi.spyOn(process, 'uptime').mockReturnValue(5);
  aws.answers = { [LIMITS]: [400, { __type: 'ValidationException', message: 'odd' }] };
  await expect(ask()).rejects.toThrow('odd');
  expect(aws.asked).toEqual([LIMITS]);
});
