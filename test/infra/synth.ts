import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { type Bundles, bundleFunctions } from '../../infra/bundle/bundle.ts';
import { compileRelease, type ReleaseFile } from '../../infra/operator/compile-release.ts';
import { readConfig } from '../../infra/stacks/config.ts';
import { addDeployment } from '../../infra/stacks/deployment.ts';

/** What every deployment under test is made of: bundled and compiled once. */
export interface Ingredients {
  readonly folder: string;
  readonly bundles: Bundles;
  readonly release: ReleaseFile;
  readonly context: Readonly<Record<string, unknown>>;
}

export async function prepare(): Promise<Ingredients> {
  const folder = await mkdtemp(join(tmpdir(), 'communique-infra-'));
  const { context } = JSON.parse(await readFile('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  return {
    folder,
    context,
    bundles: await bundleFunctions(folder),
    release: await compileRelease('content', folder),
  };
}

export const discard = ({ folder }: Ingredients): Promise<void> =>
  rm(folder, { recursive: true, force: true });

export interface Synthesized {
  /** Folder of the cloud assembly. */
  readonly folder: string;
  /** Templates by the last part of their stack's name. */
  readonly templates: Readonly<Record<string, Template>>;
}

export interface Options {
  readonly stage?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly playground?: string;
  readonly repair?: string;
  readonly secrets?: readonly string[];
  /** Leaves the rules out, which take most of the time: for a variant of what they have seen. */
  readonly unchecked?: boolean;
  /** Adds to the app what the deployment does not have. */
  readonly alter?: (app: App) => void;
}

let assemblies = 0;

/** Synthesizes a stage with these settings, by both packs of cdk-nag and the library's own rules. */
export function synthesize(ingredients: Ingredients, options: Options = {}): Synthesized {
  const { stage = 'test', settings = {}, playground, repair, secrets } = options;
  const outdir = join(ingredients.folder, `assembly-${++assemblies}`);
  const app = new App({
    outdir,
    context: {
      ...ingredients.context,
      '@aws-cdk/core:validationReportPrettyPrint': false,
      ...(options.unchecked ? { '@aws-cdk/core:validateAgainstDefaultRules': false } : {}),
    },
  });
  if (!options.unchecked)
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  addDeployment(app, {
    config: readConfig({ stage, stages: { [stage]: { region: 'us-east-1', ...settings } } }),
    bundles: ingredients.bundles,
    release: ingredients.release,
    playground,
    ...(repair === undefined ? {} : { repair }),
    ...(secrets === undefined ? {} : { secrets }),
  });
  options.alter?.(app);
  const stacks = app.node.children.filter((child): child is Stack => 'templateFile' in child);
  const templates = Object.fromEntries(
    stacks.map((stack) => [stack.stackName.replace(`communique-${stage}-`, ''), Template.fromStack(stack)]),
  );
  app.synth();
  return { folder: outdir, templates };
}
