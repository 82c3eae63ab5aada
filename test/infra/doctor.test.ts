import { stripVTControlCharacters } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { doctor } from '../../infra/operator/doctor.ts';
import { stacks, WHO } from './aws.ts';
import { naming } from './name-server.ts';
import { DISTRIBUTION, OUTPUTS, operating, pointerItem, stage } from './operating.ts';

const DOMAIN = 'record.example.org';
const config = stage({
  alarmEmail: 'operator@example.org',
  domain: { name: DOMAIN, certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/x' },
});

const world = operating();
const names = naming();

const DAY = 24 * 60 * 60;
const secondsAgo = (days: number) => Math.floor(Date.now() / 1_000) - days * DAY;
const subscription = (arn: string) =>
  `<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions><member><SubscriptionArn>${arn}</SubscriptionArn><Endpoint>operator@example.org</Endpoint></member></Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`;
const backups = (status: string) => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status },
  },
});

const WELL = {
  'sts:GetCallerIdentity': WHO,
  'ssm:GetParameter': { Parameter: { Value: '30' } },
  'cloudformation:DescribeStacks': stacks(OUTPUTS),
  'lambda:GetAccountSettings': {
    AccountLimit: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 950 },
  },
  'dynamodb:GetItem': pointerItem(),
  'dynamodb:DescribeTable': { Table: { DeletionProtectionEnabled: true } },
  'dynamodb:DescribeContinuousBackups': backups('ENABLED'),
  'secretsmanager:DescribeSecret': { LastChangedDate: secondsAgo(12) },
  'sns:ListSubscriptionsByTopic': subscription('arn:aws:sns:us-east-1:123456789012:alarms:1'),
  'acm:DescribeCertificate': {
    Certificate: { Status: 'ISSUED', SubjectAlternativeNames: ['*.example.org'], NotAfter: 1_830_000_000 },
  },
} as const;

beforeEach(() => {
  world.aws.answers = WELL;
  names.leads = {
    [DISTRIBUTION]: { addresses: ['192.0.2.1'] },
    [DOMAIN]: { alias: DISTRIBUTION },
  };
});

/** Lines without colours. */
const lines = (): string[] => world.said.map(stripVTControlCharacters);

test('a healthy deployment is reported line by line', async () => {
  expect(await doctor(config)).toBe(0);
  expect(lines()).toEqual([
    'ok     account       123456789012, region us-east-1',
    'ok     bootstrap     us-east-1 has bootstrap version 30',
    'ok     concurrency   1000 concurrent executions, 950 of them unreserved',
    `ok     stacks        https://${DISTRIBUTION}/`,
    'ok     release       aaaaaaaaaaaa is live with 7 meetings',
    'ok     slot          the idle slot holds bbbbbbbbbbbb; going back to it takes one write',
    'ok     table         communique-prod-data-Table is protected from deletion',
    'ok     table         can be restored to any second of the last 35 days',
    'ok     secret        12 days old',
    'ok     alarms        operator@example.org is notified (us-east-1)',
    `ok     certificate   for ${DOMAIN}, until 2027-12-28`,
    `ok     dns           ${DOMAIN} points to ${DISTRIBUTION}`,
  ]);
});

