import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { beforeAll } from 'vitest';
import { QUALIFIER } from '../../infra/stacks/bootstrap.ts';
import { madeOnce } from '../support/made-once.ts';
import { addRules, assemblyIn, type Options, prepare, type Synthesized, synthesizeInto } from './synth.ts';

/** Every setting used, in another region than the edge's, on a bootstrap of its own. */
export const FULL = {
  region: 'eu-central-1',
  webAcl: true,
  alarmEmail: 'operator@example.org',
  domain: { name: 'record.example.org', zone: { id: 'Z0123456789', name: 'example.org' } },
  tracing: true,
  rollout: 'canary',
  concurrency: 50,
  maxReadUnits: 400,
  maxWriteUnits: 1_000,
  memory: 2_048,
  budget: 50,
  logDays: 7,
};

const DEPLOYMENTS = {
  /** Every setting at its default. */
  plain: (playground) => ({ playground }),
  full: (playground) => ({
    settings: FULL,
    context: { [QUALIFIER]: 'mine' },
    playground,
    secrets: ['current-version', 'former-version'],
  }),
  /** Nothing but the function. */
  bare: () => ({ settings: { edge: false } }),
  /** The defaults with a restored table, a repair, and no playground. */
  variant: () => ({ settings: { table: 'restored' }, repair: 'now', unchecked: true }),
} as const satisfies Record<string, (playground: string) => Options>;

interface Made {
  readonly assembly: string;
  /**
   * What the rules say of a stack that breaks one: loading them takes longer than asking them, so this is
   * done where they are.
   */
  readonly fault: string;
}

const make = async (name: keyof typeof DEPLOYMENTS): Promise<Made> => {
  const ingredients = await prepare();
  return madeOnce(`assembly-${name}`, async (into) => {
    const playground = join(into, 'playground');
    await mkdir(join(playground, 'assets'), { recursive: true });
    await writeFile(join(playground, 'index.html'), '<!doctype html>');
    const assembly = join(into, 'assembly');
    synthesizeInto(assembly, ingredients, DEPLOYMENTS[name](playground));
    return { assembly, fault: name === 'plain' ? faultIn(join(into, 'faulty')) : '' };
  });
};

/** One of the deployments that the tests look at, synthesized once in a run. */
export const deployment = async (name: keyof typeof DEPLOYMENTS): Promise<Synthesized> =>
  assemblyIn((await make(name)).assembly);

/** The deployments that the tests of a file look at; they are there once its tests run. */
export function synthesized<Name extends keyof typeof DEPLOYMENTS>(
  ...names: readonly Name[]
): Readonly<Record<Name, Synthesized>> {
  const made = {} as Record<Name, Synthesized>;
  beforeAll(async () => {
    for (const name of names) made[name] = await deployment(name);
  });
  return made;
}

/** What the rules say of a topic that anybody may reach without TLS. */
export const foundFault = async (): Promise<string> => (await make('plain')).fault;

function faultIn(outdir: string): string {
  const app = new App({ outdir, context: { '@aws-cdk/core:validationReportPrettyPrint': false } });
  addRules(app);
  new Topic(new Stack(app, 'Open'), 'Topic');
  try {
    app.synth();
    return '';
  } catch (error) {
    return String(error);
  }
}

export function stackOf({ templates }: Synthesized, part: string): Template {
  const template = templates[part];
  if (!template) throw new Error(`no stack ${part}`);
  return template;
}

/** Logical ids of a template's buckets, without CDK's hash. */
export const bucketsOf = (template: Template): string[] =>
  Object.keys(template.findResources('AWS::S3::Bucket')).map((id) => id.slice(0, -8));

/** Statements of the policies of a role whose logical id begins so. */
export const statementsOf = (
  template: Template,
  role: string,
): { Action: string | string[]; Resource: unknown; Condition?: unknown }[] =>
  Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(`"${role}`))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
