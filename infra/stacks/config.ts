import { RegionInfo } from 'aws-cdk-lib/region-info';
import { z } from 'zod';
import { nearest } from '../../schema/record/value/nearest.ts';
import { DEFAULT_QUALIFIER, QUALIFIER } from './bootstrap.ts';

/** The region of CloudFront's certificates, web ACLs and metrics, whatever region the rest is in. */
export const EDGE_REGION = 'us-east-1';

const STAGE = /^[a-z][a-z0-9-]{0,19}$/;
const STAGE_RULE = 'lower-case letters, digits and hyphens, starting with a letter, at most 20 characters';

/**
 * Regions without function URLs, as listed in docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html,
 * and mx-central-1, whose CloudFormation lacks the type AWS::Lambda::Url. All others have Node 24 and ARM.
 */
const WITHOUT_URLS = new Set([
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'mx-central-1',
]);
const REGIONS = RegionInfo.regions
  .filter(({ name, partition }) => partition === 'aws' && !WITHOUT_URLS.has(name))
  .map(({ name }) => name);

const ROLLOUTS = ['all-at-once', 'canary', 'linear'] as const;

/** The retention periods, in days, that CloudWatch Logs accepts. */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653];

const Zone = z.strictObject({
  id: z
    .string()
    .regex(/^Z[A-Z0-9]{1,31}$/, 'the id of a hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ'),
  name: z.hostname('the name of the hosted zone, such as example.org'),
});

const Domain = z
  .strictObject({
    name: z.hostname('a host name like record.example.org'),
    certificate: z
      .string()
      .regex(
        /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
        `the ARN of an ACM certificate in ${EDGE_REGION}, which CloudFront requires`,
      )
      .optional(),
    /** The hosted zone in which the deploy creates the records, and the certificate if none is given. */
    zone: Zone.optional(),
  })
  .refine(({ certificate, zone }) => certificate !== undefined || zone !== undefined, {
    error: 'a certificate, or a zone in which the deploy can create one',
  })
  .refine(({ name, zone }) => zone === undefined || name === zone.name || name.endsWith(`.${zone.name}`), {
    path: ['name'],
    error: 'a name in the zone',
  });

const Units = z
  .int('a whole number of units a second, 1 or more')
  .min(1, 'a whole number of units a second, 1 or more')
  .optional();

const Stage = z
  .strictObject({
    region: z.enum(REGIONS, { error: ({ input }) => regionRule(input) }),
    /**
     * Whether the endpoint is behind CloudFront; otherwise only the function URL answers, without cache,
     * playground or domain.
     */
    edge: z.boolean('true or false').default(true),
    /** Megabytes. CPU grows with memory: one full core at 1,769. */
    memory: z
      .int('a whole number of megabytes from 256 to 10240')
      .min(256, 'a whole number of megabytes from 256 to 10240')
      .max(10_240, 'a whole number of megabytes from 256 to 10240')
      .default(1_024),
    domain: Domain.optional(),
    /** AWS's managed rules and a rate limit per address; about 9 USD a month before the first request. */
    webAcl: z.boolean('true or false').default(false),
    /** The recipient of alarms and budget warnings. */
    alarmEmail: z.email('an e-mail address').optional(),
    /** USD a month at which the budget's e-mail is sent; needs alarmEmail. */
    budget: z.number('a number of US dollars above 0').positive('a number of US dollars above 0').default(20),
    /** X-Ray traces of the endpoint. */
    tracing: z.boolean('true or false').default(false),
    /**
     * How requests are shifted to new code: all at once, a tenth first and the rest after five minutes, or a
     * tenth a minute.
     */
    rollout: z.enum(ROLLOUTS, { error: `one of ${ROLLOUTS.join(', ')}` }).default('all-at-once'),
    /** Maximum number of concurrent requests; the rest get 429 from the function URL. */
    concurrency: z
      .int('a whole number of concurrent requests, 1 or more')
      .min(1, 'a whole number of concurrent requests, 1 or more')
      .optional(),
    /**
     * Read and write units per second that the table and its index may each use; anything beyond is
     * throttled.
     */
    maxReadUnits: Units,
    maxWriteUnits: Units,
    logDays: z
      .literal(LOG_DAYS, { error: `a number of days that CloudWatch accepts: ${LOG_DAYS.join(', ')}` })
      .default(30),
    /** The name of a table restored to a point in time, used instead of the stack's own. */
    table: z
      .string()
      .regex(/^[\w.-]{3,255}$/, 'the name of a DynamoDB table')
      .optional(),
  })
  .refine(({ edge, domain }) => edge || !domain, {
    path: ['domain'],
    error: 'no domain, or edge set to true: a domain requires CloudFront',
  })
  .refine(({ edge, webAcl }) => edge || !webAcl, {
    path: ['webAcl'],
    error: 'false, or edge set to true: the web ACL is part of CloudFront',
  });

