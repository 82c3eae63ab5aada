import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { bundleFunctions } from './bundle/bundle.ts';
import { tryToRecordReplies } from './bundle/record-replies.ts';
import { ContentError, compileRelease, noRelease } from './operator/compile-release.ts';
import { QUALIFIER } from './stacks/bootstrap.ts';
import { ConfigError, readConfig } from './stacks/config.ts';
import { addDeployment } from './stacks/deployment.ts';
import { PipelineStack, pipelineRole } from './stacks/pipeline.ts';
import { builtPlayground } from './stacks/playground.ts';

/**
 * The CDK app, run by `cdk synth` and other CDK commands. The content is checked and compiled here, so that a
 * bad record fails before anything is touched. Context: `stage`, `stages` (see config.ts), `content` (a
 * folder other than the project's own content; `none` if the data stack is left alone), `playground` (`none`
 * to leave it out), `repair` (see data.ts), `secrets` (see secret.ts), and `repo`, `branch` and `issuer` for
 * the pipeline's stack only (see pipeline.ts).
 */
async function main(): Promise<void> {
  // Synthesis at process exit would produce an empty assembly if the content is invalid.
  const app = new App({ autoSynth: false });
  const text = (name: string): string | undefined => {
    const value: unknown = app.node.tryGetContext(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const config = readConfig({
    stage: text('stage'),
    stages: app.node.tryGetContext('stages'),
    [QUALIFIER]: app.node.tryGetContext(QUALIFIER),
  });
  const repo = text('repo');
  if (repo !== undefined) {
    new PipelineStack(app, pipelineRole(config), {
      config,
      repo,
      branch: text('branch') ?? 'main',
      hasIssuer: text('issuer') === 'there',
      env: { region: config.region },
    });
    app.synth();
    return;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'communique-'));
  try {
    const content = text('content') ?? fileURLToPath(new URL('../content', import.meta.url));
    const release = content === 'none' ? await noRelease(scratch) : await compileRelease(content, scratch);
    const bundles = await tryToRecordReplies(await bundleFunctions(scratch));
    const repair = text('repair');
    const secrets = text('secrets')?.split(',');
    addDeployment(app, {
      config,
      bundles,
      release,
      playground: text('playground') === 'none' ? undefined : builtPlayground(),
      ...(repair === undefined ? {} : { repair }),
      ...(secrets === undefined ? {} : { secrets }),
    });
    app.synth();
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof ContentError)) throw error;
  // An error for the user to fix; a stack trace would not help.
  console.error(error.message);
  process.exitCode = 1;
}
