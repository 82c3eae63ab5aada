import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Config, EDGE_REGION, regionsOf } from '../stacks/config.ts';
import { bootstrapArguments, bootstrapVersion } from './bootstrap.ts';
import { missingInDns } from './dns.ts';
import { readPointer } from './read-pointer.ts';
import { secretAge } from './secret.ts';
import { smoke } from './smoke.ts';
import { askedAt, type Deployed } from './stage.ts';

/**
 * What the checks examine: a stage's settings, the account of the credentials, and what is deployed there.
 */
export interface Patient {
  readonly config: Config;
  readonly account: string;
  readonly deployed: Deployed;
}

export interface Finding {
  readonly ok: boolean;
  /** What was found; if it is not ok, what to do. */
  readonly says: string;
}

const ok = (says: string): Finding => ({ ok: true, says });
const toDo = (says: string): Finding => ({ ok: false, says });
const NOT_DEPLOYED = toDo('nothing is deployed; run npm run deploy');

type Check = (patient: Patient) => Promise<Finding | readonly Finding[]>;

/** The checks in the order in which they are printed. */
export const CHECKS = {
  bootstrap,
  concurrency,
  stacks: async ({ deployed: { address } }) => (address === undefined ? NOT_DEPLOYED : ok(address)),
  release,
  slot,
  table,
  secret,
  alarms,
  certificate,
  dns,
} as const satisfies Record<string, Check>;

/** The bootstrap version that this CDK requires (its DefaultStackSynthesizer checks the same). */
const BOOTSTRAP_VERSION = 6;

async function bootstrap({ config, account }: Patient): Promise<Finding[]> {
  return Promise.all(
    regionsOf(config).map(async (region) => {
      const version = await bootstrapVersion(region, config);
      const again = `npx cdk ${bootstrapArguments(account, region, config).join(' ')}`;
      if (version === undefined)
        return toDo(`${region} is not bootstrapped; a deploy does that, or run ${again}`);
      if (version < BOOTSTRAP_VERSION)
        return toDo(
          `${region} has bootstrap version ${version}, but ${BOOTSTRAP_VERSION} is required; run ${again}`,
        );
      return ok(`${region} has bootstrap version ${version}`);
    }),
  );
}

/** Concurrent executions below which a public endpoint is easily overloaded. */
const FEW_EXECUTIONS = 100;

async function concurrency({ config }: Patient): Promise<Finding> {
  const client = new LambdaClient({ region: config.region });
  try {
    const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
    const { ConcurrentExecutions: all = 0, UnreservedConcurrentExecutions: free = 0 } = AccountLimit ?? {};
    if (all < FEW_EXECUTIONS)
      return toDo(
        `the account allows only ${all} concurrent executions, like a new one; request more under Service Quotas, Lambda, Concurrent executions`,
      );
    return ok(`${all} concurrent executions, ${free} of them unreserved`);
  } finally {
    client.destroy();
  }
}

async function release({ deployed }: Patient): Promise<Finding> {
  const asked = askedAt(deployed);
  if (asked === undefined) return NOT_DEPLOYED;
  try {
    const { release: served, meetings } = await smoke(asked, undefined, 1);
    return ok(`${served.slice(0, 12)} is live with ${meetings} meetings`);
  } catch (error) {
    return toDo(`${error instanceof Error ? error.message : String(error)}. See npm run logs -- --errors`);
  }
}

/** The idle slot: whether going back takes one write, and whether a seed is running. */
async function slot({ config: { region }, deployed }: Patient): Promise<Finding> {
  if (deployed.table === undefined) return NOT_DEPLOYED;
  const { idle, lease, live } = await readPointer(region, deployed.table);
  if (lease && lease.expires > Date.now()) return ok('a seed is writing to the idle slot');
  if (live === null) return toDo('no release is live; run npm run deploy');
  return idle?.release
    ? ok(`the idle slot holds ${idle.release.slice(0, 12)}; going back to it takes one write`)
    : toDo('the idle slot is incomplete; the next publish or deploy fills it');
}

