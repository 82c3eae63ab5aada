import { beforeEach, expect, test, vi } from 'vitest';
import { destroy } from '../../infra/operator/destroy.ts';
import { stacks } from './aws.ts';
import { OUTPUTS, operating, stage } from './operating.ts';

/** Stands in for CDK's command line; resolves with its exit code. */
const { cdk } = vi.hoisted(() => ({ cdk: vi.fn<(...args: string[]) => Promise<number>>() }));
vi.mock('../../infra/operator/cdk.ts', () => ({ cdk }));

const world = operating();
const { 'communique-prod-data': data, 'communique-prod-api': _api, ...others } = OUTPUTS;
const isThere = (outputs: Parameters<typeof stacks>[0]): void => {
  world.aws.answers = { 'cloudformation:DescribeStacks': stacks(outputs) };
};
/** CDK takes stacks down until only these are left. */
const leaving = (left: Parameters<typeof stacks>[0], code: number): void =>
  void cdk.mockImplementation(async () => {
    isThere(left);
    return code;
  });

beforeEach(() => {
  cdk.mockReset();
  isThere(OUTPUTS);
});

const TABLE = [
  '',
  `Kept: the table ${data.TableName} with all its rows. To delete it permanently:`,
  `  aws dynamodb update-table --region us-east-1 --table-name ${data.TableName} --no-deletion-protection-enabled`,
  `  aws dynamodb delete-table --region us-east-1 --table-name ${data.TableName}`,
];
const bucket = (name: string) => [
  `Kept: the bucket ${name}. To delete it permanently:`,
  `  aws s3 rb --region us-east-1 --force s3://${name}`,
];
const AGAIN = 'Some stacks are left; see above, and run the command again.';

test.each([
  ['all stacks', {}, 0, [...TABLE, ...bucket('releases'), ...bucket('code')]],
  // What deletes the rest is still named by the stacks that are left.
  ['no stack', OUTPUTS, 1, [AGAIN]],
  ['the stack of the endpoint', { 'communique-prod-data': data }, 1, [...bucket('code'), AGAIN]],
  [
    'the stacks of content and endpoint',
    others,
    1,
    [...TABLE, ...bucket('releases'), ...bucket('code'), AGAIN],
  ],
])('after %s were taken down, it prints what is kept', async (_what, left, code, says) => {
  leaving(left, code);
  expect(await destroy(stage(), { yes: true, withData: false })).toBe(code);
  expect(world.said.slice(0, says.length)).toEqual(says);
  expect(cdk.mock.calls[0]).toContain(
    'stacks=communique-prod-data@us-east-1,communique-prod-api@us-east-1,communique-prod-operations@us-east-1',
  );
});

test('with its data, one that fails half-way prints what it did not delete', async () => {
  leaving(others, 1);
  expect(await destroy(stage(), { yes: true, withData: true })).toBe(1);
  expect(world.said.slice(1)).toEqual([...TABLE, ...bucket('releases'), ...bucket('code'), AGAIN]);
  expect(world.aws.asked).not.toContain('dynamodb:DeleteTable');
});

test('one that fails half-way with expired credentials prints everything that was there', async () => {
  cdk.mockImplementation(async () => {
    world.aws.answers = {
      'cloudformation:DescribeStacks': [400, { __type: 'ExpiredToken', message: 'expired' }],
    };
    return 1;
  });
  expect(await destroy(stage(), { yes: true, withData: false })).toBe(1);
  expect(world.said).toEqual([...TABLE, ...bucket('releases'), ...bucket('code'), AGAIN]);
});

test('with its data, one that cannot delete the table prints what is left', async () => {
  leaving({}, 0);
  await expect(destroy(stage(), { yes: true, withData: true })).rejects.toThrow();
  expect(world.said.slice(1)).toEqual([...TABLE, ...bucket('releases'), ...bucket('code')]);
});

test('looks up each stack once before it begins', async () => {
  cdk.mockImplementation(async () => {
    expect(world.aws.asked).toHaveLength(7);
    return 1;
  });
  await destroy(stage(), { yes: true, withData: false });
  expect(cdk).toHaveBeenCalledOnce();
});