/** The settings of one stage, validated and with defaults filled in. */
export type Config = z.output<typeof Stage> & {
  readonly stage: string;
  /** Part of the names of the bootstrap resources, which every deploy uses. */
  readonly qualifier: string;
};

/**
 * The configuration is invalid; the message names each wrong value and says what is allowed, one per line.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration of a stage from the context of cdk.json.
 *
 * @param stage the requested stage, or undefined for the one in `context.stage`
 * @throws ConfigError
 */
export function readConfig(context: Readonly<Record<string, unknown>>, stage = context.stage): Config {
  if (typeof stage !== 'string' || !STAGE.test(stage)) {
    throw new ConfigError(`stage: found ${shown(stage)}; allowed: ${STAGE_RULE}`);
  }
  const stages = context.stages;
  if (typeof stages !== 'object' || stages === null || Array.isArray(stages)) {
    throw new ConfigError(
      `stages: found ${shown(stages)}; allowed: an object with the settings of each stage, by name`,
    );
  }
  const settings = settingsOf(stage, new Map<string, unknown>(Object.entries(stages)));
  if (settings === undefined) {
    const names = Object.keys(stages);
    throw new ConfigError(`stage: found ${shown(stage)}; allowed: one of ${names.join(', ')} (see cdk.json)`);
  }
  const outcome = Stage.safeParse(settings);
  if (outcome.success) return { stage, qualifier: qualifierIn(context), ...outcome.data };
  const problems = outcome.error.issues.flatMap((issue) => describe(issue, `stages.${stage}`, settings));
  throw new ConfigError(problems.join('\n'));
}

/** At most ten letters or digits, because bucket names contain it. */
function qualifierIn({
  [QUALIFIER]: qualifier = DEFAULT_QUALIFIER,
}: Readonly<Record<string, unknown>>): string {
  if (typeof qualifier === 'string' && /^[a-z0-9]{1,10}$/.test(qualifier)) return qualifier;
  throw new ConfigError(
    `${QUALIFIER}: found ${shown(qualifier)}; allowed: at most 10 lower-case letters and digits`,
  );
}

/** The settings under the stage's own name, or else under the longest matching pattern, such as `pr-*`. */
function settingsOf(stage: string, stages: ReadonlyMap<string, unknown>): unknown {
  if (stages.has(stage)) return stages.get(stage);
  const [pattern] = [...stages.keys()]
    .filter((key) => key.endsWith('*') && stage.startsWith(key.slice(0, -1)) && stage.length >= key.length)
    .sort((a, b) => b.length - a.length);
  return pattern === undefined ? undefined : stages.get(pattern);
}

function describe(issue: z.core.$ZodIssue, base: string, settings: unknown): string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(
      issue.path.length === 0 ? Stage.shape : issue.path.at(-1) === 'zone' ? Zone.shape : Domain.shape,
    );
    return issue.keys.map(
      (key) =>
        `${[base, ...issue.path, key].join('.')}: no such setting; allowed: ${known.join(', ')}${near(key, known)}`,
    );
  }
  const found = issue.path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    settings,
  );
  const allowed = issue.code === 'invalid_type' && issue.expected === 'object' ? 'an object' : issue.message;
  return [`${[base, ...issue.path].join('.')}: found ${shown(found)}; allowed: ${allowed}`];
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function regionRule(input: unknown): string {
  if (typeof input === 'string' && WITHOUT_URLS.has(input))
    return `a region whose Lambda has function URLs: ${REGIONS.join(', ')}`;
  return `an AWS region${near(input, REGIONS)}`;
}

/** A near match for a misspelt name, worded for the end of a sentence. */
function near(input: unknown, names: readonly string[]): string {
  const best = typeof input === 'string' ? nearest(input, names) : undefined;
  return best === undefined ? '' : `; did you mean ${best}?`;
}

/** The region of the stage, and the region that parts of its edge require. */
export const regionsOf = ({ region, edge }: Config): string[] => [
  ...new Set(edge ? [region, EDGE_REGION] : [region]),
];
