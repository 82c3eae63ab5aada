import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { ReleaseFile } from '../../functions/seed/release-file.ts';
import { type Bundles, bundleFunctions } from '../../infra/bundle/bundle.ts';
import { compileRelease } from '../../infra/operator/compile-release.ts';
import { readConfig } from '../../infra/stacks/config.ts';
import { addDeployment } from '../../infra/stacks/deployment.ts';
import { copyFew } from '../support/curated.ts';
import { madeOnce } from '../support/made-once.ts';

/** What every deployment under test is made of. */
export interface Ingredients {
  readonly bundles: Bundles;
  readonly release: ReleaseFile;
  readonly context: Readonly<Record<string, unknown>>;
}

/** Bundles and compiles once in a run. A few records say as much of a stack as all of them. */
export const prepare = (): Promise<Ingredients> =>
  madeOnce('ingredients', async (folder) => {
    const { context } = JSON.parse(await readFile('cdk.json', 'utf8')) as {
      context: Record<string, unknown>;
    };
    const content = join(folder, 'content');
    await copyFew(content);
    return {
      context,
      bundles: await bundleFunctions(folder),
      release: await compileRelease(content, folder),
    };
  });

export interface Synthesized {
  /** Folder of the cloud assembly. */
  readonly folder: string;
  /** Templates by the last part of their stack's name. */
  readonly templates: Readonly<Record<string, Template>>;
}

export interface Options {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly playground?: string;
  readonly repair?: string;
  readonly secrets?: readonly string[];
  /** Context of cdk.json besides the project's own. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Leaves the rules out, which take most of the time: for a variant of what they have seen. */
  readonly unchecked?: boolean;
}

export const STAGE = 'test';

/**
 * Checks what an app synthesizes by both packs of cdk-nag; the library's own rules are a setting of cdk.json.
 */
export const addRules = (app: App): void =>
  void Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));

/** Synthesizes a stage with these settings into a folder, by all rules. */
export function synthesizeInto(folder: string, ingredients: Ingredients, options: Options = {}): void {
  const { settings = {}, playground, repair, secrets } = options;
  const context = { ...ingredients.context, ...options.context };
  const app = new App({
    outdir: folder,
    context: {
      ...context,
      '@aws-cdk/core:validationReportPrettyPrint': false,
      ...(options.unchecked ? { '@aws-cdk/core:validateAgainstDefaultRules': false } : {}),
    },
  });
  if (!options.unchecked) addRules(app);
  addDeployment(app, {
    config: readConfig({
      ...context,
      stage: STAGE,
      stages: { [STAGE]: { region: 'us-east-1', ...settings } },
    }),
    bundles: ingredients.bundles,
    release: ingredients.release,
    playground,
    ...(repair === undefined ? {} : { repair }),
    ...(secrets === undefined ? {} : { secrets }),
  });
  app.synth();
}

export async function assemblyIn(folder: string): Promise<Synthesized> {
  const templates = (await readdir(folder)).map(
    (name) => new RegExp(`^communique-${STAGE}-(.*)\\.template\\.json$`).exec(name) ?? [],
  );
  return {
    folder,
    templates: Object.fromEntries(
      await Promise.all(
        templates.flatMap(([name, part]) =>
          name === undefined || part === undefined
            ? []
            : [
                readFile(join(folder, name), 'utf8').then((text) => [
                  part,
                  Template.fromJSON(JSON.parse(text)),
                ]),
              ],
        ),
      ),
    ),
  };
}