/** What is wrong, and the line that says what to do. */
const WRONG: readonly (readonly [what: string, change: () => void, line: string | RegExp])[] = [
  [
    'the region is not bootstrapped',
    () => answer('ssm:GetParameter', [400, { __type: 'ParameterNotFound' }]),
    'bootstrap     us-east-1 is not bootstrapped; a deploy does that, or run npx cdk bootstrap aws://123456789012/us-east-1 --qualifier hnb659fds --toolkit-stack-name CDKToolkit',
  ],
  [
    'the bootstrap is too old',
    () => answer('ssm:GetParameter', { Parameter: { Value: '5' } }),
    /^bootstrap {5}us-east-1 has bootstrap version 5, but 6 is required; run npx cdk bootstrap /,
  ],
  [
    'the account is new',
    () => answer('lambda:GetAccountSettings', { AccountLimit: { ConcurrentExecutions: 10 } }),
    'concurrency   the account allows only 10 concurrent executions, like a new one; request more under Service Quotas, Lambda, Concurrent executions',
  ],
  [
    'nothing is deployed',
    () => answer('cloudformation:DescribeStacks', stacks({})),
    'stacks        nothing is deployed; run npm run deploy',
  ],
  [
    'the endpoint does not answer',
    () => world.serve(undefined),
    `release       https://${DISTRIBUTION}/graphql does not serve a release. Its last response: fetch failed (ENOTFOUND). See npm run logs -- --errors`,
  ],
  [
    'no release is live',
    () => answer('dynamodb:GetItem', pointerItem({ live: null })),
    'slot          no release is live; run npm run deploy',
  ],
  [
    'a seed was cut off',
    () =>
      answer(
        'dynamodb:GetItem',
        pointerItem({ idle: { slot: 1, release: null, target: 'c', doubtful: [], entry: null } }),
      ),
    'slot          the idle slot is incomplete; the next publish or deploy fills it',
  ],
  [
    'the table may be deleted',
    () => answer('dynamodb:DescribeTable', { Table: { DeletionProtectionEnabled: false } }),
    'table         not protected from deletion; run aws dynamodb update-table --region us-east-1 --table-name communique-prod-data-Table --deletion-protection-enabled',
  ],
  [
    'the table has no recovery',
    () => answer('dynamodb:DescribeContinuousBackups', backups('DISABLED')),
    /^table {9}cannot be restored; run aws dynamodb update-continuous-backups /,
  ],
  [
    'the secret is old',
    () => answer('secretsmanager:DescribeSecret', { LastChangedDate: secondsAgo(400) }),
    'secret        400 days old; run npm run rotate',
  ],
  [
    'nobody has confirmed the e-mail',
    () => answer('sns:ListSubscriptionsByTopic', subscription('PendingConfirmation')),
    'alarms        operator@example.org has not confirmed; follow the link in the e-mail from AWS',
  ],
  [
    'the certificate waits for its validation',
    () => answer('acm:DescribeCertificate', { Certificate: { Status: 'PENDING_VALIDATION' } }),
    'certificate   has the status PENDING_VALIDATION; complete its validation in ACM in us-east-1',
  ],
  [
    'the certificate is for another name',
    () =>
      answer('acm:DescribeCertificate', {
        Certificate: { Status: 'ISSUED', SubjectAlternativeNames: ['*.example.com'] },
      }),
    `certificate   is for *.example.com, not for ${DOMAIN}`,
  ],
  [
    'DNS leads elsewhere',
    () => {
      names.leads = { [DOMAIN]: { alias: 'old.example.net' } };
    },
    /^dns {11}The DNS of record\.example\.org must point to d111\.cloudfront\.net, .* It points to old\.example\.net/,
  ],
  [
    'it may not look',
    () => answer('dynamodb:DescribeTable', undefined),
    /^table {9}could not be checked: AccessDeniedException: .*dynamodb:DescribeTable/,
  ],
];

function answer(action: string, given: (typeof world.aws.answers)[string] | undefined): void {
  const { [action]: _former, ...others } = world.aws.answers;
  world.aws.answers = given === undefined ? others : { ...others, [action]: given };
}

test.each(WRONG)('when %s, a line says what to do', async (_what, change, line) => {
  change();
  expect(await doctor(config)).toBe(1);
  const found = lines().flatMap((each) => /^to do {2}(.*)$/.exec(each)?.[1] ?? []);
  if (typeof line === 'string') expect(found).toContain(line);
  else expect(found.filter((each) => line.test(each))).toHaveLength(1);
});

test('it ends if the account of the credentials cannot be determined', async () => {
  answer('sts:GetCallerIdentity', undefined);
  expect(await doctor(config)).toBe(1);
  expect(lines()).toEqual([
    expect.stringMatching(/^to do {2}account {7}The AWS credentials lack a right .*sts:GetCallerIdentity/),
  ]);
});