async function table({ config: { region }, deployed }: Patient): Promise<Finding[]> {
  const TableName = deployed.table;
  if (TableName === undefined) return [NOT_DEPLOYED];
  const client = new DynamoDBClient({ region });
  try {
    const [{ Table }, { ContinuousBackupsDescription: backups }] = await Promise.all([
      client.send(new DescribeTableCommand({ TableName })),
      client.send(new DescribeContinuousBackupsCommand({ TableName })),
    ]);
    const recovers = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED';
    const command = `--region ${region} --table-name ${TableName}`;
    return [
      Table?.DeletionProtectionEnabled
        ? ok(`${TableName} is protected from deletion`)
        : toDo(
            `not protected from deletion; run aws dynamodb update-table ${command} --deletion-protection-enabled`,
          ),
      recovers
        ? ok('can be restored to any second of the last 35 days')
        : toDo(
            `cannot be restored; run aws dynamodb update-continuous-backups ${command} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
          ),
    ];
  } finally {
    client.destroy();
  }
}

/** Days after which a secret should be rotated, although nothing enforces it. */
const OLD_SECRET = 365;
const DAY = 24 * 60 * 60_000;

async function secret({ config, deployed: { secretArn } }: Patient): Promise<Finding> {
  if (secretArn === undefined) return NOT_DEPLOYED;
  const since = await secretAge(config.region, secretArn);
  const days = Math.floor((Date.now() - Number(since ?? 0)) / DAY);
  return days > OLD_SECRET ? toDo(`${days} days old; run npm run rotate`) : ok(`${days} days old`);
}

async function alarms({ config, deployed: { topics } }: Patient): Promise<Finding[]> {
  if (topics.length === 0) return [NOT_DEPLOYED];
  return Promise.all(
    topics.map(async ({ arn, region }) => {
      const client = new SNSClient({ region });
      try {
        const { Subscriptions = [] } = await client.send(
          new ListSubscriptionsByTopicCommand({ TopicArn: arn }),
        );
        const pending = Subscriptions.filter(
          ({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation',
        );
        if (Subscriptions.length === 0)
          return toDo(
            config.alarmEmail === undefined
              ? 'nobody is notified; set alarmEmail in cdk.json and deploy'
              : `nobody is subscribed to ${arn}; run npm run deploy`,
          );
        if (pending.length > 0)
          return toDo(
            `${pending.map(({ Endpoint }) => Endpoint).join(', ')} has not confirmed; follow the link in the e-mail from AWS`,
          );
        return ok(`${Subscriptions.map(({ Endpoint }) => Endpoint).join(', ')} is notified (${region})`);
      } finally {
        client.destroy();
      }
    }),
  );
}

async function certificate({ config: { domain } }: Patient): Promise<Finding[]> {
  if (domain?.certificate === undefined) return [];
  const client = new ACMClient({ region: EDGE_REGION });
  try {
    const { Certificate } = await client.send(
      new DescribeCertificateCommand({ CertificateArn: domain.certificate }),
    );
    const { Status, SubjectAlternativeNames = [] } = Certificate ?? {};
    if (Status !== 'ISSUED')
      return [toDo(`has the status ${Status}; complete its validation in ACM in ${EDGE_REGION}`)];
    if (!SubjectAlternativeNames.some((name) => covers(name, domain.name)))
      return [toDo(`is for ${SubjectAlternativeNames.join(', ')}, not for ${domain.name}`)];
    return [ok(`for ${domain.name}, until ${Certificate?.NotAfter?.toISOString().slice(0, 10)}`)];
  } finally {
    client.destroy();
  }
}

/** A wildcard matches one label. */
const covers = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.startsWith('*.') && name.slice(name.indexOf('.')) === pattern.slice(1));

async function dns({ config: { domain }, deployed: { distributionName } }: Patient): Promise<Finding[]> {
  if (!domain || distributionName === undefined) return [];
  const missing = await missingInDns(domain.name, distributionName);
  return [missing === undefined ? ok(`${domain.name} points to ${distributionName}`) : toDo(missing)];
}
